using Curriculum.Arrays;

namespace Curriculum.Autograd.Operations;

internal sealed record Exp : SingleOutputOperation
{
    public static readonly Exp Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Exp();

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy * y];
}

internal sealed record Expm1 : SingleOutputOperation
{
    public static readonly Expm1 Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Expm1();

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy * (y + 1)];
}

internal sealed record Log : SingleOutputOperation
{
    public static readonly Log Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Log();

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy / x[0]];
}

internal sealed record Log1p : SingleOutputOperation
{
    public static readonly Log1p Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Log1p();

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy / (x[0] + 1)];
}

internal sealed record Sqrt : SingleOutputOperation
{
    public static readonly Sqrt Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Sqrt();

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy * 0.5 / y];
}

internal sealed record Square : SingleOutputOperation
{
    public static readonly Square Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Square();

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy * 2 * x[0]];
}

internal sealed record Reciprocal : SingleOutputOperation
{
    public static readonly Reciprocal Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Reciprocal();

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [-(gy * y * y)];
}

internal sealed record Abs : SingleOutputOperation
{
    public static readonly Abs Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Abs();

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy * x[0].Sign()];
}

internal sealed record Sign : SingleOutputOperation
{
    public static readonly Sign Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Sign();

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [null];
}

internal sealed record Sin : SingleOutputOperation
{
    public static readonly Sin Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Sin();

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy * x[0].Cos()];
}

internal sealed record Cos : SingleOutputOperation
{
    public static readonly Cos Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Cos();

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [-(gy * x[0].Sin())];
}

internal sealed record Tanh : SingleOutputOperation
{
    public static readonly Tanh Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Tanh();

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [TanhSlope.Op.Apply(gy, y)];
}

internal sealed record Sigmoid : SingleOutputOperation
{
    public static readonly Sigmoid Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Sigmoid();

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [SigmoidSlope.Op.Apply(gy, y)];
}

internal sealed record Erf : SingleOutputOperation
{
    private const double TwoOverRootPi = 1.1283791670955126;

    public static readonly Erf Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Erf();

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy * (-x[0].Square()).Exp() * TwoOverRootPi];
}

using Curriculum.Arrays;

namespace Curriculum.Autograd.Operations;

// Every record in this folder is one line of a table of derivatives: what the function is, and what its gradient is in the same functions.
internal sealed record Add : SingleOutputOperation
{
    public static readonly Add Op = new();

    public override NdArray Compute(NdArray[] x) => x[0] + x[1];

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy.SumTo(x[0].Shape), gy.SumTo(x[1].Shape)];
}

internal sealed record Subtract : SingleOutputOperation
{
    public static readonly Subtract Op = new();

    public override NdArray Compute(NdArray[] x) => x[0] - x[1];

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) =>
        [gy.SumTo(x[0].Shape), x[1].NeedsGradient ? -gy.SumTo(x[1].Shape) : null];
}

internal sealed record Multiply : SingleOutputOperation
{
    public static readonly Multiply Op = new();

    public override NdArray Compute(NdArray[] x) => x[0] * x[1];

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) =>
        [x[0].NeedsGradient ? (gy * x[1]).SumTo(x[0].Shape) : null, x[1].NeedsGradient ? (gy * x[0]).SumTo(x[1].Shape) : null];
}

internal sealed record Divide : SingleOutputOperation
{
    public static readonly Divide Op = new();

    public override NdArray Compute(NdArray[] x) => x[0] / x[1];

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var byNumerator = gy / x[1];
        return [byNumerator.SumTo(x[0].Shape), x[1].NeedsGradient ? -(byNumerator * y).SumTo(x[1].Shape) : null];
    }
}

internal sealed record Negate : SingleOutputOperation
{
    public static readonly Negate Op = new();

    public override NdArray Compute(NdArray[] x) => -x[0];

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [-gy];
}

internal sealed record AddScalar(double Term) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0] + Term;

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy];
}

internal sealed record SubtractFrom(double Minuend) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => Minuend - x[0];

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [-gy];
}

internal sealed record MultiplyScalar(double Factor) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0] * Factor;

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy * Factor];
}

internal sealed record DivideByScalar(double Divisor) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0] / Divisor;

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy / Divisor];
}

internal sealed record DivideInto(double Dividend) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => Dividend / x[0];

    // y = c/x, so ∂y/∂x = −c/x² = −y/x.
    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [-(gy * y / x[0])];
}

internal sealed record Power(double Exponent) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].Pow(Exponent);

    // The first two are cases of their own: the general rule would give 0·x⁻¹ and 1·x⁰, which is not a number at 0.
    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => Exponent switch
    {
        0 => [null],
        1 => [gy],
        2 => [gy * Exponent * x[0]],
        _ => [gy * Exponent * x[0].Pow(Exponent - 1)],
    };
}

internal sealed record PowerOf : SingleOutputOperation
{
    public static readonly PowerOf Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Pow(x[1]);

    // ∂aᵇ/∂a = b·aᵇ⁻¹ and ∂aᵇ/∂b = aᵇ·ln a. Both are taken as 0 where they would be 0·∞: the first at a = b = 0, the second at a = 0.
    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var (a, b) = (x[0], x[1]);
        Tensor? byBase = null, byExponent = null;
        var isZero = a.EqualTo(0.0);
        if (a.NeedsGradient)
        {
            var lowered = Tensor.Where(Tensor.Wrap(isZero.Data & b.EqualTo(0.0).Data), 1.0, b - 1);
            byBase = (gy * b * a.Pow(lowered)).SumTo(a.Shape);
        }

        if (b.NeedsGradient)
        {
            var logarithm = Tensor.Where(isZero, 1.0, a).Log();
            byExponent = (gy * y * logarithm).SumTo(b.Shape);
        }

        return [byBase, byExponent];
    }
}

internal sealed record Cast(DType To) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].As(To);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy.As(x[0].DType)];
}

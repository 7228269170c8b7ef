using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Autograd.Operations;

// The slopes that every training step takes, in one pass over the elements where the formula in tensors would take three.
/// <summary>g·(1 − y²) with y = tanh x; inputs g and y.</summary>
internal sealed record TanhSlope : SingleOutputOperation
{
    public static readonly TanhSlope Op = new();

    public override NdArray Compute(NdArray[] x) => Elementwise.Apply<Kernel>(x[0], x[1]);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) =>
        [x[0].NeedsGradient ? Apply(gy, x[1]) : null, x[1].NeedsGradient ? gy * x[0] * x[1] * -2 : null];

    internal readonly struct Kernel : IBinaryOp
    {
        public static string Name => "Tanh";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(V g, V y)
            where V : struct, ILanes<V>
            => g * V.Fma(-y, y, V.Create(1));
    }
}

/// <summary>g·y·(1 − y) with y = sigmoid x; inputs g and y.</summary>
internal sealed record SigmoidSlope : SingleOutputOperation
{
    public static readonly SigmoidSlope Op = new();

    public override NdArray Compute(NdArray[] x) => Elementwise.Apply<Kernel>(x[0], x[1]);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) =>
        [x[0].NeedsGradient ? Apply(gy, x[1]) : null, x[1].NeedsGradient ? gy * x[0] * (1 - (x[1] * 2)) : null];

    internal readonly struct Kernel : IBinaryOp
    {
        public static string Name => "Sigmoid";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(V g, V y)
            where V : struct, ILanes<V>
            => g * (y * (V.Create(1) - y));
    }
}

using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Autograd.Operations;

/// <summary>The one place that decides what happens at ties: equal extremes share the gradient in equal parts.</summary>
/// <remarks>The shares are constants: between ties they do not change with x, so they add nothing to higher derivatives.</remarks>
internal static class Ties
{
    /// <summary>The share of <paramref name="a"/> where the larger of two is taken: 1 where it is larger, ½ where they are equal, else 0.</summary>
    public static Tensor ShareOfLarger(Tensor a, Tensor b) => Tensor.Wrap(Elementwise.Apply<Larger>(a.Data, b.Data));

    /// <summary>The share of <paramref name="a"/> where the smaller of two is taken: 1 where it is smaller, ½ where they are equal, else 0.</summary>
    public static Tensor ShareOfSmaller(Tensor a, Tensor b) => Tensor.Wrap(Elementwise.Apply<Smaller>(a.Data, b.Data));

    /// <summary>The share of every element of x in the extreme that it was reduced to: 1/k for each of the k elements equal to it.</summary>
    public static Tensor ShareOfExtreme(Tensor x, Tensor extreme, Reduction over)
    {
        var isExtreme = x.Data.EqualTo(over.Restore(extreme.Detach(), x).Data).As(x.DType);
        return Tensor.Wrap(isExtreme / isExtreme.Sum(over.Axes, keepDims: true));
    }

    internal readonly struct Larger : IBinaryOp
    {
        public static string Name => "Maximum";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(V a, V b)
            where V : struct, ILanes<V>
            => V.Select(V.IsGreater(a, b), V.Create(1), V.IsEqual(a, b) & V.Create(0.5));
    }

    internal readonly struct Smaller : IBinaryOp
    {
        public static string Name => "Minimum";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(V a, V b)
            where V : struct, ILanes<V>
            => V.Select(V.IsGreater(b, a), V.Create(1), V.IsEqual(a, b) & V.Create(0.5));
    }
}

internal sealed record Maximum : SingleOutputOperation
{
    public static readonly Maximum Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Maximum(x[1]);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) =>
    [
        x[0].NeedsGradient ? (gy * Ties.ShareOfLarger(x[0], x[1])).SumTo(x[0].Shape) : null,
        x[1].NeedsGradient ? (gy * Ties.ShareOfLarger(x[1], x[0])).SumTo(x[1].Shape) : null,
    ];
}

internal sealed record Minimum : SingleOutputOperation
{
    public static readonly Minimum Op = new();

    public override NdArray Compute(NdArray[] x) => x[0].Minimum(x[1]);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) =>
    [
        x[0].NeedsGradient ? (gy * Ties.ShareOfSmaller(x[0], x[1])).SumTo(x[0].Shape) : null,
        x[1].NeedsGradient ? (gy * Ties.ShareOfSmaller(x[1], x[0])).SumTo(x[1].Shape) : null,
    ];
}

internal sealed record Max(Reduction Over) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].Max(Over.Axes, Over.KeepDims);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [Over.Restore(gy, x[0]) * Ties.ShareOfExtreme(x[0], y, Over)];
}

internal sealed record Min(Reduction Over) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].Min(Over.Axes, Over.KeepDims);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [Over.Restore(gy, x[0]) * Ties.ShareOfExtreme(x[0], y, Over)];
}

internal sealed record Clip(double Lo, double Hi) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].Clip(Lo, Hi);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) =>
        [gy * Tensor.Wrap(((x[0].Data >= Lo) & (x[0].Data <= Hi)).As(gy.DType))];
}

internal sealed record Where : SingleOutputOperation
{
    public static readonly Where Op = new();

    public override NdArray Compute(NdArray[] x) => NdArray.Where(x[0], x[1], x[2]);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) =>
    [
        null,
        x[1].NeedsGradient ? Tensor.Where(x[0], gy, 0.0).SumTo(x[1].Shape) : null,
        x[2].NeedsGradient ? Tensor.Where(x[0], 0.0, gy).SumTo(x[2].Shape) : null,
    ];
}

using System.Runtime.CompilerServices;
using Curriculum.Arrays;

namespace Curriculum.Autograd.Operations;

/// <summary>Which axes a reduction runs over (counted from the front) and whether they stay with size 1.</summary>
internal readonly record struct Reduction(int[] Axes, bool KeepDims)
{
    public static Reduction All(Tensor x) => new([.. Enumerable.Range(0, x.Rank)], false);

    public static Reduction Of(Tensor x, int axis, bool keepDims, [CallerMemberName] string op = "") => new([x.Shape.Axis(op, axis)], keepDims);

    public static Reduction Of(Tensor x, int[]? axes, bool keepDims, [CallerMemberName] string op = "") => axes is null
        ? All(x) with { KeepDims = keepDims }
        : new([.. axes.Select(axis => x.Shape.Axis(op, axis))], keepDims);

    /// <summary>The number of elements that become one.</summary>
    public int Count(Tensor x)
    {
        int count = 1;
        foreach (int axis in Axes)
        {
            count *= x.Shape[axis];
        }

        return count;
    }

    /// <summary>The reduced tensor with the axes back, so that it broadcasts against what was reduced.</summary>
    public Tensor Restore(Tensor reduced, Tensor x) => KeepDims || reduced.Rank == 0 ? reduced : reduced.Reshape(x.Shape.Reduce(Axes, keepDims: true));

    /// <summary>The same value for every element that went into it.</summary>
    public Tensor Spread(Tensor reduced, Tensor x) => Restore(reduced, x).BroadcastTo(x.Shape);
}

internal sealed record Sum(Reduction Over) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].Sum(Over.Axes, Over.KeepDims);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [Over.Spread(gy, x[0])];
}

internal sealed record Mean(Reduction Over) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].Mean(Over.Axes, Over.KeepDims);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [Over.Spread(gy / Over.Count(x[0]), x[0])];
}

internal sealed record Var(Reduction Over, int DegreesLost) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].Var(Over.Axes, Over.KeepDims, DegreesLost);

    // ∂/∂xᵢ Σ(x − μ)²/(n − ddof) = 2(xᵢ − μ)/(n − ddof): what μ itself changes adds up to 0.
    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var centred = x[0] - x[0].Mean(Over.Axes, keepDims: true);
        return [Over.Restore(gy * (2.0 / Math.Max(0, Over.Count(x[0]) - DegreesLost)), x[0]) * centred];
    }
}

internal sealed record LogSumExp(Reduction Over) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].LogSumExp(Over.Axes, Over.KeepDims);

    // The softmax e^(x − y), from the distances to the largest x: y itself is rounded where x is large. The softmax does not change with that shift,
    // so the shift may be a constant.
    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var largest = Tensor.Wrap(x[0].Data.Max(Over.Axes, keepDims: true));
        var e = (x[0] - largest).Exp();
        return [Over.Restore(gy, x[0]) * e / e.Sum(Over.Axes, keepDims: true)];
    }
}

internal sealed record CumSum(int Axis) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].CumSum(Axis);

    // Element i is in every sum from i on: a running sum from the other end.
    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy.Flip(Axis).CumSum(Axis).Flip(Axis)];
}

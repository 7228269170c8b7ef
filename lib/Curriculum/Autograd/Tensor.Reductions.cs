using Curriculum.Arrays;
using Curriculum.Autograd.Operations;

namespace Curriculum.Autograd;

// Sums, means and extremes over all axes or some.
public sealed partial class Tensor
{
    /// <summary>The sum of all elements.</summary>
    /// <returns>A single number.</returns>
    public Tensor Sum() => new Sum(Reduction.All(this)).Apply(this);

    /// <summary>The sum along an axis.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <returns>The shape without the axis.</returns>
    public Tensor Sum(int axis, bool keepDims = false) => new Sum(Reduction.Of(this, axis, keepDims)).Apply(this);

    /// <summary>The sum over several axes.</summary>
    /// <param name="axes">The axes; null stands for all.</param>
    /// <param name="keepDims">Whether they stay, with size 1.</param>
    /// <returns>The shape without the axes.</returns>
    public Tensor Sum(int[]? axes, bool keepDims = false) => new Sum(Reduction.Of(this, axes, keepDims)).Apply(this);

    /// <summary>The mean of all elements.</summary>
    /// <returns>A single number.</returns>
    public Tensor Mean() => new Mean(Reduction.All(this)).Apply(this);

    /// <summary>The mean along an axis.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <returns>The shape without the axis.</returns>
    public Tensor Mean(int axis, bool keepDims = false) => new Mean(Reduction.Of(this, axis, keepDims)).Apply(this);

    /// <summary>The mean over several axes.</summary>
    /// <param name="axes">The axes; null stands for all.</param>
    /// <param name="keepDims">Whether they stay, with size 1.</param>
    /// <returns>The shape without the axes.</returns>
    public Tensor Mean(int[]? axes, bool keepDims = false) => new Mean(Reduction.Of(this, axes, keepDims)).Apply(this);

    /// <summary>The product of all elements.</summary>
    /// <returns>A single number.</returns>
    public Tensor Prod() => Prod(null, false);

    /// <summary>The product along an axis.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <returns>The shape without the axis.</returns>
    public Tensor Prod(int axis, bool keepDims = false) => Prod([axis], keepDims);

    /// <summary>The product over several axes. Its gradient by an element is the product of the others, also where some are 0.</summary>
    /// <param name="axes">The axes; null stands for all.</param>
    /// <param name="keepDims">Whether they stay, with size 1.</param>
    /// <returns>The shape without the axes.</returns>
    public Tensor Prod(int[]? axes, bool keepDims = false)
    {
        var over = Reduction.Of(this, axes, keepDims);
        var shape = Shape.Reduce("Prod", over.Axes, keepDims);
        int count = over.Count(this);
        if (count == 0)
            return Wrap(NdArray.Full(shape, 1, DType, Data.Device));

        // Half of the factors times the other half, and so on: multiplications only, where y / x would be 0 / 0.
        int[] kept = [.. Enumerable.Range(0, Rank).Except(over.Axes)];
        var factors = Transpose([.. over.Axes, .. kept]).Reshape([count, .. kept.Select(axis => Shape[axis])]);
        for (; count > 1; count = factors.Shape[0])
        {
            int half = count / 2;
            var products = factors.Narrow(0, 0, half) * factors.Narrow(0, half, half);
            factors = count % 2 == 0 ? products : Concatenate(0, products, factors.Narrow(0, count - 1, 1));
        }

        return factors.Reshape(shape);
    }

    /// <summary>The largest element; equal ones share the gradient.</summary>
    /// <returns>A single number.</returns>
    public Tensor Max() => new Max(Reduction.All(this)).Apply(this);

    /// <summary>The largest element along an axis; equal ones share the gradient.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <returns>The shape without the axis.</returns>
    public Tensor Max(int axis, bool keepDims = false) => new Max(Reduction.Of(this, axis, keepDims)).Apply(this);

    /// <summary>The largest element over several axes; equal ones share the gradient.</summary>
    /// <param name="axes">The axes; null stands for all.</param>
    /// <param name="keepDims">Whether they stay, with size 1.</param>
    /// <returns>The shape without the axes.</returns>
    public Tensor Max(int[]? axes, bool keepDims = false) => new Max(Reduction.Of(this, axes, keepDims)).Apply(this);

    /// <summary>The smallest element; equal ones share the gradient.</summary>
    /// <returns>A single number.</returns>
    public Tensor Min() => new Min(Reduction.All(this)).Apply(this);

    /// <summary>The smallest element along an axis; equal ones share the gradient.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <returns>The shape without the axis.</returns>
    public Tensor Min(int axis, bool keepDims = false) => new Min(Reduction.Of(this, axis, keepDims)).Apply(this);

    /// <summary>The smallest element over several axes; equal ones share the gradient.</summary>
    /// <param name="axes">The axes; null stands for all.</param>
    /// <param name="keepDims">Whether they stay, with size 1.</param>
    /// <returns>The shape without the axes.</returns>
    public Tensor Min(int[]? axes, bool keepDims = false) => new Min(Reduction.Of(this, axes, keepDims)).Apply(this);

    /// <summary>The variance along an axis, Σ(x − μ)² / (n − ddof).</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <param name="ddof">0 for the biased variance, 1 for the unbiased one.</param>
    /// <returns>The shape without the axis.</returns>
    public Tensor Var(int axis, bool keepDims = false, int ddof = 0) => new Var(Reduction.Of(this, axis, keepDims), ddof).Apply(this);

    /// <summary>The variance over several axes, Σ(x − μ)² / (n − ddof).</summary>
    /// <param name="axes">The axes; null stands for all.</param>
    /// <param name="keepDims">Whether they stay, with size 1.</param>
    /// <param name="ddof">0 for the biased variance, 1 for the unbiased one.</param>
    /// <returns>The shape without the axes.</returns>
    public Tensor Var(int[]? axes = null, bool keepDims = false, int ddof = 0) => new Var(Reduction.Of(this, axes, keepDims), ddof).Apply(this);

    /// <summary>The standard deviation along an axis, the root of <see cref="Var(int, bool, int)"/>.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <param name="ddof">0 for the biased variance, 1 for the unbiased one.</param>
    /// <returns>The shape without the axis.</returns>
    public Tensor Std(int axis, bool keepDims = false, int ddof = 0) => Var(axis, keepDims, ddof).Sqrt();

    /// <summary>The standard deviation over several axes, the root of <see cref="Var(int[], bool, int)"/>.</summary>
    /// <param name="axes">The axes; null stands for all.</param>
    /// <param name="keepDims">Whether they stay, with size 1.</param>
    /// <param name="ddof">0 for the biased variance, 1 for the unbiased one.</param>
    /// <returns>The shape without the axes.</returns>
    public Tensor Std(int[]? axes = null, bool keepDims = false, int ddof = 0) => Var(axes, keepDims, ddof).Sqrt();

    /// <summary>ln Σ eˣ over all elements, without overflow.</summary>
    /// <returns>A single number.</returns>
    public Tensor LogSumExp() => new LogSumExp(Reduction.All(this)).Apply(this);

    /// <summary>ln Σ eˣ along an axis, without overflow.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="keepDims">Whether the axis stays, with size 1.</param>
    /// <returns>The shape without the axis.</returns>
    public Tensor LogSumExp(int axis, bool keepDims = false) => new LogSumExp(Reduction.Of(this, axis, keepDims)).Apply(this);

    /// <summary>ln Σ eˣ over several axes, without overflow.</summary>
    /// <param name="axes">The axes; null stands for all.</param>
    /// <param name="keepDims">Whether they stay, with size 1.</param>
    /// <returns>The shape without the axes.</returns>
    public Tensor LogSumExp(int[]? axes, bool keepDims = false) => new LogSumExp(Reduction.Of(this, axes, keepDims)).Apply(this);
}

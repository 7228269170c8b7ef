using Curriculum.Arrays.Kernels;

namespace Curriculum.Arrays;

/// <content>Many elements combined into few. Without an axis over all of them, to rank 0; keepDims leaves a length of 1 where an axis was.</content>
public sealed partial class NdArray
{
    /// <summary>The value of an array with one element.</summary>
    /// <exception cref="ShapeException">There is not exactly one element.</exception>
    public static explicit operator double(NdArray a) => a.Item();

    /// <summary>The value of an array with one element.</summary>
    /// <exception cref="ShapeException">There is not exactly one element.</exception>
    public static explicit operator float(NdArray a) => (float)a.Item();

    /// <summary>The value of an array with one element, cut off towards 0.</summary>
    /// <exception cref="ShapeException">There is not exactly one element.</exception>
    public static explicit operator int(NdArray a) => (int)a.Item();

    /// <summary>The value of an array with one element, cut off towards 0.</summary>
    /// <exception cref="ShapeException">There is not exactly one element.</exception>
    public static explicit operator long(NdArray a)
    {
        if (a.Size != 1 || a.DType != DType.Int64)
            return (long)a.Item();
        var here = a.To(Device.Cpu);
        return here.Element<long>(here._offset);
    }

    /// <summary>Whether the only element is not 0.</summary>
    /// <exception cref="ShapeException">There is not exactly one element.</exception>
    public static explicit operator bool(NdArray a) => a.Item() != 0;

    /// <summary>The sum of all elements. Whole numbers and Booleans are summed as Int64.</summary>
    public NdArray Sum() => Sum(null, false);

    /// <summary>The sums along an axis.</summary>
    public NdArray Sum(int axis, bool keepDims = false) => Sum([axis], keepDims);

    /// <summary>The sums over some axes.</summary>
    public NdArray Sum(int[]? axes, bool keepDims = false) => Reduction.Apply<SumReduction>(Countable(), axes, keepDims);

    /// <summary>The product of all elements. Whole numbers and Booleans are multiplied as Int64.</summary>
    public NdArray Prod() => Prod(null, false);

    /// <summary>The products along an axis.</summary>
    public NdArray Prod(int axis, bool keepDims = false) => Prod([axis], keepDims);

    /// <summary>The products over some axes.</summary>
    public NdArray Prod(int[]? axes, bool keepDims = false) => Reduction.Apply<ProductReduction>(Countable(), axes, keepDims);

    /// <summary>The mean of all elements: their sum divided by their number. NaN if there are none.</summary>
    public NdArray Mean() => Mean(null, false);

    /// <summary>The means along an axis.</summary>
    public NdArray Mean(int axis, bool keepDims = false) => Mean([axis], keepDims);

    /// <summary>The means over some axes.</summary>
    public NdArray Mean(int[]? axes, bool keepDims = false)
    {
        var sum = As(DType.ToFloat()).Sum(axes, keepDims);
        return sum / (double)CountOver("Mean", axes);
    }

    /// <summary>The variances along an axis.</summary>
    public NdArray Var(int axis, bool keepDims = false, int ddof = 0) => Var([axis], keepDims, ddof);

    /// <summary>The variances over some axes, or of all elements: Σ (x − mean)² / (n − ddof). Without more elements than ddof NaN or infinite.</summary>
    public NdArray Var(int[]? axes = null, bool keepDims = false, int ddof = 0)
    {
        // Two passes: E[x²] − E[x]² loses every digit when |mean| ≫ σ.
        var deviation = this - Mean(axes, keepDims: true);
        return deviation.Square().Sum(axes, keepDims) / (double)Math.Max(0, CountOver("Var", axes) - ddof);
    }

    /// <summary>The standard deviations along an axis.</summary>
    public NdArray Std(int axis, bool keepDims = false, int ddof = 0) => Var([axis], keepDims, ddof).Sqrt();

    /// <summary>The standard deviations over some axes, or of all elements: the root of the variance.</summary>
    public NdArray Std(int[]? axes = null, bool keepDims = false, int ddof = 0) => Var(axes, keepDims, ddof).Sqrt();

    /// <summary>The largest element; NaN if any is NaN.</summary>
    /// <exception cref="ShapeException">There is no element.</exception>
    public NdArray Max() => Max(null, false);

    /// <summary>The largest elements along an axis.</summary>
    public NdArray Max(int axis, bool keepDims = false) => Max([axis], keepDims);

    /// <summary>The largest elements over some axes.</summary>
    public NdArray Max(int[]? axes, bool keepDims = false)
        => DType == DType.Boolean ? As(DType.Int32).Max(axes, keepDims).As(DType.Boolean) : Reduction.Apply<MaxReduction>(this, axes, keepDims);

    /// <summary>The smallest element; NaN if any is NaN.</summary>
    /// <exception cref="ShapeException">There is no element.</exception>
    public NdArray Min() => Min(null, false);

    /// <summary>The smallest elements along an axis.</summary>
    public NdArray Min(int axis, bool keepDims = false) => Min([axis], keepDims);

    /// <summary>The smallest elements over some axes.</summary>
    public NdArray Min(int[]? axes, bool keepDims = false)
        => DType == DType.Boolean ? As(DType.Int32).Min(axes, keepDims).As(DType.Boolean) : Reduction.Apply<MinReduction>(this, axes, keepDims);

    /// <summary>ln Σ eˣ over all elements, without overflow.</summary>
    public NdArray LogSumExp() => LogSumExp(null, false);

    /// <summary>ln Σ eˣ along an axis.</summary>
    public NdArray LogSumExp(int axis, bool keepDims = false) => LogSumExp([axis], keepDims);

    /// <summary>ln Σ eˣ over some axes.</summary>
    public NdArray LogSumExp(int[]? axes, bool keepDims = false)
    {
        // ln Σ eˣ = m + ln Σ eˣ⁻ᵐ. With m the largest, no power overflows; an infinite m would give ∞ − ∞.
        var max = As(DType.ToFloat()).Max(axes, keepDims: true);
        var shift = Where(max.IsFinite(), max, 0.0);
        var sum = (this - shift).Exp().Sum(axes, keepDims: true).Log() + shift;
        return keepDims ? sum : sum.Reshape(Shape.Reduce("LogSumExp", axes ?? [.. Enumerable.Range(0, Rank)], false)).AsOwner();
    }

    /// <summary>Whether any element is true (not 0).</summary>
    public NdArray Any() => Any(null, false);

    /// <summary>Whether any element along an axis is true.</summary>
    public NdArray Any(int axis, bool keepDims = false) => Any([axis], keepDims);

    /// <summary>Whether any element over some axes is true.</summary>
    public NdArray Any(int[]? axes, bool keepDims = false)
    {
        Shape.Mark("Any", axes);
        return Reduction.Apply<SumReduction>(As(DType.Boolean).As(DType.Int32), axes, keepDims).As(DType.Boolean);
    }

    /// <summary>Whether all elements are true (not 0).</summary>
    public NdArray All() => All(null, false);

    /// <summary>Whether all elements along an axis are true.</summary>
    public NdArray All(int axis, bool keepDims = false) => All([axis], keepDims);

    /// <summary>Whether all elements over some axes are true.</summary>
    public NdArray All(int[]? axes, bool keepDims = false)
    {
        Shape.Mark("All", axes);
        return Reduction.Apply<ProductReduction>(As(DType.Boolean).As(DType.Int32), axes, keepDims).As(DType.Boolean);
    }

    /// <summary>The index of the largest element, along an axis or among all in row-major order. The first of equal ones; NaN counts as largest.</summary>
    /// <exception cref="ShapeException">There is no element.</exception>
    public NdArray ArgMax(int? axis = null, bool keepDims = false) => ArgExtreme("ArgMax", axis, keepDims, largest: true);

    /// <summary>The index of the smallest element, along an axis or among all in row-major order. The first of equal ones; NaN counts as smallest.</summary>
    /// <exception cref="ShapeException">There is no element.</exception>
    public NdArray ArgMin(int? axis = null, bool keepDims = false) => ArgExtreme("ArgMin", axis, keepDims, largest: false);

    /// <summary>Running sums along an axis, or over all elements in row-major order as a vector.</summary>
    public NdArray CumSum(int? axis = null) => Cumulate("CumSum", axis, product: false);

    /// <summary>Running products along an axis, or over all elements in row-major order as a vector.</summary>
    public NdArray CumProd(int? axis = null) => Cumulate("CumProd", axis, product: true);

    private NdArray Countable() => DType.IsFloat() ? this : As(DType.Int64);

    private int CountOver(string op, int[]? axes)
    {
        if (axes is null)
            return Size;
        int count = 1;
        foreach (int axis in axes)
            count *= Shape[Shape.Axis(op, axis)];
        return count;
    }

    private NdArray ArgExtreme(string op, int? axis, bool keepDims, bool largest)
    {
        if (axis is null)
        {
            var position = Ravel().ArgExtreme(op, 0, false, largest);
            return keepDims ? position.Reshape([.. Enumerable.Repeat(1, Rank)]).AsOwner() : position;
        }

        int along = Shape.Axis(op, axis.Value);
        var shape = Shape.Reduce(op, [along], keepDims);
        if (Shape[along] == 0 && shape.Size > 0)
            throw new ShapeException($"{op}: there must be at least one element to choose from, got shape {Shape} along axis {axis}.");
        return Positions.ArgExtreme(this, Shape.SizeOf(0, along), Shape[along], Shape.SizeOf(along + 1, Rank), largest).Reshape(shape).AsOwner();
    }

    private NdArray Cumulate(string op, int? axis, bool product)
    {
        if (axis is null)
            return Ravel().Cumulate(op, 0, product);
        int along = Shape.Axis(op, axis.Value);
        return Positions.Cumulate(Countable(), Shape[along], Shape.SizeOf(along + 1, Rank), product);
    }
}

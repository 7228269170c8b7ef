using Curriculum.Arrays.Kernels;

namespace Curriculum.Arrays;

/// <content>Order and counting.</content>
public sealed partial class NdArray
{
    /// <summary>The elements along an axis in rising order; NaN comes last.</summary>
    public NdArray Sort(int axis = -1) => Sorting.AlongLast(this, "Sort", axis, Sorting.Sort);

    /// <summary>The positions that sort an axis: TakeAlongAxis with them gives Sort. Equal elements keep their order; NaN comes last.</summary>
    public NdArray ArgSort(int axis = -1) => Sorting.AlongLast(this, "ArgSort", axis, Sorting.ArgSort);

    /// <summary>The k largest elements along an axis, the largest first, and their positions. Of equal ones the first counts as larger; NaN counts as largest.</summary>
    /// <exception cref="ShapeException">k is not 0 … the length of the axis.</exception>
    public (NdArray Values, NdArray Indices) TopK(int k, int axis = -1)
    {
        int along = Shape.Axis("TopK", axis);
        if (k < 0 || k > Shape[along])
            throw new ShapeException($"TopK: k must be 0 … {Shape[along]} (axis {axis} of {Shape}), got {k}.");

        // The last of the sorted reversed axis, reversed: so that of equal elements the first one comes first.
        var positions = Flip(along).ArgSort(along).Flip(along).Narrow(along, 0, k);
        var indices = Shape[along] - 1 - positions;
        return (TakeAlongAxis(indices, along), indices);
    }

    /// <summary>The different elements in rising order, as a vector. All NaN count as one.</summary>
    public NdArray Unique() => UniqueCounts().Values;

    /// <summary>The different elements in rising order and how often each occurs.</summary>
    public (NdArray Values, NdArray Counts) UniqueCounts()
    {
        var (values, inverse) = UniqueInverse();
        return (values, Zeros([values.Size], DType.Int64, Device).ScatterAdd(inverse.Ravel(), OnesLike(inverse.Ravel())));
    }

    /// <summary>The different elements in rising order, and for each element of this array which of them it is: Values[Inverse] is the array.</summary>
    public (NdArray Values, NdArray Inverse) UniqueInverse()
    {
        var flat = Ravel();
        var order = flat.ArgSort();
        var sorted = flat.Take(order);
        if (Size == 0)
            return (sorted, Zeros(Shape, DType.Int64, Device));
        NdArray before = sorted[..^1], after = sorted[1..];
        var isNew = Concatenate(0, Full([1], 1, DType.Boolean, Device), before.NotEqualTo(after) & !(before.IsNaN() & after.IsNaN()));
        var inverse = Zeros([Size], DType.Int64, Device);
        inverse[order] = isNew.CumSum() - 1;
        return (sorted[isNew], inverse.Reshape(Shape).AsOwner());
    }

    /// <summary>How many elements fall into each of so many equal intervals, and the limits of the intervals. The last one includes its end.</summary>
    /// <param name="bins">The number of intervals.</param>
    /// <param name="range">From where to where; from the smallest to the largest element if not given. Elements outside are not counted.</param>
    /// <returns>Counts [bins] of Int64 and Edges [bins + 1] of Float64.</returns>
    /// <exception cref="ShapeException">There are no intervals, or the range is not finite or reversed.</exception>
    public (NdArray Counts, NdArray Edges) Histogram(int bins = 10, (double Low, double High)? range = null) => Counting.Histogram(this, bins, range);

    /// <summary>How many elements fall between neighbouring edges; the last interval includes its end.</summary>
    /// <exception cref="ShapeException">The edges are not a vector of at least two rising numbers.</exception>
    public NdArray Histogram(NdArray edges) => Counting.Histogram(this, edges);

    /// <summary>How often each of the numbers 0, 1, 2 … occurs: [at least minimumLength] of Int64.</summary>
    /// <exception cref="DTypeException">The elements are not whole.</exception>
    /// <exception cref="ShapeException">An element is negative.</exception>
    public NdArray BinCount(int minimumLength = 0)
    {
        double length = Size == 0 ? minimumLength : Math.Max(minimumLength, Max().Item() + 1);
        if (Size > 0 && Min().Item() < 0)
            throw new ShapeException($"BinCount: every element must be 0 or more, got {Min().Item():0}.");
        if (length > int.MaxValue)
            throw new ShapeException($"BinCount: every element must be below {int.MaxValue}, got {length - 1:0}. Take UniqueCounts for numbers that lie far apart.");
        return Zeros([(int)length], DType.Int64, Device).ScatterAdd(Ravel(), Full([Size], 1, DType.Int64, Device));
    }
}

namespace Curriculum.Arrays;

/// <content>Arrays put together, taken apart and laid out anew.</content>
public sealed partial class NdArray
{
    // No elements divide into any number of parts; so many empty arrays would fill the memory by themselves.
    private const int MostEmptyParts = 1 << 20;

    /// <summary>Arrays one after the other along an axis: [2, 3] and [4, 3] along axis 0 give [6, 3].</summary>
    /// <exception cref="ShapeException">There are none, or they differ in another axis.</exception>
    public static NdArray Concatenate(int axis, params NdArray[] arrays)
    {
        if (arrays.Length == 0)
            throw new ShapeException("Concatenate: there must be at least one array.");
        int along = arrays[0].Shape.Axis("Concatenate", axis);
        long total = 0;
        var dtype = arrays[0].DType;
        foreach (var array in arrays)
        {
            if (array.Rank != arrays[0].Rank || !array.Shape.With(along, 0).Equals(arrays[0].Shape.With(along, 0)))
            {
                throw new ShapeException($"Concatenate: all arrays must agree in every axis but {axis}, got {string.Join(", ", arrays.Select(a => a.Shape))}. "
                    + "Reshape, or use Stack for a new axis.");
            }

            total += array.Shape[along];
            dtype = DTypes.Promote(dtype, array.DType);
        }

        if (total > int.MaxValue)
            throw new ShapeException($"Concatenate: an axis has at most {int.MaxValue} elements, got {total}. Work in smaller pieces.");
        var result = Uninitialized(arrays[0].Shape.With(along, (int)total), dtype, arrays[0].Device);
        int start = 0;
        foreach (var array in arrays)
        {
            result.Narrow(along, start, array.Shape[along]).CopyFrom(array);
            start += array.Shape[along];
        }

        return result;
    }

    /// <summary>Arrays of the same shape side by side along a new axis: three [2] along axis 0 give [3, 2].</summary>
    /// <exception cref="ShapeException">There are none, or their shapes differ.</exception>
    public static NdArray Stack(int axis, params NdArray[] arrays)
    {
        if (arrays.Length == 0)
            throw new ShapeException("Stack: there must be at least one array.");
        if (Array.Find(arrays, a => !a.Shape.Equals(arrays[0].Shape)) is { } other)
            throw new ShapeException($"Stack: all arrays must have the same shape, got {arrays[0].Shape} and {other.Shape}. Use Concatenate for an axis that is there.");
        int place = axis < 0 ? axis + arrays[0].Rank + 1 : axis;
        return Concatenate(place, Array.ConvertAll(arrays, a => a.ExpandDims(axis)));
    }

    /// <summary>So many equal parts along an axis, as views.</summary>
    /// <exception cref="ShapeException">The axis cannot be divided equally.</exception>
    public NdArray[] Split(int parts, int axis = 0)
    {
        int along = Shape.Axis("Split", axis);
        if (parts < 1 || parts > Math.Max(MostEmptyParts, Shape[along]) || Shape[along] % parts != 0)
            throw new ShapeException($"Split: parts must divide the {Shape[along]} elements along axis {axis} of {Shape}, got {parts}. Give the positions at which to cut instead.");
        int length = Shape[along] / parts;
        return [.. Enumerable.Range(0, parts).Select(part => Narrow(along, part * length, length))];
    }

    /// <summary>Parts along an axis, cut before the positions given, as views: [2, 5] gives 0 … 1, 2 … 4 and 5 … end.</summary>
    /// <exception cref="ShapeException">The positions are not in order.</exception>
    public NdArray[] Split(int[] positions, int axis = 0)
    {
        int along = Shape.Axis("Split", axis), length = Shape[along];
        int[] ends = [.. positions.Select(position => Math.Clamp(position < 0 ? position + length : position, 0, length)), length];
        int[] starts = [0, .. ends[..^1]];
        if (starts.Zip(ends).Any(cut => cut.First > cut.Second))
            throw new ShapeException($"Split: positions must be in order, got {Shape.Format(positions)} for axis {axis} of {Shape}.");
        return [.. starts.Zip(ends, (start, end) => Narrow(along, start, end - start))];
    }

    /// <summary>The elements moved along an axis by so many places; what leaves at one end enters at the other. Without an axis in row-major order.</summary>
    public NdArray Roll(int shift, int? axis = null)
    {
        if (axis is null)
            return Ravel().Roll(shift, 0).Reshape(Shape).AsOwner();
        int along = Shape.Axis("Roll", axis.Value), length = Shape[along];
        if (length == 0)
            return Copy();
        int split = (int)((length - ((long)shift % length)) % length);
        return Concatenate(along, Narrow(along, split, length - split), Narrow(along, 0, split));
    }

    /// <summary>The whole array repeated so many times along each axis; <c>Tile(2, 3)</c> makes 2 × 3 copies.</summary>
    /// <exception cref="ShapeException">A number is negative.</exception>
    public NdArray Tile(params int[] times)
    {
        if (times.Any(count => count < 0))
            throw new ShapeException($"Tile: every number must be 0 or more, got {Shape.Format(times)}.");
        int rank = Math.Max(Rank, times.Length);
        int[] lengths = [.. Enumerable.Repeat(1, rank - Rank), .. Shape], counts = [.. Enumerable.Repeat(1, rank - times.Length), .. times];

        // [n] as [1, n], stretched to [times, n] and read as [times·n].
        int[] apart = [.. lengths.SelectMany(length => new[] { 1, length })], stretched = [.. lengths.SelectMany((length, axis) => new[] { counts[axis], length })];
        return Reshape(apart).BroadcastTo(stretched).Copy().Reshape([.. lengths.Select((length, axis) => length * counts[axis])]).AsOwner();
    }

    /// <summary>Every element repeated so many times, next to each other along an axis; without an axis as a vector.</summary>
    /// <exception cref="ShapeException">The number is negative.</exception>
    public NdArray Repeat(int times, int? axis = null)
    {
        if (times < 0)
            throw new ShapeException($"Repeat: times must be 0 or more, got {times}.");
        if (axis is null)
            return Ravel().Repeat(times, 0);
        int along = Shape.Axis("Repeat", axis.Value);
        return ExpandDims(along + 1).BroadcastTo(Shape.Insert(along + 1, times)).Copy().Reshape(Shape.With(along, Shape[along] * times)).AsOwner();
    }

    /// <summary>The elements along some axes in reverse order; along all if none are named. A view.</summary>
    /// <exception cref="ShapeException">An axis does not exist or is named twice.</exception>
    public NdArray Flip(params int[] axes)
    {
        bool[] flipped = Shape.Mark("Flip", axes.Length == 0 ? [.. Enumerable.Range(0, Rank)] : axes);
        return this[[.. flipped.Select(flip => flip ? Slice.Step(null, null, -1) : Slice.All)]];
    }

    /// <summary>The array with so many elements of a value put before and after it along each axis.</summary>
    /// <exception cref="ShapeException">There is not one pair for each axis, or a width is negative.</exception>
    public NdArray Pad((int Before, int After)[] widths, double value = 0)
    {
        if (widths.Length != Rank)
            throw new ShapeException($"Pad: widths must have one pair for each of the {Rank} axes of {Shape}, got {widths.Length}.");
        int[] lengths = Shape.ToArray();
        for (int axis = 0; axis < Rank; axis++)
        {
            var (before, after) = widths[axis];
            if (before < 0 || after < 0)
                throw new ShapeException($"Pad: widths must be 0 or more, got ({before}, {after}) on axis {axis}. Cut off with a slice instead.");
            long padded = (long)lengths[axis] + before + after;
            lengths[axis] = padded <= int.MaxValue
                ? (int)padded
                : throw new ShapeException($"Pad: an axis has at most {int.MaxValue} elements, got {padded} on axis {axis}. Work in smaller pieces.");
        }

        var result = Full(lengths, value, DType, Device);
        result[[.. widths.Select((width, axis) => (Slice)(width.Before..(width.Before + Shape[axis])))]] = this;
        return result;
    }

    /// <summary>A range of one axis, as a view.</summary>
    internal NdArray Narrow(int axis, int start, int length) => View(Shape.With(axis, length), _strides, length == 0 ? _offset : _offset + (start * _strides[axis]));

    /// <summary>Another look at the same memory, beginning so many elements further.</summary>
    internal NdArray ViewAt(Shape shape, int[] strides, int offset) => View(shape, strides, _offset + offset);

    /// <summary>For each axis the positions of all elements that are not 0, in row-major order, as Int64 vectors: a[a.NonZero()] is those elements.</summary>
    public NdArray[] NonZero()
    {
        long[] flat = Kernels.Scattering.FlatNonZero(To(Device.Cpu));
        int[] dense = Shape.RowMajorStrides();
        return [.. Enumerable.Range(0, Rank).Select(axis => Places(Array.ConvertAll(flat, i => i / dense[axis] % Shape[axis])).To(Device))];
    }
}

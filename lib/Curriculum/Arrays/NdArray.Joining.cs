namespace Curriculum.Arrays;

/// <content>Arrays put together, taken apart and laid out anew.</content>
public sealed partial class NdArray
{
    /// <summary>Arrays one after the other along an axis: [2, 3] and [4, 3] along axis 0 give [6, 3].</summary>
    /// <exception cref="ShapeException">There are none, or they differ in another axis.</exception>
    public static NdArray Concatenate(int axis, params NdArray[] arrays)
    {
        if (arrays.Length == 0)
            throw new ShapeException("Concatenate: there must be at least one array.");
        int along = arrays[0].Shape.Axis("Concatenate", axis), total = 0;
        var dtype = arrays[0].DType;
        foreach (var array in arrays)
        {
            if (array.Rank != arrays[0].Rank || !array.Shape.With(along, 0).Equals(arrays[0].Shape.With(along, 0)))
            {
                throw new ShapeException($"Concatenate: all arrays must agree in every axis but {axis}, got {string.Join(", ", arrays.Select(a => a.Shape))}. "
                    + "Reshape, or use Stack for a new axis.");
            }

            total = checked(total + array.Shape[along]);
            dtype = DTypes.Promote(dtype, array.DType);
        }

        var result = Uninitialized(arrays[0].Shape.With(along, total), dtype);
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
            lengths[axis] = checked(lengths[axis] + before + after);
        }

        var padded = Full(lengths, value, DType);
        padded[[.. widths.Select((width, axis) => (Slice)(width.Before..(width.Before + Shape[axis])))]] = this;
        return padded;
    }

    /// <summary>A range of one axis, as a view.</summary>
    internal NdArray Narrow(int axis, int start, int length) => View(Shape.With(axis, length), _strides, length == 0 ? _offset : _offset + (start * _strides[axis]));

    /// <summary>Another look at the same memory, beginning so many elements further.</summary>
    internal NdArray ViewAt(Shape shape, int[] strides, int offset) => View(shape, strides, _offset + offset);

    /// <summary>For each axis the positions of all elements that are not 0, in row-major order, as Int64 vectors: a[a.NonZero()] is those elements.</summary>
    public NdArray[] NonZero()
    {
        long[] flat = Kernels.Scattering.FlatNonZero(this);
        int[] dense = Shape.RowMajorStrides();
        return [.. Enumerable.Range(0, Rank).Select(axis => FromSpan<long>(Array.ConvertAll(flat, i => i / dense[axis] % Shape[axis])))];
    }
}

namespace Curriculum.Arrays.Kernels;

/// <summary>What a[…] means: a view where there are only positions and ranges, else a gathering of positions by NumPy's rules.</summary>
internal static class Indexing
{
    public static NdArray Get(NdArray a, Slice[] index)
        => HasArrays(index) ? new FancyIndex(a, index).Get() : View(a, index);

    public static void Set(NdArray a, Slice[] index, NdArray value)
    {
        if (HasArrays(index))
        {
            new FancyIndex(a, index).Set(value);
            return;
        }

        var view = View(a, index);
        view.CopyFrom(WithoutLeadingOnes(value, view.Rank));
    }

    public static void AddAt(NdArray a, Slice[] index, NdArray values)
    {
        if (HasArrays(index))
        {
            new FancyIndex(a, index).Add(values);
            return;
        }

        var view = View(a, index);
        view.CopyFrom(view + WithoutLeadingOnes(values, view.Rank).ToOperand("AddAt", a.DType, a.Device));
    }

    /// <summary>A value of more axes than the place it goes to, if the additional ones have length 1.</summary>
    public static NdArray WithoutLeadingOnes(NdArray value, int rank)
    {
        while (value.Rank > rank && value.Shape[0] == 1)
            value = value.Squeeze(0);
        return value;
    }

    /// <summary>One part of an index for every axis and new axis; the ellipsis written out.</summary>
    public static List<Slice> Complete(NdArray a, Slice[] index)
    {
        int named = index.Sum(part => part.Kind switch
        {
            SliceKind.NewAxis or SliceKind.Ellipsis => 0,
            SliceKind.Array when part.Positions!.DType == DType.Boolean => part.Positions.Rank,
            _ => 1,
        });
        if (named > a.Rank)
            throw new ShapeException($"Index: {a.Shape} has {a.Rank} axes, got {named} indices. Leave some out, or add an axis with ExpandDims.");
        if (index.Count(part => part.Kind == SliceKind.Ellipsis) > 1)
            throw new ShapeException("Index: there may be one Slice.Ellipsis, got more. Write Slice.All for a single axis.");
        var whole = Enumerable.Repeat(Slice.All, a.Rank - named);
        int ellipsis = Array.FindIndex(index, part => part.Kind == SliceKind.Ellipsis);
        return ellipsis < 0 ? [.. index, .. whole] : [.. index[..ellipsis], .. whole, .. index[(ellipsis + 1)..]];
    }

    /// <summary>A position from the front, checked.</summary>
    public static int Position(NdArray a, int axis, int position)
    {
        int length = a.Shape[axis];
        if (position < -length || position >= length)
        {
            throw new ShapeException(length == 0
                ? $"Index: axis {axis} of {a.Shape} has no elements, got position {position}."
                : $"Index: position on axis {axis} of {a.Shape} must be {-length} … {length - 1}, got {position}.");
        }

        return position < 0 ? position + length : position;
    }

    private static bool HasArrays(Slice[] index)
    {
        foreach (var part in index)
        {
            if (part.Kind == SliceKind.Array)
                return true;
        }

        return false;
    }

    private static NdArray View(NdArray a, Slice[] index)
    {
        var (lengths, strides) = (new List<int>(a.Rank), new List<int>(a.Rank));
        int axis = 0, offset = 0;
        foreach (var part in Complete(a, index))
        {
            switch (part.Kind)
            {
                case SliceKind.NewAxis:
                    lengths.Add(1);
                    strides.Add(0);
                    break;
                case SliceKind.Position:
                    offset += Position(a, axis, part.Start!.Value) * a.Stride(axis);
                    axis++;
                    break;
                default:
                    var (first, count) = part.Resolve(a.Shape[axis]);
                    offset += count == 0 ? 0 : first * a.Stride(axis);
                    lengths.Add(count);
                    strides.Add(count > 1 ? a.Stride(axis) * part.Stride : a.Stride(axis));
                    axis++;
                    break;
            }
        }

        return a.ViewAt(Shape.Create(lengths.ToArray()), [.. strides], offset);
    }
}

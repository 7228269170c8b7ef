using Curriculum.Arrays;

namespace Curriculum.Gpu.Kernels;

/// <summary>Where the elements of an array lie, seen as if it had the shape of the result: from a position counted row by row to a place in memory.</summary>
/// <remarks>Neighbouring axes that can be walked as one are one. A kernel gets this by value, so it has fields in place of a list.</remarks>
internal readonly struct Strides
{
    /// <summary>The most axes that stay apart.</summary>
    public const int MostAxes = 6;

    private readonly int _axes, _offset;
    private readonly int _length0, _length1, _length2, _length3, _length4;
    private readonly int _stride0, _stride1, _stride2, _stride3, _stride4, _stride5;

    /// <summary>The places of <paramref name="array"/> stretched to <paramref name="shape"/>.</summary>
    /// <exception cref="DeviceException">More than six axes stay apart.</exception>
    public Strides(NdArray array, Shape shape)
    {
        _offset = array.Offset;
        var (lengths, strides) = Merge(shape, array.BroadcastStrides(shape));
        if (lengths.Count > MostAxes)
            throw new DeviceException($"{array.Device}: an array of {array.Shape} is strided along {lengths.Count} axes, more than the {MostAxes} that a kernel walks. Copy() it first.");
        _axes = lengths.Count;
        int[] l = new int[MostAxes], s = new int[MostAxes];
        lengths.CopyTo(l);
        strides.CopyTo(s);
        (_length0, _length1, _length2, _length3, _length4) = (l[0], l[1], l[2], l[3], l[4]);
        (_stride0, _stride1, _stride2, _stride3, _stride4, _stride5) = (s[0], s[1], s[2], s[3], s[4], s[5]);
    }

    /// <summary>The place of element <paramref name="position"/>, counted row by row.</summary>
    public int this[int position]
    {
        get
        {
            // The last axis comes first. Every thread of a launch takes the same branches.
            if (_axes <= 1)
                return _offset + (position * _stride0);
            int place = _offset + (position % _length0 * _stride0);
            position /= _length0;
            if (_axes == 2)
                return place + (position * _stride1);
            place += position % _length1 * _stride1;
            position /= _length1;
            if (_axes == 3)
                return place + (position * _stride2);
            place += position % _length2 * _stride2;
            position /= _length2;
            if (_axes == 4)
                return place + (position * _stride3);
            place += position % _length3 * _stride3;
            position /= _length3;
            if (_axes == 5)
                return place + (position * _stride4);
            return place + (position % _length4 * _stride4) + (position / _length4 * _stride5);
        }
    }

    // Lengths and strides from the last axis to the first.
    private static (List<int> Lengths, List<int> Strides) Merge(Shape shape, int[] strides)
    {
        var (lengths, merged) = (new List<int>(shape.Rank), new List<int>(shape.Rank));
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            if (shape[axis] == 1)
                continue;
            if (lengths.Count > 0 && (long)lengths[^1] * merged[^1] == strides[axis])
            {
                lengths[^1] *= shape[axis];
                continue;
            }

            lengths.Add(shape[axis]);
            merged.Add(strides[axis]);
        }

        return (lengths, merged);
    }
}

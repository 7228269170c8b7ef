using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>Walks a strided view in row-major order, with as few nested loops as its strides allow.</summary>
internal sealed class StridedLoops
{
    private readonly int[] _lengths, _strides;

    private StridedLoops(ReadOnlySpan<int> lengths, ReadOnlySpan<int> strides)
    {
        var (l, s) = (new List<int>(lengths.Length), new List<int>(lengths.Length));
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            if (lengths[axis] == 1)
                continue;
            if (l.Count > 0 && s[^1] == (long)strides[axis] * lengths[axis])
                (l[^1], s[^1]) = (l[^1] * lengths[axis], strides[axis]);
            else
                (l, s) = Append(l, s, lengths[axis], strides[axis]);
        }

        if (l.Count == 0)
            (l, s) = Append(l, s, 1, 0);
        (_lengths, _strides) = ([.. l], [.. s]);

        static (List<int> Lengths, List<int> Strides) Append(List<int> lengths, List<int> strides, int length, int stride)
        {
            lengths.Add(length);
            strides.Add(stride);
            return (lengths, strides);
        }
    }

    private interface ICopy
    {
        static abstract unsafe void Run<T>(T* strided, nint stride, T* flat, int count)
            where T : unmanaged;
    }

    /// <summary>How many elements lie at one distance from each other, before another loop moves on.</summary>
    public int RunLength => _lengths[^1];

    /// <summary>That distance.</summary>
    public int RunStep => _strides[^1];

    private bool IsFlat => _lengths.Length == 1 && (_strides[0] == 1 || _lengths[0] == 1);

    /// <summary>The loops that visit an array's elements, broadcast to a shape; null where they lie one after the other.</summary>
    public static StridedLoops? Of(NdArray array, Shape shape)
    {
        if (array.IsContiguous && array.Shape.Equals(shape))
            return null;
        var loops = new StridedLoops(shape.AsSpan(), array.BroadcastStrides(shape));
        return loops.IsFlat ? null : loops;
    }

    /// <summary>Where a run begins.</summary>
    public nint OffsetOfRun(int run)
    {
        nint offset = 0;
        for (int axis = _lengths.Length - 2; axis > 0; axis--)
        {
            (run, int index) = Math.DivRem(run, _lengths[axis]);
            offset += (nint)index * _strides[axis];
        }

        return offset + (_lengths.Length > 1 ? (nint)run * _strides[0] : 0);
    }

    /// <summary>Copies elements start … start + count − 1, counted in row-major order, next to each other.</summary>
    public unsafe void Gather<T>(T* source, int start, int count, T* target)
        where T : unmanaged
        => Walk<T, FromStrided>(source, start, count, target);

    /// <summary>Copies neighbouring elements to places start … start + count − 1 of the view.</summary>
    public unsafe void Scatter<T>(T* target, int start, int count, T* source)
        where T : unmanaged
        => Walk<T, ToStrided>(target, start, count, source);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void Walk<T, TCopy>(T* strided, int start, int count, T* flat)
        where T : unmanaged
        where TCopy : struct, ICopy
    {
        int depth = _lengths.Length, inner = depth - 1;
        int* index = stackalloc int[depth];
        nint offset = 0;
        for (int axis = inner, rest = start; axis >= 0; axis--)
        {
            index[axis] = rest % _lengths[axis];
            rest /= _lengths[axis];
            offset += (nint)index[axis] * _strides[axis];
        }

        int innerLength = _lengths[inner];
        nint innerStride = _strides[inner];
        while (true)
        {
            int run = Math.Min(count, innerLength - index[inner]);
            TCopy.Run(strided + offset, innerStride, flat, run);
            count -= run;
            if (count == 0)
                return;
            flat += run;
            offset -= index[inner] * innerStride;
            index[inner] = 0;
            for (int axis = inner - 1; axis >= 0; axis--)
            {
                offset += _strides[axis];
                if (++index[axis] < _lengths[axis])
                    break;
                offset -= (nint)_lengths[axis] * _strides[axis];
                index[axis] = 0;
            }
        }
    }

    private readonly struct FromStrided : ICopy
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static unsafe void Run<T>(T* strided, nint stride, T* flat, int count)
            where T : unmanaged
        {
            if (stride == 1 && count > 8)
            {
                new ReadOnlySpan<T>(strided, count).CopyTo(new Span<T>(flat, count));
                return;
            }

            if (stride == 0 && count > 8)
            {
                new Span<T>(flat, count).Fill(*strided);
                return;
            }

            for (int i = 0; i < count; i++)
                flat[i] = strided[i * stride];
        }
    }

    private readonly struct ToStrided : ICopy
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static unsafe void Run<T>(T* strided, nint stride, T* flat, int count)
            where T : unmanaged
        {
            for (int i = 0; i < count; i++)
                strided[i * stride] = flat[i];
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>Elements read from, or added to, positions that an array of whole numbers names.</summary>
internal static unsafe class Gathering
{
    /// <summary>Elements that are worth a thread's while.</summary>
    private const int Grain = 32 * 1024;

    /// <summary>x [outer, n, inner], indices [*] → [outer, *, inner]. Indices are checked here, so they may lie on the processor whatever x lies on.</summary>
    public static NdArray Take(NdArray x, NdArray indices, int axis)
    {
        var y = NdArray.Uninitialized(TakeShape(x, indices, axis), x.DType, x.Device);
        long[] rows = CheckIndices("Take", indices, x.Shape[axis], $"axis {axis} of {x.Shape}");
        if (y.Size == 0)
            return y;
        if (x.Device.Kernels is { } kernels)
            kernels.Take(x.Contiguous(), rows, y, x.Shape[axis], x.Shape.SizeOf(axis + 1, x.Rank));
        else
            x.DType.Run(new TakeAction(x, rows, y, x.Shape.SizeOf(0, axis), x.Shape[axis], x.Shape.SizeOf(axis + 1, x.Rank)));
        return y;
    }

    public static NdArray ScatterAdd(NdArray x, NdArray indices, NdArray updates, int axis)
    {
        var y = x.Copy();
        AddAt(y, indices, updates, axis);
        return y;
    }

    /// <summary>Adds updates to x itself at indices of an axis; x lies row by row.</summary>
    public static void AddAt(NdArray x, NdArray indices, NdArray updates, int axis)
    {
        var expected = TakeShape(x, indices, axis);
        if (!updates.Shape.Equals(expected))
            throw new ShapeException($"ScatterAdd: updates must be {expected} for indices {indices.Shape} on axis {axis} of {x.Shape}, got {updates.Shape}.");
        long[] rows = CheckIndices("ScatterAdd", indices, x.Shape[axis], $"axis {axis} of {x.Shape}");
        if (updates.Size == 0)
            return;
        if (Device.Common("ScatterAdd", x, updates).Kernels is { } kernels)
            kernels.AddAt(x, rows, updates.As(x.DType).Contiguous(), x.Shape[axis], x.Shape.SizeOf(axis + 1, x.Rank));
        else
            x.DType.Run(new ScatterAddAction(x, rows, updates.As(x.DType), x.Shape.SizeOf(0, axis), x.Shape[axis], x.Shape.SizeOf(axis + 1, x.Rank)));
    }

    public static NdArray TakeAlongAxis(NdArray x, NdArray indices, int axis)
    {
        var shape = AlongAxisShape("TakeAlongAxis", x, indices, axis);
        var positions = Positions("TakeAlongAxis", x, indices, axis, shape);
        return Take(x.BroadcastTo(shape.With(axis, x.Shape[axis])).Ravel(), positions, 0);
    }

    public static NdArray ScatterAddAlongAxis(NdArray x, NdArray indices, NdArray updates, int axis)
    {
        var shape = AlongAxisShape("ScatterAddAlongAxis", x, indices, axis);
        if (!updates.Shape.Equals(shape))
            throw new ShapeException($"ScatterAddAlongAxis: updates must be {shape} as the indices are, got {updates.Shape}.");
        var full = shape.With(axis, x.Shape[axis]);
        var sums = ScatterAdd(NdArray.ZerosBeside(x, [full.Size]), Positions("ScatterAddAlongAxis", x, indices, axis, shape), updates, 0);
        return x + sums.Reshape(full).SumTo(x.Shape);
    }

    /// <summary>Sets target [n, m] to a value at column columns[i] of row i.</summary>
    public static void Put(NdArray target, long[] columns, NdArray value) => target.DType.Run(new PutAction(target, columns, value));

    /// <summary>The indices from the front, checked.</summary>
    public static long[] CheckIndices(string op, NdArray indices, int length, string what)
    {
        if (!indices.DType.IsInteger())
            throw new DTypeException($"{op}: indices must be whole numbers, got {indices.DType}. Convert with As(DType.Int64).");
        long[] checkedIndices = indices.ToArray<long>();
        foreach (ref long index in checkedIndices.AsSpan())
        {
            if (index < -length || index >= length)
                throw new ShapeException($"{op}: every index must be {-length} … {length - 1} ({what}), got {index}.");
            index += index < 0 ? length : 0;
        }

        return checkedIndices;
    }

    private static int RowsOf(int inner) => Math.Max(1, Grain / Math.Max(1, inner));

    private static Shape TakeShape(NdArray x, NdArray indices, int axis)
        => Shape.Create([.. x.Shape.AsSpan()[..axis], .. indices.Shape.AsSpan(), .. x.Shape.AsSpan()[(axis + 1)..]]);

    private static Shape AlongAxisShape(string op, NdArray x, NdArray indices, int axis)
    {
        if (indices.Rank != x.Rank)
            throw new ShapeException($"{op}: indices must have as many axes as the array, got {indices.Shape} for {x.Shape}. ExpandDims adds one.");
        return Shape.Broadcast(op, x.Shape.With(axis, 1), indices.Shape.With(axis, 1)).With(axis, indices.Shape[axis]);
    }

    /// <summary>Flat positions in x stretched to the shape of the indices: outer·n·inner + index·inner + rest.</summary>
    private static NdArray Positions(string op, NdArray x, NdArray indices, int axis, Shape shape)
    {
        int n = x.Shape[axis], inner = shape.SizeOf(axis + 1, shape.Rank), along = shape[axis];
        long[] positions = CheckIndices(op, indices.BroadcastTo(shape), n, $"axis {axis} of {x.Shape}");
        for (int i = 0; i < positions.Length; i++)
            positions[i] = ((((long)i / inner / along * n) + positions[i]) * inner) + (i % inner);
        return NdArray.FromSpan<long>(positions, shape).To(x.Device);
    }

    private readonly struct TakeAction(NdArray array, long[] rows, NdArray result, int outer, int n, int inner) : ITypedAction
    {
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            using var source = array.Read<T>();
            using var target = result.Write<T>();
            fixed (T* x = source.Span, y = target.Span)
                Work.Split(outer * rows.Length, RowsOf(inner), new TakeWork<T>(x, rows, y, n, inner));
        }
    }

    // Items are the rows of the result.
    private readonly unsafe struct TakeWork<T>(T* x, long[] rows, T* y, int n, int inner) : IWork
        where T : unmanaged
    {
        public void Run(int start, int end)
        {
            for (int item = start; item < end; item++)
            {
                int outer = item / rows.Length, from = ((outer * n) + (int)rows[item - (outer * rows.Length)]) * inner, to = item * inner;
                if (inner == 1)
                    y[to] = x[from];
                else
                    new ReadOnlySpan<T>(x + from, inner).CopyTo(new(y + to, inner));
            }
        }
    }

    private readonly struct ScatterAddAction(NdArray array, long[] rows, NdArray updates, int outer, int n, int inner) : ITypedAction
    {
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            using var source = updates.Read<T>();
            using var target = array.Write<T>();
            fixed (T* x = source.Span, y = target.Span)
                Work.Split(outer * n, (long)rows.Length * inner * outer < Grain ? int.MaxValue : Math.Max(1, (outer * n + 7) / 8), new ScatterAddWork<T>(x, rows, y, n, inner));
        }
    }

    // Items are the rows of the target: each thread looks through all updates for those of its rows, so that what meets in a row is added in order.
    private readonly unsafe struct ScatterAddWork<T>(T* x, long[] rows, T* y, int n, int inner) : IWork
        where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int start, int end)
        {
            for (int outer = start / n; outer * n < end; outer++)
            {
                int first = Math.Max(start - (outer * n), 0), last = Math.Min(end - (outer * n), n);
                for (int i = 0; i < rows.Length; i++)
                {
                    if (rows[i] < first || rows[i] >= last)
                        continue;
                    T* from = x + ((((nint)outer * rows.Length) + i) * inner), to = y + ((((nint)outer * n) + (int)rows[i]) * inner);
                    int j = 0;
                    for (; j <= inner - Vector<T>.Count; j += Vector<T>.Count)
                        (Vector.Load(to + j) + Vector.Load(from + j)).Store(to + j);
                    for (; j < inner; j++)
                        to[j] += from[j];
                }
            }
        }
    }

    private readonly struct PutAction(NdArray array, long[] columns, NdArray value) : ITypedAction
    {
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            using var source = value.Read<T>();
            using var target = array.Write<T>();
            for (int i = 0; i < columns.Length; i++)
                target.Span[(i * (target.Span.Length / columns.Length)) + (int)columns[i]] = source.Span[0];
        }
    }
}

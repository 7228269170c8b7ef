using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Sums over each channel of an array [outer, channels, inner], and maps with numbers of the channel: what normalisations are made of.</summary>
/// <remarks>
/// A sum over runs goes to 32 lanes (element j of a run to lane j mod 32) that are combined in a tree; side by side, each channel is summed row by row in blocks of 128 rows that are
/// added in order. Which of the two depends on the shape alone, and nothing on vector width or threads.
/// </remarks>
internal static unsafe class ChannelKernel
{
    /// <summary>Rows that are added up before the sums of such blocks are. It is part of a result's bits.</summary>
    public const int RowBlock = 128;

    private const int Lanes = LaneTree.Lanes, ColumnTile = 512;

    /// <summary>Elements that are worth a thread's while.</summary>
    private const int Grain = 32 * 1024;

    /// <summary>Both sums of each channel, [1, c, 1].</summary>
    public static (NdArray First, NdArray Second) Sum<TSum, T>(NdArray x, NdArray y, NdArray? p)
        where TSum : struct, IChannelSum
        where T : unmanaged, INumber<T>
    {
        var shape = ChannelShape.Of(x);
        var (first, second) = (NdArray.Uninitialized(shape.PerChannel, x.DType), NdArray.Uninitialized(shape.PerChannel, x.DType));
        using var xs = x.Read<T>();
        using var ys = y.Read<T>();
        using var us = first.Write<T>();
        using var vs = second.Write<T>();
        using var columns = Columns<T>(shape, p);
        fixed (T* px = xs.Span, py = ys.Span, pu = us.Span, pv = vs.Span)
        {
            if (shape.FollowsRuns)
            {
                Work.Split<RunSums<TSum, T>, T>(shape.Channels, Threshold(shape.Count), new RunSums<TSum, T>(shape, px, py, columns.Pointer, pu, pv));
            }
            else
            {
                int width = shape.Channels * shape.Inner;
                using var wide = new Scratch<T>(2L * width);
                Work.Split<ColumnSums<TSum, T>, T>((width + ColumnTile - 1) / ColumnTile, Threshold((long)shape.Outer * ColumnTile), new ColumnSums<TSum, T>(shape, px, py, columns.Pointer, wide.Pointer, wide.Pointer + width));
                Collect(wide.Pointer, shape, pu);
                Collect(wide.Pointer + width, shape, pv);
            }
        }

        return (first, second);
    }

    /// <summary>z = f(x, y, p, q, s) with p, q and s [1, c, 1] (or [c]).</summary>
    public static NdArray Map<TMap, T>(NdArray x, NdArray y, NdArray? p, NdArray? q, NdArray? s)
        where TMap : struct, IChannelMap
        where T : unmanaged, INumber<T>
    {
        var shape = ChannelShape.Of(x);
        var z = NdArray.Uninitialized(x.Shape, x.DType);
        using var xs = x.Read<T>();
        using var ys = y.Read<T>();
        using var zs = z.Write<T>();
        using var ps = Columns<T>(shape, p);
        using var qs = Columns<T>(shape, q);
        using var ss = Columns<T>(shape, s);
        fixed (T* px = xs.Span, py = ys.Span, pz = zs.Span)
        {
            int runs = shape.Outer * (shape.FollowsRuns ? shape.Channels : 1);
            Work.Split<MapWork<TMap, T>, T>(runs, Threshold(z.Size / Math.Max(1, runs)), new MapWork<TMap, T>(shape, px, py, ps.Pointer, qs.Pointer, ss.Pointer, pz));
        }

        return z;
    }

    private static int Threshold(long perItem) => (int)Math.Clamp(Grain / Math.Max(1, perItem), 1, int.MaxValue);

    // The numbers of the channels: one each, or as many as there are columns when channels are taken side by side. Zeros for none.
    private static Scratch<T> Columns<T>(ChannelShape shape, NdArray? values)
        where T : unmanaged
    {
        int repeat = shape.FollowsRuns ? 1 : shape.Inner;
        var columns = new Scratch<T>((long)shape.Channels * repeat);
        var target = new Span<T>(columns.Pointer, shape.Channels * repeat);
        if (values is null)
        {
            target.Clear();
            return columns;
        }

        using var source = values.Read<T>();
        for (int channel = 0; channel < shape.Channels; channel++)
            target.Slice(channel * repeat, repeat).Fill(source.Span[channel]);
        return columns;
    }

    private static void Collect<T>(T* columns, ChannelShape shape, T* channels)
        where T : unmanaged, INumber<T>
    {
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            T sum = T.Zero;
            for (int i = 0; i < shape.Inner; i++)
                sum += columns[(channel * shape.Inner) + i];
            channels[channel] = sum;
        }
    }

    private readonly struct RunSums<TSum, T>(ChannelShape shape, T* x, T* y, T* p, T* first, T* second) : IVectorWork<T>
        where TSum : struct, IChannelSum
        where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<V>(int start, int end)
            where V : struct, ILanes<V, T>
        {
            T* sums = stackalloc T[2 * Lanes];
            T* tail = stackalloc T[2 * V.Count];
            T* trees = stackalloc T[2];
            for (int channel = start; channel < end; channel++)
            {
                new Span<T>(sums, 2 * Lanes).Clear();
                for (int i = 0; i < shape.Outer; i++)
                {
                    nint at = (((nint)i * shape.Channels) + channel) * shape.Inner;
                    int whole = shape.Inner - (shape.Inner % V.Count), rest = shape.Inner - whole;
                    Add<V>(x + at, y + at, V.Broadcast(p[channel]), whole, 0, sums);
                    if (rest == 0)
                        continue;

                    // Filled up with p and 0: what does not exist adds 0 to both sums.
                    new Span<T>(tail, V.Count).Fill(p[channel]);
                    new Span<T>(tail + V.Count, V.Count).Clear();
                    new ReadOnlySpan<T>(x + at + whole, rest).CopyTo(new Span<T>(tail, rest));
                    new ReadOnlySpan<T>(y + at + whole, rest).CopyTo(new Span<T>(tail + V.Count, rest));
                    Add<V>(tail, tail + V.Count, V.Broadcast(p[channel]), V.Count, whole % Lanes, sums);
                }

                LaneTree.Sum(sums, 2, trees);
                (first[channel], second[channel]) = (trees[0], trees[1]);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Add<V>(T* x, T* y, V p, int count, int lane, T* sums)
            where V : struct, ILanes<V, T>
        {
            nint j = 0;
            if (4 * V.Count >= Lanes && lane == 0)
            {
                // All lanes in registers: two or four vectors.
                V u0 = V.Load(sums), u1 = V.Load(sums + V.Count), w0 = V.Load(sums + Lanes), w1 = V.Load(sums + Lanes + V.Count);
                V u2 = u0, u3 = u0, w2 = w0, w3 = w0;
                if (2 * V.Count < Lanes)
                {
                    u2 = V.Load(sums + (2 * V.Count));
                    u3 = V.Load(sums + (3 * V.Count));
                    w2 = V.Load(sums + Lanes + (2 * V.Count));
                    w3 = V.Load(sums + Lanes + (3 * V.Count));
                }

                for (; j <= count - Lanes; j += Lanes)
                {
                    V term = TSum.Term(V.Load(x + j), p);
                    u0 += term;
                    w0 += term * TSum.Factor(term, V.Load(y + j));
                    term = TSum.Term(V.Load(x + j + V.Count), p);
                    u1 += term;
                    w1 += term * TSum.Factor(term, V.Load(y + j + V.Count));
                    if (2 * V.Count < Lanes)
                    {
                        term = TSum.Term(V.Load(x + j + (2 * V.Count)), p);
                        u2 += term;
                        w2 += term * TSum.Factor(term, V.Load(y + j + (2 * V.Count)));
                        term = TSum.Term(V.Load(x + j + (3 * V.Count)), p);
                        u3 += term;
                        w3 += term * TSum.Factor(term, V.Load(y + j + (3 * V.Count)));
                    }
                }

                V.Store(u0, sums);
                V.Store(u1, sums + V.Count);
                V.Store(w0, sums + Lanes);
                V.Store(w1, sums + Lanes + V.Count);
                if (2 * V.Count < Lanes)
                {
                    V.Store(u2, sums + (2 * V.Count));
                    V.Store(u3, sums + (3 * V.Count));
                    V.Store(w2, sums + Lanes + (2 * V.Count));
                    V.Store(w3, sums + Lanes + (3 * V.Count));
                }
            }

            for (; j < count; j += V.Count)
            {
                T* u = sums + lane;
                V term = TSum.Term(V.Load(x + j), p);
                V.Store(V.Load(u) + term, u);
                V.Store(V.Load(u + Lanes) + (term * TSum.Factor(term, V.Load(y + j))), u + Lanes);
                lane = (lane + V.Count) & (Lanes - 1);
            }
        }
    }

    private readonly struct ColumnSums<TSum, T>(ChannelShape shape, T* x, T* y, T* p, T* first, T* second) : IVectorWork<T>
        where TSum : struct, IChannelSum
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<V>(int start, int end)
            where V : struct, ILanes<V, T>
        {
            T* block = stackalloc T[2 * ColumnTile];
            T** rows = stackalloc T*[5];
            T** totals = stackalloc T*[4];
            for (int tile = start; tile < end; tile++)
            {
                int width = shape.Channels * shape.Inner, column = tile * ColumnTile, columns = Math.Min(ColumnTile, width - column);
                int whole = columns - (columns % (2 * V.Count));
                rows[2] = p + column + whole;
                rows[3] = block + whole;
                rows[4] = block + ColumnTile + whole;
                totals[0] = block;
                totals[1] = block + ColumnTile;
                totals[2] = first + column;
                totals[3] = second + column;
                new Span<T>(first + column, columns).Clear();
                new Span<T>(second + column, columns).Clear();
                for (int row = 0; row < shape.Outer; row += RowBlock)
                {
                    int last = Math.Min(row + RowBlock, shape.Outer);
                    nint at = ((nint)row * width) + column;
                    Down<V>(x + at, y + at, p + column, last - row, width, whole, block);
                    new Span<T>(block + whole, columns - whole).Clear();
                    new Span<T>(block + ColumnTile + whole, columns - whole).Clear();
                    for (int i = row; i < last && whole < columns; i++)
                    {
                        rows[0] = x + ((nint)i * width) + column + whole;
                        rows[1] = y + ((nint)i * width) + column + whole;
                        RowKernel.Run(default(TermKernel), rows, columns - whole);
                    }

                    RowKernel.Run(default(TotalKernel), totals, columns);
                }
            }
        }

        // Two vectors of columns at a time, whose sums stay in registers from the first row to the last.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Down<V>(T* x, T* y, T* p, int rows, nint stride, int columns, T* sums)
            where V : struct, ILanes<V, T>
        {
            for (nint j = 0; j < columns; j += 2 * V.Count)
            {
                V u0 = V.Create(0), u1 = u0, w0 = u0, w1 = u0, p0 = V.Load(p + j), p1 = V.Load(p + j + V.Count);
                T* a = x + j, b = y + j;
                for (int i = 0; i < rows; i++, a += stride, b += stride)
                {
                    V term = TSum.Term(V.Load(a), p0);
                    u0 += term;
                    w0 += term * TSum.Factor(term, V.Load(b));
                    term = TSum.Term(V.Load(a + V.Count), p1);
                    u1 += term;
                    w1 += term * TSum.Factor(term, V.Load(b + V.Count));
                }

                V.Store(u0, sums + j);
                V.Store(u1, sums + j + V.Count);
                V.Store(w0, sums + ColumnTile + j);
                V.Store(w1, sums + ColumnTile + j + V.Count);
            }
        }

        private readonly struct TermKernel : IRowKernel<T>
        {
            public static int Rows => 5;

            public static int FirstWritten => 3;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public void Apply<V>(T** rows, nint at)
                where V : struct, ILanes<V, T>
            {
                V term = TSum.Term(V.Load(rows[0] + at), V.Load(rows[2] + at));
                V.Store(V.Load(rows[3] + at) + term, rows[3] + at);
                V.Store(V.Load(rows[4] + at) + (term * TSum.Factor(term, V.Load(rows[1] + at))), rows[4] + at);
            }
        }

        private readonly struct TotalKernel : IRowKernel<T>
        {
            public static int Rows => 4;

            public static int FirstWritten => 2;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public void Apply<V>(T** rows, nint at)
                where V : struct, ILanes<V, T>
            {
                V.Store(V.Load(rows[2] + at) + V.Load(rows[0] + at), rows[2] + at);
                V.Store(V.Load(rows[3] + at) + V.Load(rows[1] + at), rows[3] + at);
            }
        }
    }

    private readonly struct MapWork<TMap, T>(ChannelShape shape, T* x, T* y, T* p, T* q, T* s, T* z) : IVectorWork<T>
        where TMap : struct, IChannelMap
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<V>(int start, int end)
            where V : struct, ILanes<V, T>
        {
            int length = shape.FollowsRuns ? shape.Inner : shape.Channels * shape.Inner, whole = length - (length % V.Count);
            T** rows = stackalloc T*[6];
            for (int run = start; run < end; run++)
            {
                T* a = x + ((nint)run * length), b = y + ((nint)run * length), to = z + ((nint)run * length);
                int channel = run % shape.Channels;
                if (shape.FollowsRuns)
                    Along<V>(a, b, to, whole, V.Broadcast(p[channel]), V.Broadcast(q[channel]), V.Broadcast(s[channel]));
                else
                    Across<V>(a, b, to, whole);
                if (whole == length)
                    continue;
                rows[0] = a + whole;
                rows[1] = b + whole;
                if (shape.FollowsRuns)
                {
                    rows[2] = to + whole;
                    RowKernel.Run(new RunKernel(p[channel], q[channel], s[channel]), rows, length - whole);
                    continue;
                }

                rows[2] = p + whole;
                rows[3] = q + whole;
                rows[4] = s + whole;
                rows[5] = to + whole;
                RowKernel.Run(default(ColumnKernel), rows, length - whole);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Along<V>(T* a, T* b, T* to, int count, V first, V second, V third)
            where V : struct, ILanes<V, T>
        {
            for (nint i = 0; i < count; i += V.Count)
                V.Store(TMap.Apply(V.Load(a + i), V.Load(b + i), first, second, third), to + i);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void Across<V>(T* a, T* b, T* to, int count)
            where V : struct, ILanes<V, T>
        {
            T* first = p, second = q, third = s;
            for (nint i = 0; i < count; i += V.Count)
                V.Store(TMap.Apply(V.Load(a + i), V.Load(b + i), V.Load(first + i), V.Load(second + i), V.Load(third + i)), to + i);
        }

        private readonly struct RunKernel(T p, T q, T s) : IRowKernel<T>
        {
            public static int Rows => 3;

            public static int FirstWritten => 2;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public void Apply<V>(T** rows, nint at)
                where V : struct, ILanes<V, T>
                => V.Store(TMap.Apply(V.Load(rows[0] + at), V.Load(rows[1] + at), V.Broadcast(p), V.Broadcast(q), V.Broadcast(s)), rows[2] + at);
        }

        private readonly struct ColumnKernel : IRowKernel<T>
        {
            public static int Rows => 6;

            public static int FirstWritten => 5;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public void Apply<V>(T** rows, nint at)
                where V : struct, ILanes<V, T>
                => V.Store(
                    TMap.Apply(V.Load(rows[0] + at), V.Load(rows[1] + at), V.Load(rows[2] + at), V.Load(rows[3] + at), V.Load(rows[4] + at)), rows[5] + at);
        }
    }
}

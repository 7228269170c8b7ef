using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>The gradients of a normalisation of rows: with g = gy·gain, gx = r·(g − mean(g) − x̂·mean(g·x̂)), gGain = Σ gy·x̂ and gShift = Σ gy.</summary>
/// <remarks>
/// Each block of rows has sums of its own for the gains and shifts, [2, padded length], that are added afterwards; work is split at blocks. Four rows at a time where there are as many,
/// as in <see cref="NormaliseRowsForward{T}"/>; the sums of the columns then come from memory and go back a quarter as often, too.
/// </remarks>
internal readonly unsafe struct NormaliseRowsBackward<T>(NormaliseLayout layout, NormaliseNumbers<T> numbers, T* x, T* gy, T* gx, T* gGain, T* gShift) : IVectorWork<T>
    where T : unmanaged, INumber<T>
{
    // Two sums of each row, so half as many rows as sums are added up at once.
    private const int Lanes = LaneTree.Lanes, Together = LaneTree.Together / 2, Block = ChannelKernel.RowBlock;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<V>(int start, int end)
        where V : struct, ILanes<V, T>
    {
        T* lanes = stackalloc T[(2 * Together * Lanes) + Cache.Line<T>()];
        T* means = stackalloc T[(2 * Together) + Cache.Line<T>()];
        lanes = Cache.Align(lanes);
        means = Cache.Align(means);
        int together = Math.Min(layout.Together, Together);
        V part = V.Create(1.0 / layout.Count);
        for (int row = start, rows; row < end; row += rows)
        {
            rows = Math.Min(Math.Min(together, end - row), Block - (row % Block));
            Sums<V>(row, rows, lanes);
            if (gx == null)
                continue;
            LaneTree.Sum(lanes, 2 * Together, means);
            for (int i = 0; i < 2 * Together; i += V.Count)
                V.Store(V.Load(means + i) * part, means + i);
            Write<V>(row, rows, means);
        }
    }

    // Of each row Σ g and Σ g·x̂; of each column Σ gy and Σ gy·x̂, row by row onto the sums of the block.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sums<V>(int row, int rows, T* lanes)
        where V : struct, ILanes<V, T>
    {
        int length = layout.Length, whole = layout.Whole;
        nint at = (nint)row * length, block = (nint)(row / Block) * 2 * PaddedNumbers<T>.Length(length);
        Sums<V>(row, rows, whole, x + at, gy + at, length, numbers.Gain, gShift + block, gGain + block, lanes, goesOn: false);
        if (whole == length)
            return;

        // Filled up with gradients of 0, which add 0.
        T* tail = stackalloc T[2 * Together * Lanes];
        T* gradients = tail + (Together * Lanes);
        Fill(x + at + whole, length, length - whole, rows, Lanes, tail);
        Fill(gy + at + whole, length, length - whole, rows, Lanes, gradients);
        Sums<V>(row, rows, Lanes, tail, gradients, Lanes, numbers.Gain + whole, gShift + block + whole, gGain + block + whole, lanes, goesOn: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Sums<V>(int row, int rows, nint count, T* a, T* b, nint apart, T* gains, T* shifts, T* totals, T* lanes, bool goesOn)
        where V : struct, ILanes<V, T>
    {
        for (; rows >= 4; rows -= 4, row += 4, a += 4 * apart, b += 4 * apart, lanes += 4 * Lanes)
            Sums<V, Number4>(row, count, a, b, apart, gains, shifts, totals, lanes, goesOn);
        for (; rows > 0; rows--, row++, a += apart, b += apart, lanes += Lanes)
            Sums<V, Number1>(row, count, a, b, apart, gains, shifts, totals, lanes, goesOn);
    }

    // No call may stand in the loops below, it would move every sum to memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Sums<V, TRows>(int row, nint count, T* a, T* b, nint apart, T* gains, T* shifts, T* totals, T* lanes, bool goesOn)
        where V : struct, ILanes<V, T>
        where TRows : struct, INumberOf
    {
        bool begins = row % Block == 0;
        T* to = gx + ((nint)row * layout.Length), a2 = a + (2 * apart), b2 = b + (2 * apart), overlaps = lanes + (Together * Lanes), rough = numbers.Rough + row, rest = numbers.Rest + row, scale = numbers.Scale + row;
        V p0 = V.Broadcast(rough[0]), p1 = p0, p2 = p0, p3 = p0, q0 = V.Broadcast(rest[0]), q1 = q0, q2 = q0, q3 = q0, r0 = V.Broadcast(scale[0]), r1 = r0, r2 = r0, r3 = r0;
        if (TRows.Count > 1)
        {
            (p1, p2, p3) = (V.Broadcast(rough[1]), V.Broadcast(rough[2]), V.Broadcast(rough[3]));
            (q1, q2, q3) = (V.Broadcast(rest[1]), V.Broadcast(rest[2]), V.Broadcast(rest[3]));
            (r1, r2, r3) = (V.Broadcast(scale[1]), V.Broadcast(scale[2]), V.Broadcast(scale[3]));
        }

        for (int lane = 0; lane < Lanes; lane += V.Count, lanes += V.Count, overlaps += V.Count)
        {
            V u0 = V.Create(0), u1 = u0, u2 = u0, u3 = u0, w0 = u0, w1 = u0, w2 = u0, w3 = u0;
            if (goesOn)
            {
                (u0, w0) = (V.Load(lanes), V.Load(overlaps));
                if (TRows.Count > 1)
                {
                    (u1, u2, u3) = (V.Load(lanes + Lanes), V.Load(lanes + (2 * Lanes)), V.Load(lanes + (3 * Lanes)));
                    (w1, w2, w3) = (V.Load(overlaps + Lanes), V.Load(overlaps + (2 * Lanes)), V.Load(overlaps + (3 * Lanes)));
                }
            }

            for (nint j = lane; j < count; j += Lanes)
            {
                for (int i = 0; i < TRows.Count; i++)
                    Cache.Fetch(to + j + (i * apart));
                V gain = V.Load(gains + j), s = V.Create(0), t = s;
                if (!begins)
                    (s, t) = (V.Load(shifts + j), V.Load(totals + j));
                Add(a + j, b + j, gain, p0, q0, r0, ref u0, ref w0, ref s, ref t);
                if (TRows.Count > 1)
                {
                    Add(a + j + apart, b + j + apart, gain, p1, q1, r1, ref u1, ref w1, ref s, ref t);
                    Add(a2 + j, b2 + j, gain, p2, q2, r2, ref u2, ref w2, ref s, ref t);
                    Add(a2 + j + apart, b2 + j + apart, gain, p3, q3, r3, ref u3, ref w3, ref s, ref t);
                }

                V.Store(s, shifts + j);
                V.Store(t, totals + j);
            }

            V.Store(u0, lanes);
            V.Store(w0, overlaps);
            if (TRows.Count == 1)
                continue;
            V.Store(u1, lanes + Lanes);
            V.Store(u2, lanes + (2 * Lanes));
            V.Store(u3, lanes + (3 * Lanes));
            V.Store(w1, overlaps + Lanes);
            V.Store(w2, overlaps + (2 * Lanes));
            V.Store(w3, overlaps + (3 * Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<V>(T* a, T* b, V gain, V p, V q, V r, ref V u, ref V w, ref V s, ref V t)
        where V : struct, ILanes<V, T>
    {
        V xhat = (V.Load(a) - p - q) * r, given = V.Load(b), g = given * gain;
        u += g;
        w += g * xhat;
        s = V.Fma(given, V.Create(1), s);
        t += given * xhat;
    }

    // gx = r·(g − mean(g) − x̂·mean(g·x̂))
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write<V>(int row, int rows, T* means)
        where V : struct, ILanes<V, T>
    {
        int length = layout.Length, rest = length % V.Count, whole = length - rest;
        nint at = (nint)row * length;
        Write<V>(row, rows, whole, x + at, gy + at, length, numbers.Gain, means, gx + at);
        if (rest == 0)
            return;
        T* tail = stackalloc T[3 * Together * V.Count];
        T* gradients = tail + (Together * V.Count), results = gradients + (Together * V.Count);
        Fill(x + at + whole, length, rest, rows, V.Count, tail);
        Fill(gy + at + whole, length, rest, rows, V.Count, gradients);
        Write<V>(row, rows, V.Count, tail, gradients, V.Count, numbers.Gain + whole, means, results);
        for (int i = 0; i < rows; i++)
            new ReadOnlySpan<T>(results + (i * V.Count), rest).CopyTo(new(gx + at + ((nint)i * length) + whole, rest));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Write<V>(int row, int rows, nint count, T* a, T* b, nint apart, T* gains, T* means, T* to)
        where V : struct, ILanes<V, T>
    {
        for (; rows >= 4; rows -= 4, row += 4, a += 4 * apart, b += 4 * apart, to += 4 * apart, means += 4)
            Write<V, Number4>(row, count, a, b, apart, gains, means, to);
        for (; rows > 0; rows--, row++, a += apart, b += apart, to += apart, means++)
            Write<V, Number1>(row, count, a, b, apart, gains, means, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Write<V, TRows>(int row, nint count, T* a, T* b, nint apart, T* gains, T* means, T* to)
        where V : struct, ILanes<V, T>
        where TRows : struct, INumberOf
    {
        T* a2 = a + (2 * apart), b2 = b + (2 * apart), to2 = to + (2 * apart), overlaps = means + Together, rough = numbers.Rough + row, rest = numbers.Rest + row, scale = numbers.Scale + row;
        V p0 = V.Broadcast(rough[0]), p1 = p0, p2 = p0, p3 = p0, q0 = V.Broadcast(rest[0]), q1 = q0, q2 = q0, q3 = q0, r0 = V.Broadcast(scale[0]), r1 = r0, r2 = r0, r3 = r0;
        V m0 = V.Broadcast(means[0]), m1 = m0, m2 = m0, m3 = m0, o0 = V.Broadcast(overlaps[0]), o1 = o0, o2 = o0, o3 = o0, zero = V.Create(0);
        if (TRows.Count > 1)
        {
            (p1, p2, p3) = (V.Broadcast(rough[1]), V.Broadcast(rough[2]), V.Broadcast(rough[3]));
            (q1, q2, q3) = (V.Broadcast(rest[1]), V.Broadcast(rest[2]), V.Broadcast(rest[3]));
            (r1, r2, r3) = (V.Broadcast(scale[1]), V.Broadcast(scale[2]), V.Broadcast(scale[3]));
            (m1, m2, m3) = (V.Broadcast(means[1]), V.Broadcast(means[2]), V.Broadcast(means[3]));
            (o1, o2, o3) = (V.Broadcast(overlaps[1]), V.Broadcast(overlaps[2]), V.Broadcast(overlaps[3]));
        }

        nint ahead = Together * apart;
        for (nint j = 0; j < count; j += V.Count)
        {
            V gain = V.Load(gains + j);
            for (int i = 0; i < TRows.Count; i++)
            {
                Cache.Fetch(a + j + ahead + (i * apart));
                Cache.Fetch(b + j + ahead + (i * apart));
            }

            V.Store(r0 * (V.Fma(V.Load(b + j), gain, zero) - m0 - ((V.Load(a + j) - p0 - q0) * r0 * o0)), to + j);
            if (TRows.Count == 1)
                continue;
            V.Store(r1 * (V.Fma(V.Load(b + j + apart), gain, zero) - m1 - ((V.Load(a + j + apart) - p1 - q1) * r1 * o1)), to + j + apart);
            V.Store(r2 * (V.Fma(V.Load(b2 + j), gain, zero) - m2 - ((V.Load(a2 + j) - p2 - q2) * r2 * o2)), to2 + j);
            V.Store(r3 * (V.Fma(V.Load(b2 + j + apart), gain, zero) - m3 - ((V.Load(a2 + j + apart) - p3 - q3) * r3 * o3)), to2 + j + apart);
        }
    }

    // The last elements of a few rows, with zeros behind.
    private static void Fill(T* from, nint apart, int rest, int rows, int width, T* tail)
    {
        for (int row = 0; row < rows; row++, from += apart, tail += width)
        {
            new ReadOnlySpan<T>(from, rest).CopyTo(new(tail, rest));
            new Span<T>(tail + rest, width - rest).Clear();
        }
    }
}

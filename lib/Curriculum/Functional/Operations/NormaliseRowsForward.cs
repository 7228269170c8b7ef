using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Normalises rows whose elements have a gain each: mean, variance around it, result, each a walk over a few rows that stay in the cache.</summary>
/// <remarks>Four rows at a time where there are as many: rows are short, and what begins and ends a loop would take as long as the loop.</remarks>
internal readonly unsafe struct NormaliseRowsForward<T>(NormaliseLayout layout, NormaliseNumbers<T> numbers, double epsilon, T* x, T* shift, T* y) : IVectorWork<T>
    where T : unmanaged, INumber<T>
{
    private const int Lanes = LaneTree.Lanes, Together = LaneTree.Together;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<V>(int start, int end)
        where V : struct, ILanes<V, T>
    {
        T* lanes = stackalloc T[(2 * Together * Lanes) + Cache.Line<T>()];
        T* sums = stackalloc T[(6 * Together) + Cache.Line<T>()];
        lanes = Cache.Align(lanes);
        sums = Cache.Align(sums);
        for (int row = start; row < end; row += layout.Together)
        {
            int rows = Math.Min(layout.Together, end - row);
            Sums<V>(row, rows, null, lanes);
            LaneTree.Sum(lanes, rows, sums);
            NormaliseStatistics.Mean<V, T>(layout.Count, sums);
            Sums<V>(row, rows, sums, lanes);
            LaneTree.Sum(lanes, rows, sums + Together);
            LaneTree.Sum(lanes + (Together * Lanes), rows, sums + (2 * Together));
            NormaliseStatistics.Finish<V, T>(layout.Count, epsilon, sums);
            NormaliseStatistics.Keep(sums, numbers, row, rows);
            Write<V>(row, rows);
        }
    }

    // Σ x, or with means Σ (x − mean) and Σ (x − mean)²
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sums<V>(int first, int rows, T* means, T* lanes)
        where V : struct, ILanes<V, T>
    {
        T* a = x + ((nint)first * layout.Length);
        Sums<V>(rows, a, layout.Length, layout.Whole, y + (a - x), means, lanes, goesOn: false);
        if (layout.Rest == 0)
            return;

        // Filled up with the mean: what does not exist adds 0.
        T* tail = stackalloc T[Together * Lanes];
        for (int row = 0; row < rows; row++)
        {
            for (int j = 0; j < Lanes; j++)
                tail[(row * Lanes) + j] = j < layout.Rest ? a[((nint)row * layout.Length) + layout.Whole + j] : means == null ? T.Zero : means[row];
        }

        Sums<V>(rows, tail, Lanes, Lanes, y + (a - x), means, lanes, goesOn: true);
    }

    private static void Sums<V>(int rows, T* a, nint apart, nint count, T* to, T* means, T* lanes, bool goesOn)
        where V : struct, ILanes<V, T>
    {
        if (means == null)
            SumsOf<V>(rows, a, apart, count, lanes, goesOn);
        else
            Deviations<V>(rows, a, apart, count, to, means, lanes, goesOn);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumsOf<V>(int rows, T* a, nint apart, nint count, T* lanes, bool goesOn)
        where V : struct, ILanes<V, T>
    {
        for (; rows >= 4; rows -= 4, a += 4 * apart, lanes += 4 * Lanes)
            SumsOf<V, Number4>(a, apart, count, lanes, goesOn);
        for (; rows > 0; rows--, a += apart, lanes += Lanes)
            SumsOf<V, Number1>(a, apart, count, lanes, goesOn);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Deviations<V>(int rows, T* a, nint apart, nint count, T* to, T* means, T* lanes, bool goesOn)
        where V : struct, ILanes<V, T>
    {
        for (; rows >= 4; rows -= 4, a += 4 * apart, to += 4 * apart, means += 4, lanes += 4 * Lanes)
            Deviations<V, Number4>(a, apart, count, to, means, lanes, goesOn);
        for (; rows > 0; rows--, a += apart, to += apart, means++, lanes += Lanes)
            Deviations<V, Number1>(a, apart, count, to, means, lanes, goesOn);
    }

    // No call may stand in the loops below, it would move every sum to memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumsOf<V, TRows>(T* a, nint apart, nint count, T* lanes, bool goesOn)
        where V : struct, ILanes<V, T>
        where TRows : struct, INumberOf
    {
        T* b = a + apart, c = b + apart, d = c + apart;
        for (int lane = 0; lane < Lanes; lane += V.Count, lanes += V.Count)
        {
            V s0 = V.Create(0), s1 = s0, s2 = s0, s3 = s0;
            if (goesOn)
                Take<V, TRows>(lanes, ref s0, ref s1, ref s2, ref s3);
            for (nint j = lane; j < count; j += Lanes)
            {
                s0 += V.Load(a + j);
                if (TRows.Count == 1)
                    continue;
                s1 += V.Load(b + j);
                s2 += V.Load(c + j);
                s3 += V.Load(d + j);
            }

            Keep<V, TRows>(s0, s1, s2, s3, lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Deviations<V, TRows>(T* a, nint apart, nint count, T* to, T* means, T* lanes, bool goesOn)
        where V : struct, ILanes<V, T>
        where TRows : struct, INumberOf
    {
        T* b = a + apart, c = b + apart, d = c + apart, squares = lanes + (Together * Lanes);
        V m0 = V.Broadcast(means[0]), m1 = m0, m2 = m0, m3 = m0;
        if (TRows.Count > 1)
            (m1, m2, m3) = (V.Broadcast(means[1]), V.Broadcast(means[2]), V.Broadcast(means[3]));
        for (int lane = 0; lane < Lanes; lane += V.Count, lanes += V.Count, squares += V.Count)
        {
            V s0 = V.Create(0), s1 = s0, s2 = s0, s3 = s0, w0 = s0, w1 = s0, w2 = s0, w3 = s0;
            if (goesOn)
            {
                Take<V, TRows>(lanes, ref s0, ref s1, ref s2, ref s3);
                Take<V, TRows>(squares, ref w0, ref w1, ref w2, ref w3);
            }

            for (nint j = lane; j < count; j += Lanes)
            {
                // What is written to comes meanwhile.
                for (int i = 0; i < TRows.Count; i++)
                    Cache.Fetch(to + j + (i * apart));
                Add(V.Load(a + j) - m0, ref s0, ref w0);
                if (TRows.Count == 1)
                    continue;
                Add(V.Load(b + j) - m1, ref s1, ref w1);
                Add(V.Load(c + j) - m2, ref s2, ref w2);
                Add(V.Load(d + j) - m3, ref s3, ref w3);
            }

            Keep<V, TRows>(s0, s1, s2, s3, lanes);
            Keep<V, TRows>(w0, w1, w2, w3, squares);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<V>(V d, ref V sum, ref V squares)
        where V : struct, ILanes<V, T>
    {
        sum += d;
        squares += d * d;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take<V, TRows>(T* lanes, ref V s0, ref V s1, ref V s2, ref V s3)
        where V : struct, ILanes<V, T>
        where TRows : struct, INumberOf
    {
        s0 = V.Load(lanes);
        if (TRows.Count > 1)
            (s1, s2, s3) = (V.Load(lanes + Lanes), V.Load(lanes + (2 * Lanes)), V.Load(lanes + (3 * Lanes)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep<V, TRows>(V s0, V s1, V s2, V s3, T* lanes)
        where V : struct, ILanes<V, T>
        where TRows : struct, INumberOf
    {
        V.Store(s0, lanes);
        if (TRows.Count == 1)
            return;
        V.Store(s1, lanes + Lanes);
        V.Store(s2, lanes + (2 * Lanes));
        V.Store(s3, lanes + (3 * Lanes));
    }

    // y = ((x − rough mean) − what it lacks)·r·gain + shift
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write<V>(int first, int rows)
        where V : struct, ILanes<V, T>
    {
        int length = layout.Length, rest = length % V.Count, whole = length - rest;
        nint at = (nint)first * length;
        Write<V>(first, rows, x + at, length, whole, numbers.Gain, shift, y + at, length);
        if (rest == 0)
            return;
        T* tail = stackalloc T[2 * Together * V.Count];
        T* results = tail + (Together * V.Count);
        for (int i = 0; i < rows * V.Count; i++)
            tail[i] = i % V.Count < rest ? x[at + ((nint)(i / V.Count) * length) + whole + (i % V.Count)] : T.Zero;
        Write<V>(first, rows, tail, V.Count, V.Count, numbers.Gain + whole, shift + whole, results, V.Count);
        for (int i = 0; i < rows; i++)
            new ReadOnlySpan<T>(results + (i * V.Count), rest).CopyTo(new(y + at + ((nint)i * length) + whole, rest));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Write<V>(int row, int rows, T* a, nint apart, nint count, T* gains, T* shifts, T* to, nint toApart)
        where V : struct, ILanes<V, T>
    {
        for (; rows >= 4; rows -= 4, row += 4, a += 4 * apart, to += 4 * toApart)
            Write<V, Number4>(row, a, apart, count, gains, shifts, to, toApart);
        for (; rows > 0; rows--, row++, a += apart, to += toApart)
            Write<V, Number1>(row, a, apart, count, gains, shifts, to, toApart);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write<V, TRows>(int row, T* a, nint apart, nint count, T* gains, T* shifts, T* to, nint toApart)
        where V : struct, ILanes<V, T>
        where TRows : struct, INumberOf
    {
        T* b = a + apart, c = b + apart, d = c + apart, to1 = to + toApart, to2 = to1 + toApart, to3 = to2 + toApart, rough = numbers.Rough + row, lack = numbers.Rest + row, scale = numbers.Scale + row;
        V p0 = V.Broadcast(rough[0]), p1 = p0, p2 = p0, p3 = p0, q0 = V.Broadcast(lack[0]), q1 = q0, q2 = q0, q3 = q0, r0 = V.Broadcast(scale[0]), r1 = r0, r2 = r0, r3 = r0;
        if (TRows.Count > 1)
        {
            (p1, p2, p3) = (V.Broadcast(rough[1]), V.Broadcast(rough[2]), V.Broadcast(rough[3]));
            (q1, q2, q3) = (V.Broadcast(lack[1]), V.Broadcast(lack[2]), V.Broadcast(lack[3]));
            (r1, r2, r3) = (V.Broadcast(scale[1]), V.Broadcast(scale[2]), V.Broadcast(scale[3]));
        }

        nint ahead = Together * apart;
        for (nint j = 0; j < count; j += V.Count)
        {
            V gain = V.Load(gains + j), add = V.Load(shifts + j);
            for (int i = 0; i < TRows.Count; i++)
                Cache.Fetch(a + j + ahead + (i * apart));
            V.Store(((V.Load(a + j) - p0 - q0) * r0 * gain) + add, to + j);
            if (TRows.Count == 1)
                continue;
            V.Store(((V.Load(b + j) - p1 - q1) * r1 * gain) + add, to1 + j);
            V.Store(((V.Load(c + j) - p2 - q2) * r2 * gain) + add, to2 + j);
            V.Store(((V.Load(d + j) - p3 - q3) * r3 * gain) + add, to3 + j);
        }
    }
}

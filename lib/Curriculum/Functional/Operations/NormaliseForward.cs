using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Normalises groups: mean, variance around it, result, each a walk over a few groups that stay in the cache.</summary>
internal readonly unsafe struct NormaliseForward<T, TGain>(NormaliseLayout layout, NormaliseNumbers<T> numbers, double epsilon, T* x, T* shift, T* y) : IVectorWork<T>
    where T : unmanaged, INumber<T>
    where TGain : struct, IGainPlace
{
    private const int Lanes = LaneTree.Lanes;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<V>(int start, int end)
        where V : struct, ILanes<V, T>
    {
        T* lanes = stackalloc T[2 * LaneTree.Together * Lanes];
        T* sums = stackalloc T[6 * LaneTree.Together];
        for (int group = start; group < end; group += layout.Together)
        {
            int groups = Math.Min(layout.Together, end - group);
            Sum<V>(group, groups, lanes);
            LaneTree.Sum(lanes, groups, sums);
            Mean<V>(sums);
            Deviations<V>(group, groups, sums, lanes);
            LaneTree.Sum(lanes, groups, sums + LaneTree.Together);
            LaneTree.Sum(lanes + (LaneTree.Together * Lanes), groups, sums + (2 * LaneTree.Together));
            Statistics<V>(sums);
            Keep(sums, numbers.Rough + group, groups);
            Keep(sums + (3 * LaneTree.Together), numbers.Rest + group, groups);
            Keep(sums + (4 * LaneTree.Together), numbers.Scale + group, groups);
            Keep(sums + (5 * LaneTree.Together), numbers.Variance + group, groups);
            Write<V>(group, groups);
        }
    }

    private static void Keep(T* from, T* to, int count) => new ReadOnlySpan<T>(from, count).CopyTo(new(to, count));

    // Σ x
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Sum<V>(int first, int groups, T* lanes)
        where V : struct, ILanes<V, T>
    {
        T* tail = stackalloc T[Lanes];
        nint step = layout.Step;
        int runs = layout.Runs, whole = layout.Whole, rest = layout.Rest;
        for (int group = 0; group < groups; group++)
        {
            for (int lane = 0; lane < Lanes; lane += 2 * V.Count)
            {
                T* a = x + ((nint)(first + group) * layout.Length), to = y + ((nint)(first + group) * layout.Length);
                V u0 = V.Create(0), u1 = u0;
                for (int run = 0; run < runs; run++, a += step, to += step)
                {
                    for (nint j = lane; j < whole; j += Lanes)
                    {
                        Cache.Fetch(to + j);
                        Cache.Fetch(to + j + V.Count);
                        u0 += V.Load(a + j);
                        u1 += V.Load(a + j + V.Count);
                    }

                    if (rest == 0)
                        continue;
                    for (int j = 0; j < Lanes; j++)
                        tail[j] = j < rest ? a[whole + j] : T.Zero;
                    u0 += V.Load(tail + lane);
                    u1 += V.Load(tail + lane + V.Count);
                }

                V.Store(u0, lanes + (group * Lanes) + lane);
                V.Store(u1, lanes + (group * Lanes) + lane + V.Count);
            }
        }
    }

    // Σ (x − mean) and Σ (x − mean)²
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Deviations<V>(int first, int groups, T* means, T* lanes)
        where V : struct, ILanes<V, T>
    {
        T* tail = stackalloc T[Lanes];
        T* squares = lanes + (LaneTree.Together * Lanes);
        nint step = layout.Step;
        int runs = layout.Runs, whole = layout.Whole, rest = layout.Rest;
        for (int group = 0; group < groups; group++)
        {
            for (int lane = 0; lane < Lanes; lane += 2 * V.Count)
            {
                T* a = x + ((nint)(first + group) * layout.Length);
                V u0 = V.Create(0), u1 = u0, w0 = u0, w1 = u0, mean = V.Broadcast(means[group]), d;
                for (int run = 0; run < runs; run++, a += step)
                {
                    for (nint j = lane; j < whole; j += Lanes)
                    {
                        d = V.Load(a + j) - mean;
                        u0 += d;
                        w0 += d * d;
                        d = V.Load(a + j + V.Count) - mean;
                        u1 += d;
                        w1 += d * d;
                    }

                    if (rest == 0)
                        continue;

                    // Filled up with the mean: what does not exist adds 0.
                    for (int j = 0; j < Lanes; j++)
                        tail[j] = j < rest ? a[whole + j] : means[group];
                    d = V.Load(tail + lane) - mean;
                    u0 += d;
                    w0 += d * d;
                    d = V.Load(tail + lane + V.Count) - mean;
                    u1 += d;
                    w1 += d * d;
                }

                int at = (group * Lanes) + lane;
                V.Store(u0, lanes + at);
                V.Store(u1, lanes + at + V.Count);
                V.Store(w0, squares + at);
                V.Store(w1, squares + at + V.Count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Mean<V>(T* sums)
        where V : struct, ILanes<V, T>
    {
        V part = V.Create(1.0 / layout.Count);
        for (int i = 0; i < LaneTree.Together; i += V.Count)
            V.Store(V.Load(sums + i) * part, sums + i);
    }

    // Around the mean, because E[x²] − E[x]² loses every digit when |mean| ≫ σ; and what rounding left of the mean may then be as large as σ, so it is taken off, too.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Statistics<V>(T* sums)
        where V : struct, ILanes<V, T>
    {
        const int Row = LaneTree.Together;
        V part = V.Create(1.0 / layout.Count), zero = V.Create(0), one = V.Create(1), least = V.Create(epsilon);
        for (int i = 0; i < Row; i += V.Count)
        {
            V rest = V.Load(sums + Row + i) * part;
            V variance = V.Max((V.Load(sums + (2 * Row) + i) * part) - (rest * rest), zero);
            V.Store(rest, sums + (3 * Row) + i);
            V.Store(one / V.Sqrt(variance + least), sums + (4 * Row) + i);
            V.Store(variance, sums + (5 * Row) + i);
        }
    }

    // y = ((x − rough mean) − what it lacks)·r·gain + shift
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Write<V>(int first, int groups)
        where V : struct, ILanes<V, T>
    {
        T* tail = stackalloc T[Lanes];
        T* gains = numbers.Gain, shifts = shift;
        nint step = layout.Step;
        int runs = layout.Runs, rest = layout.Length % V.Count, whole = layout.Length - rest;
        for (int group = first; group < first + groups; group++)
        {
            V p = V.Broadcast(numbers.Rough[group]), q = V.Broadcast(numbers.Rest[group]), r = V.Broadcast(numbers.Scale[group]);
            V gain = V.Create(0), add = gain;
            if (!TGain.IsAlongRun)
                (gain, add) = (V.Broadcast(gains[group]), V.Broadcast(shifts[group]));
            T* a = x + ((nint)group * layout.Length), to = y + ((nint)group * layout.Length);
            for (int run = 0; run < runs; run++, a += step, to += step)
            {
                for (nint j = 0; j < whole; j += V.Count)
                {
                    V xhat = (V.Load(a + j) - p - q) * r;
                    V.Store(TGain.IsAlongRun ? (xhat * V.Load(gains + j)) + V.Load(shifts + j) : (xhat * gain) + add, to + j);
                }

                if (rest == 0)
                    continue;
                for (int j = 0; j < V.Count; j++)
                    tail[j] = j < rest ? a[whole + j] : T.Zero;
                V last = (V.Load(tail) - p - q) * r;
                V.Store(TGain.IsAlongRun ? (last * V.Load(gains + whole)) + V.Load(shifts + whole) : (last * gain) + add, tail);
                for (int j = 0; j < rest; j++)
                    to[whole + j] = tail[j];
            }
        }
    }
}

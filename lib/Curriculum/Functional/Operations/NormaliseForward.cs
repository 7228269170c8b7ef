using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Normalises channels, which have a gain each: mean, variance around it, result, each a walk over a few groups that stay in the cache.</summary>
internal readonly unsafe struct NormaliseForward<T>(NormaliseLayout layout, NormaliseNumbers<T> numbers, double epsilon, T* x, T* shift, T* y) : IVectorWork<T>
    where T : unmanaged, INumber<T>
{
    private const int Lanes = LaneTree.Lanes;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<V>(int start, int end)
        where V : struct, ILanes<V, T>
    {
        T* lanes = stackalloc T[(2 * LaneTree.Together * Lanes) + Cache.Line<T>()];
        T* sums = stackalloc T[(6 * LaneTree.Together) + Cache.Line<T>()];
        lanes = Cache.Align(lanes);
        sums = Cache.Align(sums);
        for (int group = start; group < end; group += layout.Together)
        {
            int groups = Math.Min(layout.Together, end - group);
            Sum<V>(group, groups, lanes);
            LaneTree.Sum(lanes, groups, sums);
            NormaliseStatistics.Mean<V, T>(layout.Count, sums);
            Deviations<V>(group, groups, sums, lanes);
            LaneTree.Sum(lanes, groups, sums + LaneTree.Together);
            LaneTree.Sum(lanes + (LaneTree.Together * Lanes), groups, sums + (2 * LaneTree.Together));
            NormaliseStatistics.Finish<V, T>(layout.Count, epsilon, sums);
            NormaliseStatistics.Keep(sums, numbers, group, groups);
            Write<V>(group, groups);
        }
    }

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

    // y = ((x − rough mean) − what it lacks)·r·gain + shift
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Write<V>(int first, int groups)
        where V : struct, ILanes<V, T>
    {
        T* tail = stackalloc T[Lanes];
        nint step = layout.Step;
        int runs = layout.Runs, rest = layout.Length % V.Count, whole = layout.Length - rest;
        for (int group = first; group < first + groups; group++)
        {
            V p = V.Broadcast(numbers.Rough[group]), q = V.Broadcast(numbers.Rest[group]), r = V.Broadcast(numbers.Scale[group]);
            V gain = V.Broadcast(numbers.Gain[group]), add = V.Broadcast(shift[group]);
            T* a = x + ((nint)group * layout.Length), to = y + ((nint)group * layout.Length);
            for (int run = 0; run < runs; run++, a += step, to += step)
            {
                for (nint j = 0; j < whole; j += V.Count)
                {
                    V xhat = (V.Load(a + j) - p - q) * r;
                    V.Store((xhat * gain) + add, to + j);
                }

                if (rest == 0)
                    continue;
                for (int j = 0; j < V.Count; j++)
                    tail[j] = j < rest ? a[whole + j] : T.Zero;
                V last = (V.Load(tail) - p - q) * r;
                V.Store((last * gain) + add, tail);
                for (int j = 0; j < rest; j++)
                    to[whole + j] = tail[j];
            }
        }
    }
}

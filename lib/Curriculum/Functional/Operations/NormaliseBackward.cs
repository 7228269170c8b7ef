using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>The gradients of a normalisation of channels: with g = gy·gain, gx = r·(g − mean(g) − x̂·mean(g·x̂)), gGain = Σ gy·x̂ and gShift = Σ gy.</summary>
internal readonly unsafe struct NormaliseBackward<T>(NormaliseLayout layout, NormaliseNumbers<T> numbers, T* x, T* gy, T* gx, T* gGain, T* gShift) : IVectorWork<T>
    where T : unmanaged, INumber<T>
{
    private const int Lanes = LaneTree.Lanes, Row = LaneTree.Together;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<V>(int start, int end)
        where V : struct, ILanes<V, T>
    {
        T* lanes = stackalloc T[(4 * Row * Lanes) + Cache.Line<T>()];
        T* sums = stackalloc T[(4 * Row) + Cache.Line<T>()];
        lanes = Cache.Align(lanes);
        sums = Cache.Align(sums);
        V part = V.Create(1.0 / layout.Count);
        for (int group = start; group < end; group += layout.Together)
        {
            int groups = Math.Min(layout.Together, end - group);
            Sums<V>(group, groups, lanes);
            for (int i = 0; i < 4; i++)
                LaneTree.Sum(lanes + (i * Row * Lanes), groups, sums + (i * Row));
            new ReadOnlySpan<T>(sums + (2 * Row), groups).CopyTo(new(gShift + group, groups));
            new ReadOnlySpan<T>(sums + (3 * Row), groups).CopyTo(new(gGain + group, groups));
            if (gx == null)
                continue;
            for (int i = 0; i < 2 * Row; i += V.Count)
                V.Store(V.Load(sums + i) * part, sums + i);
            Write<V>(group, groups, sums);
        }
    }

    // Σ g and Σ g·x̂, Σ gy and Σ gy·x̂.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Sums<V>(int first, int groups, T* lanes)
        where V : struct, ILanes<V, T>
    {
        T* tail = stackalloc T[2 * Lanes];
        nint step = layout.Step;
        int runs = layout.Runs, whole = layout.Whole, rest = layout.Rest;
        for (int group = 0; group < groups; group++)
        {
            V p = V.Broadcast(numbers.Rough[first + group]), q = V.Broadcast(numbers.Rest[first + group]), r = V.Broadcast(numbers.Scale[first + group]);
            V gain = V.Broadcast(numbers.Gain[first + group]);
            for (int lane = 0; lane < Lanes; lane += 2 * V.Count)
            {
                nint at = (nint)(first + group) * layout.Length;
                T* a = x + at, b = gy + at, to = gx + at;
                V u0 = V.Create(0), u1 = u0, w0 = u0, w1 = u0, s0 = u0, s1 = u0, t0 = u0, t1 = u0;
                for (int run = 0; run < runs; run++, a += step, b += step, to += step)
                {
                    T* from = a, with = b;
                    for (nint j = lane, limit = whole; ; j += Lanes)
                    {
                        if (j >= limit)
                        {
                            if (rest == 0 || from == tail)
                                break;

                            // The last elements once more through the loop, filled up with gradients of 0, which add 0.
                            for (int k = 0; k < Lanes; k++)
                                (tail[k], tail[Lanes + k]) = k < rest ? (a[whole + k], b[whole + k]) : (T.Zero, T.Zero);
                            from = tail;
                            with = tail + Lanes;
                            (j, limit) = (lane, Lanes);
                        }

                        Cache.Fetch(to + j);
                        Cache.Fetch(to + j + V.Count);
                        V xhat = (V.Load(from + j) - p - q) * r, given = V.Load(with + j), g = given * gain;
                        u0 += g;
                        w0 += g * xhat;
                        s0 += given;
                        t0 += given * xhat;

                        xhat = (V.Load(from + j + V.Count) - p - q) * r;
                        given = V.Load(with + j + V.Count);
                        g = given * gain;
                        u1 += g;
                        w1 += g * xhat;
                        s1 += given;
                        t1 += given * xhat;
                    }
                }

                T* sum = lanes + (group * Lanes) + lane;
                V.Store(u0, sum);
                V.Store(u1, sum + V.Count);
                V.Store(w0, sum + (Row * Lanes));
                V.Store(w1, sum + (Row * Lanes) + V.Count);
                V.Store(s0, sum + (2 * Row * Lanes));
                V.Store(s1, sum + (2 * Row * Lanes) + V.Count);
                V.Store(t0, sum + (3 * Row * Lanes));
                V.Store(t1, sum + (3 * Row * Lanes) + V.Count);
            }
        }
    }

    // gx = r·(g − mean(g) − x̂·mean(g·x̂))
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Write<V>(int first, int groups, T* means)
        where V : struct, ILanes<V, T>
    {
        T* tail = stackalloc T[2 * Lanes];
        nint step = layout.Step;
        int runs = layout.Runs, rest = layout.Length % V.Count, whole = layout.Length - rest;
        for (int group = first; group < first + groups; group++)
        {
            V p = V.Broadcast(numbers.Rough[group]), q = V.Broadcast(numbers.Rest[group]), r = V.Broadcast(numbers.Scale[group]), zero = V.Create(0);
            V mean = V.Broadcast(means[group - first]), overlap = V.Broadcast(means[Row + group - first]), gain = V.Broadcast(numbers.Gain[group]);
            nint at = (nint)group * layout.Length;
            T* a = x + at, b = gy + at, to = gx + at;
            for (int run = 0; run < runs; run++, a += step, b += step, to += step)
            {
                for (nint j = 0; j < whole; j += V.Count)
                {
                    V g = (V.Load(b + j) * gain) + zero;
                    V.Store(r * (g - mean - ((V.Load(a + j) - p - q) * r * overlap)), to + j);
                }

                if (rest == 0)
                    continue;
                for (int j = 0; j < V.Count; j++)
                    (tail[j], tail[Lanes + j]) = j < rest ? (a[whole + j], b[whole + j]) : (T.Zero, T.Zero);
                V last = (V.Load(tail + Lanes) * gain) + zero;
                V.Store(r * (last - mean - ((V.Load(tail) - p - q) * r * overlap)), tail);
                for (int j = 0; j < rest; j++)
                    to[whole + j] = tail[j];
            }
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Both sums of each channel whose elements lie in runs: an item a channel.</summary>
internal readonly unsafe struct ChannelRunSums<TSum, T>(ChannelShape shape, T* x, T* y, T* p, T* first, T* second) : IVectorWork<T>
    where TSum : struct, IChannelSum
    where T : unmanaged, INumber<T>
{
    private const int Lanes = LaneTree.Lanes;

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

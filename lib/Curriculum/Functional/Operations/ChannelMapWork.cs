using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>z = f(x, y, p, q, s) with numbers of the channel: an item a run, or a row of channels that lie side by side.</summary>
internal readonly unsafe struct ChannelMapWork<TMap, T>(ChannelShape shape, T* x, T* y, T* p, T* q, T* s, T* z) : IVectorWork<T>
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

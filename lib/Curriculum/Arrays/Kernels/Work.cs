using System.Runtime.Intrinsics;

namespace Curriculum.Arrays.Kernels;

/// <summary>Splits work on many items over the threads.</summary>
internal static class Work
{
    /// <summary>Does items 0 … count − 1 in chunks of <paramref name="grain"/>, on one thread when there is one chunk only.</summary>
    /// <remarks>The boundaries depend on count and grain alone, never on the number of threads. Returns when all is done; the first exception of a chunk is thrown here.</remarks>
    public static void Split<TWork>(int count, int grain, in TWork work)
        where TWork : struct, IWork
    {
        if (count <= grain || Threads.Count == 1 || !WorkerPool.TryRun(new Job<TWork>(count, grain, work)))
            work.Run(0, count);
    }

    /// <summary>The same, in the widest vectors that the processor has.</summary>
    public static void Split<TWork, T>(int count, int grain, in TWork work)
        where TWork : struct, IVectorWork<T>
        where T : unmanaged
        => Split(count, grain, new InWidestVectors<TWork, T>(work));

    private readonly struct InWidestVectors<TWork, T>(TWork work) : IWork
        where TWork : struct, IVectorWork<T>
        where T : unmanaged
    {
        public void Run(int start, int end)
        {
            if (Vector512.IsHardwareAccelerated)
                work.Run<Lanes512<T>>(start, end);
            else if (Vector256.IsHardwareAccelerated)
                work.Run<Lanes256<T>>(start, end);
            else
                work.Run<Lanes128<T>>(start, end);
        }
    }

    private sealed class Job<TWork>(int count, int grain, TWork work) : Job((int)((count + (long)grain - 1) / grain))
        where TWork : struct, IWork
    {
        private readonly TWork _work = work;

        protected override void RunChunk(int chunk)
            => _work.Run(chunk * grain, (int)Math.Min(count, (chunk + 1L) * grain));
    }
}

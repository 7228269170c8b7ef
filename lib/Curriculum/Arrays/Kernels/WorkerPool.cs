namespace Curriculum.Arrays.Kernels;

/// <summary>Threads that help with jobs. Between jobs they spin for a moment, because the next job is usually near, then they sleep.</summary>
internal static class WorkerPool
{
    // About 20 µs: longer than the gap between two kernels of one training step, shorter than waking a sleeping thread costs.
    private const int SpinsBeforeSleep = 400;

    private static readonly SemaphoreSlim Sleepers = new(0);
    private static readonly Lock StartLock = new();
    private static int _started, _asleep, _busy;
    private static Job? _current;

    /// <summary>Whether a job is under way, so that a kernel inside it need not prepare for sharing.</summary>
    public static bool IsBusy => Volatile.Read(ref _busy) != 0;

    /// <summary>Runs a job on this thread and the workers. False, and nothing is done, when another job is under way: then there are no free hands.</summary>
    public static bool TryRun(Job job)
    {
        if (Interlocked.Exchange(ref _busy, 1) != 0)
            return false;
        try
        {
            Start(Threads.Count - 1);
            Interlocked.Exchange(ref _current, job);
            int asleep = Interlocked.Exchange(ref _asleep, 0);
            if (asleep > 0)
                Sleepers.Release(asleep);
            job.Help(0);
            var wait = default(SpinWait);
            while (!job.IsDone)
                wait.SpinOnce(sleep1Threshold: -1);
            Volatile.Write(ref _current, null);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }

        job.ThrowIfFailed();
        return true;
    }

    private static void Start(int workers)
    {
        if (Volatile.Read(ref _started) >= workers)
            return;
        lock (StartLock)
        {
            while (_started < workers)
            {
                int index = _started;
                new Thread(() => Serve(index)) { IsBackground = true, Name = $"Curriculum worker {index + 1}" }.Start();
                Volatile.Write(ref _started, index + 1);
            }
        }
    }

    private static void Serve(int index)
    {
        Job? last = null;
        int spins = 0;
        while (true)
        {
            var job = Volatile.Read(ref _current);
            if (job is not null && job != last)
            {
                (last, spins) = (job, 0);
                if (index < Threads.Count - 1)
                    job.Help(index + 1);
            }
            else if (++spins < SpinsBeforeSleep)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Sleep(last);
                (last, spins) = (null, 0);
            }
        }
    }

    private static void Sleep(Job? last)
    {
        Interlocked.Increment(ref _asleep);

        // A job that came between the last look and the count above has woken nobody for this thread, so look once more.
        var job = Volatile.Read(ref _current);
        if (job is null || job == last || !TryStayAwake())
            Sleepers.Wait();
    }

    /// <summary>Takes this thread off the count of sleepers, unless someone has already counted it off and signalled it.</summary>
    private static bool TryStayAwake()
    {
        int asleep = Volatile.Read(ref _asleep);
        while (asleep > 0)
        {
            int seen = Interlocked.CompareExchange(ref _asleep, asleep - 1, asleep);
            if (seen == asleep)
                return true;
            asleep = seen;
        }

        return false;
    }
}

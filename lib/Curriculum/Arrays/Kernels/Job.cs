using System.Runtime.ExceptionServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>One piece of parallel work: chunks that threads take by ticket, each from a share of its own first, then from the others'.</summary>
/// <remarks>
/// A share is a run of neighbouring chunks, the same one for the same thread in every job of a size: what a thread touches again from job to job is half as many pages on two threads, and its table of translated addresses holds them.
/// Each job counts its own tickets, so a thread that comes late finds none left; it can never take one of another job.
/// </remarks>
internal abstract class Job
{
    // Counters of two shares do not lie in one line of the cache.
    private const int Spacing = 32;

    private readonly int _chunks, _shares;
    private readonly int[] _nextTickets;
    private ExceptionDispatchInfo? _failure;
    private int _unfinished;

    protected Job(int chunks)
    {
        _chunks = _unfinished = chunks;
        _shares = Math.Min(chunks, Threads.Count);
        _nextTickets = new int[_shares * Spacing];
        for (int share = 0; share < _shares; share++)
            _nextTickets[share * Spacing] = FirstOf(share) - 1;
    }

    public bool IsDone => Volatile.Read(ref _unfinished) == 0;

    /// <summary>Takes chunks until none is left. After a failure the remaining ones are only counted off.</summary>
    /// <param name="member">Which of the threads this is: its share comes first.</param>
    public void Help(int member)
    {
        // Counted off at once: the counter lies beside what the other threads read.
        int done = 0;
        for (int turn = 0; turn < _shares; turn++)
            done += HelpWith((member + turn) % _shares);
        if (done > 0)
            Interlocked.Add(ref _unfinished, -done);
    }

    /// <summary>Throws what a chunk threw.</summary>
    public void ThrowIfFailed() => _failure?.Throw();

    protected abstract void RunChunk(int chunk);

    private int FirstOf(int share) => (int)((long)_chunks * share / _shares);

    // How many chunks it took.
    private int HelpWith(int share)
    {
        int done = 0;
        ref int ticket = ref _nextTickets[share * Spacing];
        int end = FirstOf(share + 1);
        for (int chunk = Interlocked.Increment(ref ticket); chunk < end; chunk = Interlocked.Increment(ref ticket))
        {
            try
            {
                if (_failure is null)
                    RunChunk(chunk);
            }
            catch (Exception e)
            {
                // Thrown again by ThrowIfFailed, on the thread that waits for the job.
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            }

            done++;
        }

        return done;
    }
}

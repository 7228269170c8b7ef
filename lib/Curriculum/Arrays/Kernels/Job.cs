using System.Runtime.ExceptionServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>One piece of parallel work: chunks that whoever is free takes by ticket.</summary>
/// <remarks>Each job counts its own tickets, so a thread that comes late finds none left; it can never take one of another job.</remarks>
internal abstract class Job(int chunks)
{
    private readonly int _chunks = chunks;
    private ExceptionDispatchInfo? _failure;
    private int _nextTicket = -1, _unfinished = chunks;

    public bool IsDone => Volatile.Read(ref _unfinished) == 0;

    /// <summary>Takes chunks until none is left. After a failure the remaining ones are only counted off.</summary>
    public void Help()
    {
        for (int chunk = Interlocked.Increment(ref _nextTicket); chunk < _chunks; chunk = Interlocked.Increment(ref _nextTicket))
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

            Interlocked.Decrement(ref _unfinished);
        }
    }

    /// <summary>Throws what a chunk threw.</summary>
    public void ThrowIfFailed() => _failure?.Throw();

    protected abstract void RunChunk(int chunk);
}

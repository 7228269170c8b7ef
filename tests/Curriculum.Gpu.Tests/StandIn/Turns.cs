namespace ILGPU.Runtime;

/// <summary>Lets the threads of a group run one after the other, each up to the next barrier.</summary>
/// <remarks>A barrier that a kernel lacks is seen every time: the first thread goes on before the others have written what it reads.</remarks>
internal sealed class Turns(int threads)
{
    private const int StackSize = 256 * 1024;

    private readonly AutoResetEvent[] _turns = [.. Enumerable.Range(0, threads).Select(i => new AutoResetEvent(i == 0))];
    private readonly List<Exception> _failures = [];
    private int _ended;

    /// <summary>Each thread's part in each group, one group after the other.</summary>
    public void Run(int groups, Action<int, int> part)
    {
        Thread[] all = [.. Enumerable.Range(0, threads).Select(thread => new Thread(() => Run(groups, part, thread), StackSize))];
        Array.ForEach(all, thread => thread.Start());
        Array.ForEach(all, thread => thread.Join());
        Array.ForEach(_turns, turn => turn.Dispose());
        if (_failures.Count > 0)
            throw new AggregateException(_failures);
    }

    /// <summary>The others' turns, until they are as far.</summary>
    public void Barrier(int thread)
    {
        _turns[(thread + 1) % threads].Set();
        _turns[thread].WaitOne();
    }

    private void Run(int groups, Action<int, int> part, int thread)
    {
        _turns[thread].WaitOne();
        for (int group = groups - 1; group >= 0; group--)
        {
            try
            {
                part(group, thread);
            }
            catch (Exception e)
            {
                _failures.Add(e);
            }

            // Who is done waits for nobody, but lets those go on who wait for each other.
            _ended++;
            while (_ended < threads * (groups - group))
                Barrier(thread);
        }

        _turns[(thread + 1) % threads].Set();
    }
}

namespace Curriculum.Engine.Execution;

/// <summary>The threads of one cell: the one that it starts on, and those on which it goes on after an await. An interruption reaches all of them.</summary>
/// <remarks>
/// As the cell's synchronization context it takes the cell's continuations off the thread pool, whose threads nothing can stop. A continuation never waits for
/// another: where no thread of the cell is free a new one runs it, so a cell that blocks on its own asynchronous method does not block for ever.
/// </remarks>
/// <param name="name">The name of the threads.</param>
/// <param name="scope">The cell that they belong to.</param>
internal sealed class CellThreads(string name, ExecutionScope scope) : SynchronizationContext
{
    // Recursion is a topic of lessons: cells get more stack than a pool thread has.
    private const int StackBytes = 16 << 20;

    // A monitor and not a lock, because idle threads wait on it.
    private readonly object _lock = new();
    private readonly Queue<Action> _work = new();
    private readonly HashSet<Thread> _threads = [];
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile State _state;
    private int _idle;

    private enum State
    {
        /// <summary>The cell runs.</summary>
        Running,

        /// <summary>The cell has ended; what it left behind goes on, on the thread pool like everything of nobody's.</summary>
        Ended,

        /// <summary>The cell was interrupted; what waits to go on never will.</summary>
        Stopping,
    }

    /// <summary>Ends when the cell was interrupted and none of its threads is left.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>Whether a thread had to be woken from a wait by the interruption: then what it waited for may still go on.</summary>
    public bool WokeAWait { get; private set; }

    /// <summary>Begins the cell; the task is the cell's.</summary>
    public Task<T> Start<T>(Func<Task<T>> cell)
    {
        var finished = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        // What flows with the caller, flows into the cell: who runs a lesson under an observation hears what its cells do.
        var caller = ExecutionContext.Capture();
        Run(() =>
        {
            if (caller is null)
                Begin(null);
            else
                ExecutionContext.Run(caller, Begin, null);
        });
        return finished.Task;

        void Begin(object? _)
        {
            scope.Enter();
            cell().ContinueWith(done => finished.TrySetFromTask(done), TaskScheduler.Default);
        }
    }

    /// <summary>The cell has ended, unless it was interrupted before.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (_state == State.Running)
                _state = State.Ended;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>From now on nothing of the cell goes on after an await.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _state = State.Stopping;
            _work.Clear();
            Monitor.PulseAll(_lock);
            if (_threads.Count == 0)
                _stopped.TrySetResult();
        }
    }

    /// <summary>Wakes the threads that wait for something.</summary>
    public void WakeBlocked()
    {
        lock (_lock)
        {
            foreach (var thread in _threads.Where(thread => (thread.ThreadState & ThreadState.WaitSleepJoin) != 0))
            {
                WokeAWait = true;
                thread.Interrupt();
            }
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!Run(() => d(state)))
            base.Post(d, state);
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs an action of the cell on a thread of the cell; false when the cell has ended and has no threads any more.</summary>
    private bool Run(Action action)
    {
        lock (_lock)
        {
            if (_state != State.Running)
                return _state == State.Stopping;
            _work.Enqueue(action);
            if (_work.Count <= _idle)
            {
                Monitor.Pulse(_lock);
                return true;
            }

            var thread = new Thread(Serve, StackBytes) { IsBackground = true, Name = name };
            _threads.Add(thread);
            thread.UnsafeStart();
            return true;
        }
    }

    private void Serve()
    {
        scope.Enter();
        SetSynchronizationContext(this);
        try
        {
            while (Next() is { } action)
                action();
        }
        catch (Exception e) when (_state == State.Stopping && e is CellInterruptedException or ThreadInterruptedException)
        {
            // That is how a thread of an interrupted cell ends.
        }
        finally
        {
            lock (_lock)
            {
                _threads.Remove(Thread.CurrentThread);
                if (_state == State.Stopping && _threads.Count == 0)
                    _stopped.TrySetResult();
            }
        }
    }

    private Action? Next()
    {
        lock (_lock)
        {
            while (true)
            {
                if (_work.TryDequeue(out var action))
                    return action;
                if (_state != State.Running)
                    return null;
                _idle++;
                try
                {
                    Monitor.Wait(_lock);
                }
                finally
                {
                    _idle--;
                }
            }
        }
    }
}

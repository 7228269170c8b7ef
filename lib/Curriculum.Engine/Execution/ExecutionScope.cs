using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Execution;

/// <summary>The running cell, as <c>display(…)</c> and the redirected console find it from wherever they are called.</summary>
internal sealed class ExecutionScope(Func<string> nextDisplayId, Action<OutputEvent> onOutput)
{
    private static readonly AsyncLocal<ExecutionScope?> Entered = new();
    private static ExecutionScope? _active;

    // Set while a listener handles an event: what it prints (a progress line) belongs on the terminal, not into the cell.
    [ThreadStatic]
    private static bool _listening;

    private readonly Lock _order = new();
    private volatile bool _abandoned;

    /// <summary>The cell that output of this thread belongs to; null when there is none.</summary>
    /// <remarks>
    /// A thread that an earlier cell started speaks into the cell that runs now, as in Jupyter;
    /// one that belongs to an interrupted cell is no longer heard.
    /// </remarks>
    public static ExecutionScope? Current => _listening || Entered.Value is { _abandoned: true } ? null : _active;

    /// <summary>Whether output of this thread comes from a cell that was given up, and is to be dropped.</summary>
    public static bool IsAbandoned => Entered.Value is { _abandoned: true };

    /// <summary>Makes this the running cell. Only one cell runs at a time in a process, because the console is one.</summary>
    public void Begin() => _active = this;

    /// <summary>Marks the calling thread, and all that it starts, as this cell's.</summary>
    public void Enter() => Entered.Value = this;

    /// <summary>The cell has ended.</summary>
    public void End() => Interlocked.CompareExchange(ref _active, null, this);

    /// <summary>The cell did not end when it was asked to: from now on it is ignored.</summary>
    public void Abandon() => _abandoned = true;

    /// <summary>Shows a value and returns the name of the display.</summary>
    public string Display(MimeBundle data)
    {
        var id = nextDisplayId();
        Emit(new DataDisplayed(id, data));
        return id;
    }

    /// <summary>Reports an event to the listener: one at a time, in order.</summary>
    /// <exception cref="CellInterruptedException">The cell that shows this is interrupted.</exception>
    public void Emit(OutputEvent happened)
    {
        // A loop of a library that shows how far it is can be interrupted too.
        if (Entered.Value == this)
            Interruption.Check();
        lock (_order)
        {
            var outer = _listening;
            _listening = true;
            try
            {
                if (!_abandoned)
                    onOutput(happened);
            }
            finally
            {
                _listening = outer;
            }
        }
    }
}

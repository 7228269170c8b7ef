using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Curriculum.Engine.Execution;

/// <summary>How an interruption reaches a loop: the code of cells asks here at every turn, and at every entry of a method. See <see cref="InterruptionPoints"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Interruption
{
    private static volatile bool _requested;

    /// <summary>Does nothing, unless an interruption was requested.</summary>
    /// <exception cref="CellInterruptedException">It was.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check()
    {
        if (_requested)
            throw new CellInterruptedException();
    }

    /// <summary>Does nothing, unless an interruption was requested or the stack is nearly used up. A stack that overflows would end the process, and with it all that a learner has computed.</summary>
    /// <exception cref="CellInterruptedException">An interruption was requested.</exception>
    /// <exception cref="InsufficientExecutionStackException">Calls are nested too deeply.</exception>
    public static void Enter()
    {
        Check();
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new InsufficientExecutionStackException("Recursion: the calls of this cell are nested too deeply, and the stack is used up. Does every method that calls itself come to a case in which it does not?");
    }

    /// <summary>From now on every loop of cells ends at its next turn, on whatever thread it runs and whatever exceptions it catches.</summary>
    internal static void Request() => _requested = true;

    /// <summary>The next cell begins.</summary>
    internal static void Withdraw() => _requested = false;
}

using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Curriculum.Engine.Execution;

/// <summary>How an interruption reaches a loop: the code of cells asks here at every turn. See <see cref="InterruptionPoints"/>.</summary>
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

    /// <summary>From now on every loop of cells ends at its next turn, on whatever thread it runs and whatever exceptions it catches.</summary>
    internal static void Request() => _requested = true;

    /// <summary>The next cell begins.</summary>
    internal static void Withdraw() => _requested = false;
}

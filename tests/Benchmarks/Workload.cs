using System.Diagnostics;

namespace Curriculum.Benchmarks;

/// <summary>Something to time, through the public API alone.</summary>
/// <param name="Name">Its name, here and in <c>peer.py</c>.</param>
/// <param name="Operations">Floating-point operations of one run; 0 where nobody counts them.</param>
/// <param name="Make">Makes the inputs and returns what is timed.</param>
internal sealed record Workload(string Name, double Operations, Func<Action> Make)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <summary>What is timed, after it has run for a second.</summary>
    /// <remarks>.NET compiles what runs often once more, about half a second after it began to; a program that trains runs for longer than that.</remarks>
    public Action Prepare()
    {
        var action = Make();
        long start = Stopwatch.GetTimestamp();
        do
            action();
        while (Stopwatch.GetElapsedTime(start) < WarmUp);
        return action;
    }
}

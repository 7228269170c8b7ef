using System.Diagnostics;

namespace Curriculum.Engine.Jupyter;

/// <summary>The client that started this kernel: when it is gone, nobody can talk to the kernel any more.</summary>
internal static class ParentProcess
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    /// <summary>Calls <paramref name="ended"/> when the process named by <c>JPY_PARENT_PID</c> has ended; never, when no process is named.</summary>
    public static void Watch(Action ended)
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), out int id))
            return;

        // A thread of its own: a cell may keep the whole thread pool busy, and would do so for ever.
        var watching = new Thread(() => Wait(id, ended)) { IsBackground = true, Name = "parent process" };
        watching.UnsafeStart();
    }

    private static void Wait(int id, Action ended)
    {
        try
        {
            using var parent = Process.GetProcessById(id);
            while (!parent.HasExited)
                Thread.Sleep(BetweenLooks);
        }
        catch (ArgumentException)
        {
            // It ended before it could be looked at.
        }

        ended();
    }
}

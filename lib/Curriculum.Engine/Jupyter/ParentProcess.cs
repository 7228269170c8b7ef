using System.Diagnostics;

namespace Curriculum.Engine.Jupyter;

/// <summary>The client that started this kernel: when it is gone, nobody can talk to the kernel any more.</summary>
internal static class ParentProcess
{
    /// <summary>Ends when the process named by <c>JPY_PARENT_PID</c> has ended; never, when no process is named.</summary>
    public static async Task EndedAsync()
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), out int id))
        {
            await Task.Delay(Timeout.Infinite).ConfigureAwait(false);
            return;
        }

        try
        {
            using var parent = Process.GetProcessById(id);
            await parent.WaitForExitAsync().ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            // It ended before it could be looked at.
        }
    }
}

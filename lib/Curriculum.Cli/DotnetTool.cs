using System.Diagnostics;

namespace Curriculum.Cli;

/// <summary>Runs <c>dotnet</c> and reads what it says.</summary>
internal static class DotnetTool
{
    /// <summary>Runs it to its end; a cancelled one is ended with all that it started.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The exit code, and both outputs.</returns>
    /// <exception cref="IOException">It cannot be started.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<(int ExitCode, string Text)> RunAsync(string folder, IEnumerable<string> arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        using var process = Process.Start(start) ?? throw new IOException("dotnet did not start.");
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            await process.WaitForExitAsync(cancel);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            // What it wrote last is written: who asked for the end may clear up now.
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }
}

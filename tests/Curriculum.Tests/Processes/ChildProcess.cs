using System.Diagnostics;
using System.Reflection;

namespace Curriculum.Tests.Processes;

/// <summary>Runs an <see cref="IChildProgram"/> of this assembly in a new process with its own environment variables.</summary>
public static class ChildProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>What the program returns under the given environment variables.</summary>
    public static string Output<TProgram>(params (string Name, string Value)[] environment)
        where TProgram : IChildProgram
    {
        using var process = Start<TProgram>(environment);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{typeof(TProgram).Name} ran longer than {Limit}.");
        }

        Assert.True(process.ExitCode == 0, $"{typeof(TProgram).Name} ended with exit code {process.ExitCode}: {error.Result}");
        return output.Result.Trim();
    }

    /// <summary>Starts the program, waits until something is the case, then so long again, and kills it, if it has not ended by itself.</summary>
    public static void Kill<TProgram>(Func<bool> when, TimeSpan after, params (string Name, string Value)[] environment)
        where TProgram : IChildProgram
    {
        using var process = Start<TProgram>(environment);
        var (error, output) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        var clock = Stopwatch.StartNew();
        while (!when() && !process.WaitForExit(TimeSpan.FromMilliseconds(5)))
            Assert.True(clock.Elapsed < Limit, $"{typeof(TProgram).Name}: what it should be killed at did not come within {Limit}.");
        if (!process.WaitForExit(after))
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        Assert.True(when(), $"{typeof(TProgram).Name} ended before its time: {error.Result} {output.Result}");
    }

    private static Process Start<TProgram>((string Name, string Value)[] environment)
        where TProgram : IChildProgram
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // No pipes for debuggers: one that is killed would leave them behind.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        start.ArgumentList.Add(typeof(TProgram).FullName!);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The child process did not start.");
    }

    /// <summary>The entry of the child process: runs the program that is named.</summary>
    internal static int Main(string[] args)
    {
        var program = Assembly.GetExecutingAssembly().GetType(args[0], throwOnError: true)!;
        Console.WriteLine(program.GetMethod(nameof(IChildProgram.Run), BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null));
        return 0;
    }
}

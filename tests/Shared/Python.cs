using System.Diagnostics;

namespace Curriculum.Tests.Shared;

/// <summary>The system's Python with real Jupyter clients; tests that need it are skipped with the reason where it is absent.</summary>
/// <remarks>With <c>CURRICULUM_REQUIRE_JUPYTER=1</c> (set in CI) an absent client is a failure, not a skip.</remarks>
internal static class Python
{
    private const string Executable = "/usr/bin/python3";

    public static void Require(string module)
    {
        bool found = Has(module);
        if (!found && Environment.GetEnvironmentVariable("CURRICULUM_REQUIRE_JUPYTER") == "1")
            Assert.Fail($"CURRICULUM_REQUIRE_JUPYTER=1, but {Executable} cannot import {module}.");
        Skip.IfNot(found, $"{Executable} cannot import {module} (on Debian: apt-get install python3-zmq python3-nbclient python3-nbconvert jupyter-notebook).");
    }

    /// <summary>Requires a program that a Python client starts.</summary>
    public static void RequireProgram(string name)
    {
        bool found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));
        if (!found && Environment.GetEnvironmentVariable("CURRICULUM_REQUIRE_JUPYTER") == "1")
            Assert.Fail($"CURRICULUM_REQUIRE_JUPYTER=1, but there is no program {name}.");
        Skip.IfNot(found, $"there is no program {name} (on Debian: apt-get install {name}).");
    }

    /// <summary>Whether there is a Python that can import a module.</summary>
    public static bool Has(string module) => File.Exists(Executable) && Run($"import {module}", []).ExitCode == 0;

    public static (int ExitCode, string Output, string Error) Run(string script, IReadOnlyList<string> arguments, int timeoutSeconds = 60, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(Executable) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-c", script, .. arguments])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(timeoutSeconds)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"python3 did not end within {timeoutSeconds} s.");
        }

        // A kernel that outlives its client holds the pipes open.
        Assert.True(Task.WaitAll([output, error], TimeSpan.FromSeconds(timeoutSeconds)), "python3 has ended, but something that it started has not.");
        return (process.ExitCode, output.Result, error.Result);
    }
}

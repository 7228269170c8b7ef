using System.Diagnostics;
using System.Globalization;

namespace Curriculum.Cli.Tests;

/// <summary>Ctrl-C, as a terminal sends it to the real process.</summary>
public class InterruptionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [SkippableTheory]
    [InlineData("update")]
    [InlineData("verify")]
    [InlineData("run")]
    public async Task Interrupting_a_cell_that_never_ends_leaves_the_file_as_it_was(string verb)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signal that one process can send to another alone");
        using var course = new TemporaryCourse();
        var started = course.Path("started");
        // A learner's own copy: before it stores anything in a published lesson, update runs the tests of the reference values.
        var lesson = course.Write("work/endless/lesson.ipynb", TemporaryCourse.Lesson(1, 1, "endless", "題名", [("first", $"System.IO.File.WriteAllText(@\"{started}\", \"\");\nwhile (true) {{ }}")]));
        var before = File.ReadAllText(lesson);
        using var process = Start(course.Root, verb, "work/endless/lesson.ipynb");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        try
        {
            await WaitFor(() => File.Exists(started), process);
            using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await process.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }

        Assert.Equal((1, "Cancelled. What was being worked on is as it was.\n"), (process.ExitCode, await error));
        Assert.Equal(before, File.ReadAllText(lesson));
        Assert.Equal([lesson], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(lesson)!));
        Assert.DoesNotContain("updated", await output);
    }

    private static Process Start(string folder, params string[] args)
    {
        var dotnet = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet";
        // Whoever runs the tests in the background has SIGINT ignored, a child inherits that, and .NET respects it. A terminal's child does not.
        string[] prefix = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", dotnet] : [dotnet];
        var start = new ProcessStartInfo(prefix[0])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var arg in (string[])[.. prefix[1..], typeof(CurriculumCommand).Assembly.Location, .. args]) start.ArgumentList.Add(arg);
        return Process.Start(start)!;
    }

    private static async Task WaitFor(Func<bool> condition, Process process)
    {
        for (var clock = Stopwatch.StartNew(); !condition();)
        {
            Assert.False(process.HasExited, "the command ended before its cell ran");
            Assert.True(clock.Elapsed < Patience, "the cell did not start");
            await Task.Delay(20);
        }
    }
}

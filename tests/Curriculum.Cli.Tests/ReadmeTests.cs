using System.Diagnostics;
using System.Text.RegularExpressions;
using Curriculum.Cli.Course;
using Curriculum.Tests.Shared;

namespace Curriculum.Cli.Tests;

/// <summary>What the README tells a learner to type, where it can be tried.</summary>
public partial class ReadmeTests
{
    private static readonly Repository Checkout = Repository.Find(AppContext.BaseDirectory);

    [SkippableFact]
    public void The_short_name_works_from_a_folder_whose_name_has_spaces()
    {
        Skip.If(OperatingSystem.IsWindows(), "the line is for bash");
        Skip.IfNot(File.Exists(Path.Combine(Checkout.Root, "lib/Curriculum.Cli/bin/Release/net10.0/Curriculum.Cli.dll")), "the checkout is not built in Release");
        using var around = new TemporaryFolder();
        Directory.CreateSymbolicLink(Path.Combine(around.Create("私の 講座"), "lib"), Path.Combine(Checkout.Root, "lib"));

        // An alias holds from the line after it.
        var start = new ProcessStartInfo("bash", ["-ec", $"shopt -s expand_aliases\n{Alias().Match(File.ReadAllText(Path.Combine(Checkout.Root, "README.md"))).Value}\ncd ..\ncurriculum --version"])
        {
            WorkingDirectory = around["私の 講座"],
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)), "the command did not end");
        Assert.True(process.ExitCode == 0, error.Result);
        Assert.Matches("^[0-9]+[.][0-9]+", output.Result);
    }

    [GeneratedRegex("(?m)^alias curriculum=.*$")]
    private static partial Regex Alias();
}

using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Curriculum.Cli.Course;

namespace Curriculum.Cli.Tests;

/// <summary>What a dev container does after its creation, as far as it runs without a container engine.</summary>
public partial class DevContainerTests
{
    private static readonly Repository Checkout = Repository.Find(AppContext.BaseDirectory);

    private static readonly JsonNode File = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(Checkout.Root, ".devcontainer", "devcontainer.json")))!;

    private static string[] Commands => ((string)File["postCreateCommand"]!).Split(" && ");

    [Fact]
    public void The_image_has_the_framework_that_the_projects_are_built_for()
    {
        var framework = TargetFramework().Match(System.IO.File.ReadAllText(Path.Combine(Checkout.Root, "Directory.Build.props"))).Groups[1].Value;

        Assert.Equal($"mcr.microsoft.com/devcontainers/dotnet:{framework}", (string?)File["image"]);
    }

    [Fact]
    public void The_editor_gets_what_a_lesson_needs() =>
        Assert.Superset(
            new HashSet<string?> { "ms-dotnettools.csharp", "ms-toolsai.jupyter" },
            File["customizations"]!["vscode"]!["extensions"]!.AsArray().Select(name => (string?)name).ToHashSet());

    [Fact]
    public void First_it_builds_the_checkout()
    {
        Assert.Equal("dotnet build -c Release", Commands[0]);
        Assert.Equal("Curriculum.sln", Path.GetFileName(Assert.Single(Directory.GetFiles(Checkout.Root, "*.sln"))));
    }

    [SkippableFact]
    public void Then_the_parts_are_added_that_can_be_had_and_one_that_cannot_stops_nothing()
    {
        SkipWhereItCannotRun();
        using var course = PartsCourse.Create();
        Directory.CreateSymbolicLink(course.Path("lib/Curriculum.Cli"), Path.Combine(Checkout.Root, "lib", "Curriculum.Cli"));
        var (exit, output, error) = Bash(course.Root, course, Commands[1]);

        Assert.True(exit == 0, error);
        Assert.Equal("added  there: for Course.There\n", output);
        Assert.StartsWith("absent was not added", error);
    }

    [SkippableFact]
    public void Then_the_kernel_is_installed_and_the_command_has_its_short_name()
    {
        SkipWhereItCannotRun();
        using var home = new TemporaryCourse();
        // The build itself is what brought this test here.
        var (exit, output, error) = Bash(Checkout.Root, home, string.Join(" && ", Commands[2..]));

        Assert.True(exit == 0, error);
        Assert.Contains("installed  .net-csharp", output);
        var spec = JsonNode.Parse(System.IO.File.ReadAllText(home.Path(".local/share/jupyter/kernels/.net-csharp/kernel.json")))!;
        Assert.True(System.IO.File.Exists((string?)spec["argv"]![1]), $"{spec["argv"]![1]} is not there");
        var alias = Assert.Single(System.IO.File.ReadAllLines(home.Path(".bashrc")));
        Assert.Equal($"alias curriculum=\"dotnet '{spec["argv"]![1]}'\"", alias);
    }

    private static void SkipWhereItCannotRun()
    {
        Skip.If(OperatingSystem.IsWindows(), "the container's shell is bash");
        Skip.IfNot(System.IO.File.Exists(Path.Combine(Checkout.Root, "lib/Curriculum.Cli/bin/Release/net10.0/Curriculum.Cli.dll")), "the checkout is not built in Release");
    }

    private static (int ExitCode, string Output, string Error) Bash(string folder, TemporaryCourse home, string commands)
    {
        var start = new ProcessStartInfo("bash", ["-ec", commands]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["HOME"], start.Environment["XDG_DATA_HOME"], start.Environment["JUPYTER_DATA_DIR"]) = (home.Root, null, null);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(120)), "the commands did not end");
        return (process.ExitCode, output.Result, error.Result);
    }

    [GeneratedRegex("<TargetFramework>net(.+)</TargetFramework>")]
    private static partial Regex TargetFramework();
}

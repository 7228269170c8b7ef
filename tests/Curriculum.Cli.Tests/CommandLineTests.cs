using Curriculum.Tests.Shared;

namespace Curriculum.Cli.Tests;

public class CommandLineTests
{
    [Fact]
    public async Task No_command_is_wrong_usage_and_names_the_commands()
    {
        using var course = new TemporaryCourse();
        var run = await CommandRun.Of(course);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("Usage: curriculum <list|", run.Error);
        Assert.Equal("", run.Out);
    }

    [Fact]
    public async Task A_misspelt_command_is_answered_with_the_nearest()
    {
        using var course = new TemporaryCourse();
        var run = await CommandRun.Of(course, "lsit");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("There is no command 'curriculum lsit'. Did you mean list?\n", run.Error);
    }

    [Fact]
    public async Task A_missing_argument_is_wrong_usage_and_points_to_the_help()
    {
        using var course = new TemporaryCourse();
        var run = await CommandRun.Of(course, "data", "path");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'name' missing", run.Error);
        Assert.Contains("`curriculum data path --help` explains this command.", run.Error);
    }

    [Fact]
    public async Task Help_is_fine_and_calls_the_command_by_its_name()
    {
        using var course = new TemporaryCourse();
        var run = await CommandRun.Of(course, "data", "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("curriculum data [command]", run.Out);
    }

    [Fact]
    public async Task The_root_is_found_from_any_folder_inside()
    {
        using var course = new TemporaryCourse();
        var lesson = course.AddLesson(2, 1, "vanishing-gradient");
        var run = await CommandRun.In(Path.GetDirectoryName(lesson)!, "list");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("day2/section1", run.Out);
    }

    [Fact]
    public async Task Commands_that_are_offered_can_be_typed_where_the_learner_stands()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient");
        var run = await CommandRun.In(course.Path("notebooks"), "start");
        Assert.EndsWith("  dotnet run -c Release --project ../lib/Curriculum.Cli -- run ../work/day2/section1-vanishing-gradient/lesson.ipynb\n", run.Out);
    }

    [Fact]
    public void A_path_that_a_shell_would_take_apart_is_offered_in_quotes()
    {
        using var around = new TemporaryFolder();
        around.Write("私の 講座/Curriculum.sln", "");
        var host = new CliHost(new Output.Terminal(TextWriter.Null, TextWriter.Null, interactive: false), around.Path, around["私の 講座"]);
        Assert.Equal("dotnet run -c Release --project \"私の 講座/lib/Curriculum.Cli\" -- list", host.Command("list"));
        Assert.Equal("\"私の 講座/work/lesson.ipynb\"", host.Typed(around["私の 講座/work/lesson.ipynb"]));
    }

    [Theory]
    [InlineData("Usage: curriculum kernel <install|uninstall|list> …    `curriculum kernel --help` explains them.\n", "kernel")]
    [InlineData("Usage: curriculum data <list|get|path> …    `curriculum data --help` explains them.\n", "data")]
    public async Task A_command_without_its_verb_names_those_for_people_and_the_help_that_explains_them(string expected, string command)
    {
        using var course = new TemporaryCourse();
        var run = await CommandRun.Of(course, command);
        Assert.Equal((2, expected), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task What_may_not_be_written_is_told_with_what_to_do()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient");
        // Opening a folder as a file is denied to everybody.
        course.Create("work/progress.json.lock");
        var run = await CommandRun.Of(course, "hint", "D2S1-2");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal($"Access to the path '{course.Path("work/progress.json.lock")}' is denied. Allow this user to write there, or work in a checkout of your own.\n", run.Error);
    }

    [Fact]
    public async Task Outside_of_a_checkout_the_command_says_where_to_go()
    {
        using var outside = new TemporaryFolder();
        var run = await CommandRun.In(outside.Path, "list");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"{outside.Path} is not inside a checkout of the course (no folder above it holds Curriculum.sln). Go to the folder that you cloned, and run the command there.\n", run.Error);
    }

    [Fact]
    public async Task Redirected_output_has_no_escape_sequences()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient");
        foreach (var args in new string[][] { ["list"], ["data", "list"], ["doctor"] })
        {
            var run = await CommandRun.Of(course, args);
            Assert.NotEqual("", run.Out);
            Assert.DoesNotContain('\x1b', run.Out);
        }
    }
}

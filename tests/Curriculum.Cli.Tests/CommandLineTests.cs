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

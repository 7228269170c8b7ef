using Curriculum.Data;

namespace Curriculum.Cli.Tests;

public class DatasetTests
{
    private const string ShowsItsDataSet = $"Environment.GetEnvironmentVariable(\"{ImageData.Variable}\") ?? \"none named\"";

    [Fact]
    public async Task The_switch_tells_the_cells_which_data_set_to_use()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient", code: ShowsItsDataSet);
        Assert.Contains("    digits\n", (await CommandRun.Of(course, "run", "day2", "--dataset", "digits")).Out);
        Assert.Contains("    none named\n", (await CommandRun.Of(course, "run", "day2")).Out);
    }

    [Fact]
    public async Task Stored_outputs_belong_to_the_embedded_data_whatever_the_environment_says()
    {
        using var course = new TemporaryCourse();
        var lesson = course.AddLesson(2, 1, "vanishing-gradient", code: ShowsItsDataSet);
        var before = Environment.GetEnvironmentVariable(ImageData.Variable);
        Environment.SetEnvironmentVariable(ImageData.Variable, "mnist");
        try
        {
            await CommandRun.Of(course, "update", "day2");
        }
        finally
        {
            Environment.SetEnvironmentVariable(ImageData.Variable, before);
        }
        Assert.Contains("none named\"", File.ReadAllText(lesson).Split("\"source\"")[0]);
    }

    [Fact]
    public async Task An_unknown_data_set_is_wrong_usage_before_anything_runs()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient");
        var run = await CommandRun.Of(course, "run", "day2", "--dataset", "minst");
        Assert.Equal((2, "--dataset must be one of digits, mnist, mnist10k, got 'minst'.\n", ""), (run.ExitCode, run.Error, run.Out));
    }

    [Fact]
    public async Task A_truncated_data_file_is_told_before_anything_runs()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient");
        var truncated = course.Write("data/mnist/t10k-images-idx3-ubyte.gz", "cut off");
        var before = Environment.GetEnvironmentVariable(DataFolder.Variable);
        Environment.SetEnvironmentVariable(DataFolder.Variable, course.Path("data"));
        try
        {
            var run = await CommandRun.Of(course, "run", "day2", "--dataset", "mnist10k");
            Assert.Equal((1, ""), (run.ExitCode, run.Out));
            Assert.StartsWith($"Data set 'mnist10k': {truncated} is not the file it should be.", run.Error);
            Assert.Contains("SHA-256", run.Error);
        }
        finally
        {
            Environment.SetEnvironmentVariable(DataFolder.Variable, before);
        }
    }
}

using Curriculum.Cli.Output;
using Curriculum.Lessons.Experiments;

namespace Curriculum.Cli.Tests;

public class ReproduceTests
{
    private static readonly Experiment Tiny = new("tiny-question", "Does the seed matter?",
    [
        new Variant("seed-shown", new Dictionary<string, string> { ["rate"] = "0.1" }, [1], (data, seed) => new VariantRun(seed / 10.0, data.Train.Count / 1e5, [seed / 10.0])),
    ], (_, seed) => new Dictionary<string, double> { ["seed"] = seed });

    [Fact]
    public async Task Results_are_written_under_the_name_of_experiment_and_data_set_and_shown()
    {
        using var course = new TemporaryCourse();
        var run = await Run(course, Tiny, ["reproduce", "tiny-question", "--seeds", "3"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var results = ExperimentResults.Read(course.Path("data/results/tiny-question.digits.json"));
        Assert.Equal((3, "digits", 10_000), (results.Seeds, results.DataSet, results.TrainImages));
        Assert.Equal([0, 0.1, 0.2], results["seed-shown"].Test);
        Assert.Contains("[3/6] seed-shown, seed 2\n", run.Out);
        Assert.Matches(@"seed-shown +10\.0 % +0\.0 % … 20\.0 % +10\.0 %", run.Out);
        Assert.Contains("written: data/results/tiny-question.digits.json", run.Out);
    }

    [Theory]
    [InlineData("There is no experiment 'tiny-quetsion'. Did you mean tiny-question? There are: tiny-question, translation.", "tiny-quetsion")]
    [InlineData("--seeds must be a whole number, at least 1, got '0'.", "tiny-question", "--seeds", "0")]
    [InlineData("--seeds must be a whole number, at least 1, got 'five'.", "tiny-question", "--seeds", "five")]
    [InlineData("--out must name a file; ", "tiny-question", "--out", "lib")]
    [InlineData("--out: no file can be written in ", "tiny-question", "--out", "Curriculum.sln/mine.json")]
    [InlineData("--dataset must be one of digits, mnist, mnist10k, got 'minst'.", "tiny-question", "--dataset", "minst")]
    public async Task Wrong_usage_is_told_and_nothing_is_written(string expected, params string[] args)
    {
        using var course = new TemporaryCourse();
        var run = await Run(course, Tiny, ["reproduce", .. args]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(expected, run.Error);
        Assert.False(Directory.Exists(course.Path("data")));
    }

    [Fact]
    public async Task Another_file_can_be_named()
    {
        using var course = new TemporaryCourse();
        var run = await Run(course, Tiny, ["reproduce", "tiny-question", "--seeds", "1", "--out", "mine.json"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(1, ExperimentResults.Read(course.Path("mine.json")).Seeds);
        Assert.False(Directory.Exists(course.Path("data")));
    }

    [Fact]
    public async Task Cancelling_between_two_seeds_writes_nothing()
    {
        using var course = new TemporaryCourse();
        using var cancel = new CancellationTokenSource();
        var stopped = Tiny with
        {
            Variants = [Tiny.Variants[0] with { Run = (data, seed) => { cancel.Cancel(); return Tiny.Variants[0].Run(data, seed); } }],
        };
        var run = await Run(course, stopped, ["reproduce", "tiny-question"], cancel.Token);
        Assert.Equal((1, "Cancelled. What was being worked on is as it was.\n"), (run.ExitCode, run.Error));
        Assert.False(Directory.Exists(course.Path("data")));
    }

    private static async Task<CommandRun> Run(TemporaryCourse course, Experiment experiment, string[] args, CancellationToken cancel = default)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        var host = new CliHost(new Terminal(output, error, interactive: false), course.Root, course.Root) { Experiments = () => [experiment] };
        return new CommandRun(await CurriculumCommand.InvokeAsync(args, host, cancel), output.ToString(), error.ToString());
    }
}

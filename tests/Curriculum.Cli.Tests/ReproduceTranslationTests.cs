using Curriculum.Cli.Output;
using Curriculum.Lessons.Experiments;
using Curriculum.Text;

namespace Curriculum.Cli.Tests;

public class ReproduceTranslationTests
{
    [Fact]
    public async Task What_was_measured_is_written_and_shown_and_the_same_command_goes_on()
    {
        using var course = new TemporaryCourse();
        var run = await Run(course, "--model", "rnn", "--seed", "3", "--epochs", "1");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var results = TranslationResults.Read(course.Path("data/results/translation.rnn.epochs1.seed3.json"));
        Assert.Equal(("rnn", 3u, "curriculum reproduce translation --model rnn --seed 3 --epochs 1"), (results.Model, results.Seed, results.Command));
        Assert.StartsWith("kept in work/reproduce/translation.rnn.seed3.npz: ", run.Out.Split('\n')[1]);
        Assert.Contains("epoch 1/1, batch 2/2, loss ", run.Out);
        Assert.Matches(@"valid BLEU, its own words read \(free-running\) +0\.00 +15\.60 … 19\.00 +below the band", run.Out);
        Assert.Contains("written: data/results/translation.rnn.epochs1.seed3.json", run.Out);

        run = await Run(course, "--model", "rnn", "--seed", "3", "--epochs", "2");
        Assert.Contains("goes on from work/reproduce/translation.rnn.seed3.npz", run.Out);
        var longer = TranslationResults.Read(course.Path("data/results/translation.rnn.epochs2.seed3.json"));
        Assert.Equal(results.Last, longer.Epochs[0]);
        Assert.Equal(2, longer.Epochs.Count);
        Assert.NotEqual(results.Weights, longer.Weights);
    }

    [Fact]
    public async Task The_Transformer_is_also_measured_without_the_vector_that_was_never_trained_and_with_others_in_its_place()
    {
        using var course = new TemporaryCourse();
        var run = await Run(course, "--model", "transformer", "--epochs", "1");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var results = TranslationResults.Read(course.Path("data/results/translation.transformer.epochs1.seed1.json"));
        Assert.NotNull(results.Last.DevBleuWithoutBegin);
        Assert.Equal(10, results.DevBleuBeginRedrawn.Length);
        Assert.Contains("dev BLEU, source fed without BEGIN, as in training", run.Out);
        Assert.Equal("√d_model", results.Settings["scores divided by"]);
    }

    [Fact]
    public async Task Settings_that_are_not_the_courses_are_kept_apart_and_named()
    {
        using var course = new TemporaryCourse();
        var run = await Run(course, "--model", "rnn", "--epochs", "1", "--warm-up", "20", "--label-smoothing", "0.1");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("kept in work/reproduce/translation.rnn.warm-up20.smoothing0.1.seed1.npz: ", run.Out.Split('\n')[1]);
        var results = TranslationResults.Read(course.Path("data/results/translation.rnn.warm-up20.smoothing0.1.epochs1.seed1.json"));
        Assert.Equal("curriculum reproduce translation --model rnn --seed 1 --epochs 1 --warm-up 20 --label-smoothing 0.1", results.Command);
        run = await Run(course, "--model", "rnn", "--epochs", "1");
        Assert.Equal(0, run.ExitCode);
        Assert.NotEqual(results.Weights, TranslationResults.Read(course.Path("data/results/translation.rnn.epochs1.seed1.json")).Weights);
    }

    [Theory]
    [InlineData("--epochs must be a whole number, at least 1, got '0'.", "--epochs", "0")]
    [InlineData("--epochs must be a whole number, at least 1, got 'ten'.", "--epochs", "ten")]
    [InlineData("--seed must be a whole number from 0 to 4294967295, got '-1'.", "--seed", "-1")]
    [InlineData("--warm-up must be a whole number, 0 or more, got '-1'.", "--warm-up", "-1")]
    [InlineData("--label-smoothing must be a number from 0 to 1, got '1.5'.", "--label-smoothing", "1.5")]
    [InlineData("--label-smoothing must be a number from 0 to 1, got 'NaN'.", "--label-smoothing", "NaN")]
    [InlineData("Argument 'lstm' not recognized. Must be one of:\n\t'transformer'\n\t'rnn'", "--model", "lstm")]
    public async Task Wrong_usage_is_told_and_nothing_is_written(string expected, params string[] args)
    {
        using var course = new TemporaryCourse();
        var run = await Run(course, args);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(expected, run.Error);
        Assert.False(Directory.Exists(course.Path("data")));
    }

    private static async Task<CommandRun> Run(TemporaryCourse course, params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        var host = new CliHost(new Terminal(output, error, interactive: false), course.Root, course.Root) { TranslationCorpus = Corpus };
        return new CommandRun(await CurriculumCommand.InvokeAsync(["reproduce", "translation", .. args], host, CancellationToken.None), output.ToString(), error.ToString());
    }

    private static ParallelCorpus Corpus()
    {
        SentencePair[] pairs = [.. Enumerable.Range(0, 100).Select(i => new SentencePair([$"w{i % 7}", $"w{i % 5}"], [$"v{i % 5}", $"v{i % 7}", "."]))];
        return new(pairs, pairs[..20], pairs[..10], pairs[..10]);
    }
}

using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Lessons.Experiments;
using Curriculum.Tests.Shared;

namespace Curriculum.Tests.Lessons.Experiments;

public class ExperimentTests
{
    private static readonly DataSplit Data = new("toy", Images(5), Images(2));

    // Two variants whose figures can be worked out in the head: seed s gives (0.1, 0.2, 0.3)[s] + the variant's number.
    private static readonly Experiment Toy = new(
        "toy", "Which is larger?", [Variant("small", 0), Variant("large", 0.5)], (_, seed) => new Dictionary<string, double> { ["seconds"] = 1.23456 + seed });

    [Fact]
    public void Every_variant_runs_from_every_seed_and_becomes_bands_and_curves()
    {
        var results = Toy.Reproduce(Data, 3);
        Assert.Equal(("toy", "toy", 5, 2, 3), (results.Experiment, results.DataSet, results.TrainImages, results.TestImages, results.Seeds));
        Assert.Equal(["small", "large"], results.Rows.Select(r => r.Id));
        var large = results["large"];
        Assert.Equal([0.6, 0.7, 0.8], large.Test);
        Assert.Equal([0.65, 0.75, 0.85], large.Train);
        Assert.Equal(new SeedBand(0.6, 0.62, 0.7, 0.78, 0.8), large.TestBand);
        Assert.Equal([10, 20], large.Steps);
        Assert.Equal([0.3, 0.6], large.CurveMin);
        Assert.Equal([0.4, 0.8], large.CurveMax);
        Assert.Equal([1.235, 2.235, 3.235], results.Measures["seconds"]);
    }

    [Fact]
    public void Figures_that_a_run_tells_join_the_measures()
    {
        var told = Toy with { Variants = [Toy.Variants[0] with { Run = (_, seed) => new VariantRun(0, 0, [0, 0]) { Measures = new Dictionary<string, double> { ["kept"] = 0.123456 + seed } } }] };
        var measures = told.Reproduce(Data, 2).Measures;
        Assert.Equal([0.1235, 1.123], measures["kept"]);
        Assert.Equal([1.235, 2.235], measures["seconds"]);
    }

    [Fact]
    public void Every_finished_run_is_reported()
    {
        var told = new Recorder();
        Toy.Reproduce(Data, 2, told);
        Assert.Equal(["small 0 1/6", "small 1 2/6", "large 0 3/6", "large 1 4/6", "measures 0 5/6", "measures 1 6/6"], told.Lines);
    }

    [Fact]
    public void It_stops_between_two_runs()
    {
        using var cancel = new CancellationTokenSource();
        var told = new Recorder(cancel);
        Assert.Throws<OperationCanceledException>(() => Toy.Reproduce(Data, 2, told, cancel.Token));
        Assert.Equal(["small 0 1/6"], told.Lines);
    }

    [Fact]
    public void No_seed_is_an_error() => Assert.Throws<ArgumentOutOfRangeException>(() => Toy.Reproduce(Data, 0));

    [Fact]
    public void A_results_file_is_read_back_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        var results = Toy.Reproduce(Data, 3);
        string file = folder["data/results/toy.toy.json"];
        results.Write(file);
        Assert.Equal(results.ToJson(), File.ReadAllText(file));
        Assert.Equal(results.ToJson(), ExperimentResults.Read(file).ToJson());
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
        Assert.Contains("\"command\": \"curriculum reproduce toy --dataset toy --seeds 3\"", results.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"rows\": [")]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_damaged_file_is_named_with_what_is_wrong(string text)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("broken.json", text);
        Assert.StartsWith($"Results: {file} must be what `curriculum reproduce` writes, and is not:", Assert.Throws<ResultsException>(() => ExperimentResults.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named_with_the_command_that_makes_it()
    {
        string message = Assert.Throws<ResultsException>(() => ExperimentResults.Load("no-such", "mnist", "digits")).Message;
        Assert.StartsWith("Results: data/results/no-such.mnist.json or no-such.digits.json must be in or above ", message, StringComparison.Ordinal);
        Assert.EndsWith("Make it with: curriculum reproduce no-such --dataset mnist", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_row_is_answered_with_those_that_there_are()
        => Assert.Equal("Results of toy: id must be one of small, large, got \"middle\".", Assert.Throws<ResultsException>(() => Toy.Reproduce(Data, 1)["middle"]).Message);

    private static Variant Variant(string id, double number) => new(
        id, new Dictionary<string, string> { ["number"] = $"{number}" }, [10, 20],
        (_, seed) => new VariantRun(number + ((seed + 1) / 10.0), number + ((seed + 1) / 10.0) + 0.05, [(number + ((seed + 1) / 10.0)) / 2, number + ((seed + 1) / 10.0)]));

    private static Dataset Images(int n) => new(NdArray.Zeros(n, 4), NdArray.Arange(n));

    private sealed class Recorder(CancellationTokenSource? cancel = null) : IProgress<ExperimentProgress>
    {
        public List<string> Lines { get; } = [];

        public void Report(ExperimentProgress value)
        {
            Lines.Add($"{value.Variant} {value.Seed} {value.Done}/{value.Total}");
            cancel?.Cancel();
        }
    }
}

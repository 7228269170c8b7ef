using Curriculum.Data;
using Curriculum.Lessons.Experiments;

namespace Curriculum.Tests.Lessons.Experiments;

/// <summary>The results files that lessons show, each held against its experiment.</summary>
public class CommittedResultsTests
{
    private const string Results = "data/results";

    public static TheoryData<string, string> Files
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!Directory.Exists(Path.Combine(folder.FullName, Results)))
                folder = folder.Parent!;
            var files = new TheoryData<string, string>();
            foreach (string[] name in Directory.EnumerateFiles(Path.Combine(folder.FullName, Results), "*.json").Select(file => Path.GetFileName(file).Split('.')).Where(name => name[0] != "translation"))
                files.Add(name[0], name[1]);
            return files;
        }
    }

    [Fact]
    public void Every_experiment_has_a_file_of_real_digits()
        => Assert.Superset(Experiment.All.Select(experiment => experiment.Name).ToHashSet(), Files.Where(file => file[1] is "mnist10k").Select(file => (string)file[0]).ToHashSet());

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_has_every_variant_with_its_settings_every_seed_and_no_trace_of_a_machine(string name, string dataSet)
    {
        var experiment = Find(name);
        var results = ExperimentResults.Load(name, dataSet);
        Assert.Equal(dataSet, results.DataSet);
        Assert.True(results.Seeds >= 5, $"{results.Seeds} seeds");
        Assert.Equal(experiment.Variants.Select(variant => variant.Id), results.Rows.Select(row => row.Id));
        foreach (var (row, variant) in results.Rows.Zip(experiment.Variants))
        {
            Assert.Equal(variant.Settings, row.Settings);
            Assert.Equal((results.Seeds, results.Seeds), (row.Test.Length, row.Train.Length));
            Assert.Equal(SeedBand.Of(row.Test).Median, row.TestBand.Median, 4);
            Assert.Equal(SeedBand.Of(row.Train).P90, row.TrainBand.P90, 4);
            Assert.Equal(row.TestBand.Max, row.CurveMax[^1]);
        }

        Assert.All(results.Measures.Values, values => Assert.Equal(results.Seeds, values.Length));
        Assert.DoesNotMatch("[\\\\/](home|tmp|work|Users)[\\\\/]", results.ToJson());
    }

    // Bit for bit: were it otherwise, the band behind a lesson's live curve would belong to another program.
    [Theory]
    [InlineData("gradient-descent", "batch-1", 0)]
    [InlineData("gradient-descent", "softmax-regression", 1)]
    [InlineData("vanishing-gradient", "few-images", 0)]
    [InlineData("vanishing-gradient", "batchnorm-noise", 1)]
    [InlineData("vanishing-gradient", "sigmoid-xavier-slip", 0)]
    [InlineData("optimizers", "adam-0.01", 0)]
    [InlineData("optimizers", "he-momentum-0.1-decay", 1)]
    [InlineData("overfitting", "crop", 0)]
    [InlineData("overfitting", "l1-soft", 1)]
    [InlineData("overfitting", "random-labels", 2)]
    public void A_run_gives_what_the_file_says(string name, string variant, int seed)
    {
        var row = ExperimentResults.Load(name, "digits")[variant];
        var run = Find(name).Variants.Single(v => v.Id == variant).Run(ImageData.Load("digits"), (uint)seed);
        Assert.Equal((row.Test[seed], row.Train[seed]), (Math.Round(run.Test, 4), Math.Round(run.Train, 4)));
        Assert.Equal(run.Test, run.Curve[^1]);
    }

    private static Experiment Find(string name) => Experiment.All.Single(experiment => experiment.Name == name);
}

using Curriculum.Data;
using Curriculum.Lessons;
using Curriculum.Lessons.Experiments;

namespace Curriculum.Tests.Lessons.Experiments;

public class OptimizerComparisonTests
{
    // Rows of the committed file whose setting has an independent band (NumPy, float64, 30 seeds) on the same images.
    [Theory]
    [InlineData("sgd-0.01", "2_4-sgd")]
    [InlineData("momentum-0.01", "2_4-momentum")]
    [InlineData("adagrad-0.01", "2_4-adagrad")]
    [InlineData("rmsprop-0.01", "2_4-rmsprop")]
    [InlineData("adam-0.01", "2_4-adam")]
    [InlineData("momentum-0.3", "2_4-momentum-rate-0.3")]
    [InlineData("adagrad-0.1", "2_4-adagrad-rate-0.1")]
    [InlineData("batchnorm-sgd-0.01", "2_3-batchnorm")]
    public void The_committed_results_agree_with_an_independent_program(string row, string bandId)
    {
        var ours = ExperimentResults.Load("optimizers", "mnist10k")[row].TestBand;
        var band = Band.Find(bandId, "mnist10k");
        // The same seeds, fewer of them; what is left is rounding (float64 there, float32 here), which moves a net by an image or two.
        Assert.InRange(ours.Min, band.Low - 0.001, band.High);
        Assert.InRange(ours.Max, band.Low, band.High + 0.001);
        Assert.InRange(ours.Median, band.Median - 0.05, band.Median + 0.05);
    }

    [Theory]
    [InlineData("digits")]
    [InlineData("mnist10k")]
    public void A_committed_file_is_whole(string dataSet)
    {
        var results = ExperimentResults.Load("optimizers", dataSet);
        Assert.Equal(dataSet, results.DataSet);
        Assert.True(results.Seeds >= 5);
        Assert.Equal(OptimizerComparison.Experiment.Variants.Select(v => v.Id), results.Rows.Select(r => r.Id));
        Assert.All(results.Rows, row => Assert.Equal(OptimizerComparison.Experiment.Variants.Single(v => v.Id == row.Id).Settings, row.Settings));
        Assert.All(results.Measures.Values, values => Assert.Equal(results.Seeds, values.Length));
    }

    // Bit for bit: were it otherwise, the band behind a lesson's live curve would belong to another program.
    [Theory]
    [InlineData("adam-0.01", 0)]
    [InlineData("he-momentum-0.1-decay", 1)]
    public void A_run_gives_what_the_committed_file_says(string variant, int seed)
    {
        var row = ExperimentResults.Load("optimizers", "digits")[variant];
        var run = OptimizerComparison.Experiment.Variants.Single(v => v.Id == variant).Run(ImageData.Load("digits"), (uint)seed);
        Assert.Equal((row.Test[seed], row.Train[seed]), (Math.Round(run.Test, 4), Math.Round(run.Train, 4)));
        Assert.Equal(run.Test, run.Curve[^1]);
    }
}

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
}

using Curriculum.Lessons;
using Curriculum.Lessons.Experiments;

namespace Curriculum.Tests.Lessons.Experiments;

public class GradientDescentTests
{
    // 10th percentile and 90th over thirty seeds of an independent NumPy program, the same images and the same draws.
    [Theory]
    [InlineData("relu-gauss", "1_4_1-relu-gauss", 0.9335, 0.9415)]
    [InlineData("relu-he", "1_4_1-relu-he", 0.9364, 0.9435)]
    [InlineData("softmax-regression", "softmax-regression-1000", 0.928, 0.9315)]
    public void The_committed_results_agree_with_an_independent_program(string row, string bandId, double p10, double p90)
    {
        var results = ExperimentResults.Load("gradient-descent", "mnist10k");
        var band = Band.Find(bandId, "mnist10k");
        Assert.True(results.Seeds >= 5);
        Assert.InRange(results[row].TestBand.Median, p10, p90);
        Assert.All(results[row].Test, right => Assert.InRange(right, band.Low - 0.001, band.High + 0.001));
    }

    // Right answers of 2,000 for the seeds 0 … 9, by the same program; float64 there, float32 here: an image or two.
    [Theory]
    [InlineData("relu-gauss", new[] { 1875, 1867, 1873, 1871, 1869, 1877, 1868, 1877, 1879, 1872 })]
    [InlineData("softmax-regression", new[] { 1862, 1858, 1863, 1859, 1861, 1858, 1858, 1855, 1857, 1867 })]
    public void Seed_by_seed_the_same_images_are_right_within_two(string row, int[] right)
    {
        var ours = ExperimentResults.Load("gradient-descent", "mnist10k")[row].Test;
        Assert.All(ours.Zip(right), pair => Assert.InRange(pair.First * 2000, pair.Second - 2.1, pair.Second + 2.1));
    }

    [Fact]
    public void The_regression_learns_with_both_derivatives_and_better_with_its_own()
    {
        var measures = ExperimentResults.Load("gradient-descent", "mnist10k").Measures;
        var (own, slip) = (SeedBand.Of(measures["regression-relu-derivative"]), SeedBand.Of(measures["regression-sigmoid-derivative"]));
        // 10th percentile to 90th over a hundred seeds of the independent program; the draws are others.
        Assert.InRange(own.Median, 6.4e-5, 1.1e-3);
        Assert.InRange(slip.Median, 7.2e-4, 9.0e-3);
        Assert.True(own.Median < slip.Median);
    }
}

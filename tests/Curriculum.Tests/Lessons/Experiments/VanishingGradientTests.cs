using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Layers;
using Curriculum.Lessons;
using Curriculum.Lessons.Experiments;

namespace Curriculum.Tests.Lessons.Experiments;

public class VanishingGradientTests
{
    // Rows of the committed file whose setting has an independent band (NumPy, float64, 30 seeds) on the same images.
    public static TheoryData<string, string> RowsWithABand { get; } = new()
    {
        { "sigmoid-gauss", "2_2_1-sigmoid-gauss" },
        { "sigmoid-xavier", "2_2_1-sigmoid-xavier" },
        { "sigmoid-he", "2_2_1-sigmoid-he" },
        { "relu-gauss", "2_2_1-relu-gauss" },
        { "relu-xavier", "2_2_1-relu-xavier" },
        { "relu-he", "2_2_1-relu-he" },
        { "sigmoid-xavier-80-40", "2_2_1-sigmoid-xavier-wide" },
        { "relu-he-80-40", "2_2_1-relu-he-wide" },
        { "relu-he-20-10", "2_2_1-relu-he-narrow" },
        { "sigmoid-xavier-slip", "2_2_1-sigmoid-xavier-slip" },
        { "batchnorm", "2_3-batchnorm" },
        { "batchnorm-none", "2_3-no-batchnorm" },
        { "batchnorm-fast", "2_3-batchnorm-rate-0.1" },
        { "batchnorm-relu", "2_3-batchnorm-relu-he" },
    };

    [Theory]
    [MemberData(nameof(RowsWithABand))]
    public void The_committed_results_agree_with_an_independent_program(string row, string bandId)
    {
        var results = ExperimentResults.Load("vanishing-gradient", "mnist10k");
        var band = Band.Find(bandId, "mnist10k");
        Assert.Equal(band.Runs, results.Seeds);
        var ours = results[row].TestBand;
        // Same seeds, same draws: what is left is rounding (float64 there, float32 here), which moves a ReLU net by an image or two.
        Assert.InRange(ours.Median, band.Median - 0.0015, band.Median + 0.0015);
        Assert.InRange(ours.Min, band.Low - 0.001, band.Low + 0.001);
        Assert.InRange(ours.Max, band.High - 0.001, band.High + 0.001);
    }

    [Fact]
    public void The_slipped_sigmoid_has_the_right_value_and_the_slope_at_its_own_output()
    {
        var u = Tensor.Variable(NdArray.Of(-3.0, 0, 0.5, 4));
        var h = new SlippedSigmoid().Apply(u);
        Assert.Equal(u.Value.Sigmoid().ToArray<double>(), h.Value.ToArray<double>());
        double[] expected = [.. h.Value.ToArray<double>().Select(v => 1 / (1 + Math.Exp(-v))).Select(s => s * (1 - s))];
        Assert.Equal(expected, Gradient.Of(h.Sum(), u)[0].Value.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.False(GradientCheck.Run(x => new SlippedSigmoid().Apply(x), u.Value).Passed);
    }

    [Fact]
    public void The_shaken_layer_shakes_in_training_only_and_every_unit_by_itself()
    {
        var x = NdArray.Arange(12).Reshape(4, 3).As(DType.Float32);
        var layer = new ShakenLayer();
        Assert.Equal(x.ToArray<float>(), layer.Forward(x).Value.ToArray<float>());
        var y = layer.Forward(x, Pass.Training(new RandomState(0))).Value.As(DType.Float64);
        var scale = (y[3] - y[0]) / 9;                                       // x rises by 9 from row 0 to row 3 in each column
        Assert.All(scale.ToArray<double>(), s => Assert.InRange(s, 0.5, 1.5));
        Assert.All((y[0] - (scale * x[0])).ToArray<double>(), m => Assert.InRange(m, -0.5, 0.5));
        Assert.Equal(3, scale.ToArray<double>().Distinct().Count());
    }
}

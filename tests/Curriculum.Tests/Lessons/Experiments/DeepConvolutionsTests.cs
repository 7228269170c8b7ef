using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Layers;
using Curriculum.Lessons;
using Curriculum.Lessons.Experiments;

namespace Curriculum.Tests.Lessons.Experiments;

public class DeepConvolutionsTests
{
    // "deep" as an independent PyTorch program counts it. The others by hand: 80 + 1,168 + 4,640 in the filters, then a row of 32·7·7 or of 32.
    [Theory]
    [InlineData("deep", 123_552)]
    [InlineData("flatten", 5_888 + (1_569 * 10))]
    [InlineData("max", 5_888 + (33 * 10))]
    [InlineData("average", 5_888 + (33 * 10))]
    public void The_nets_are_that_of_the_exercise_and_one_with_three_joins(string id, long parameters)
    {
        var net = DeepConvolutions.Settings().Single(s => s.Id == id).Build(new RandomState(0));
        Assert.Equal(parameters, net.ParameterCount);
        Assert.Equal((Shape)new[] { 3, 10 }, net.Forward(NdArray.Zeros([3, 784], DType.Float32)).Shape);
    }

    [Fact]
    public void The_median_of_the_deep_net_lies_in_the_band_of_an_independent_program()
    {
        var results = ExperimentResults.Load("deep-cnn", "mnist10k");
        var band = Band.Find("2_8-deep", "mnist10k");
        Assert.InRange(results["deep"].TestBand.Median, band.Low, band.High);
    }

    // From 27×27 on AlexNet's maps have the sides 27, 13 and 6; channels 96, 256, 384, 384, 256 and units 4096 are divided by 16.
    [Fact]
    public void The_small_AlexNet_has_the_maps_of_the_large_one_with_a_sixteenth_of_the_channels()
    {
        var net = SmallAlexNet.Settings().Single(s => s.Id == "dropout").Build(new RandomState(0));
        var maps = net.Trace(NdArray.Zeros([1, 784], DType.Float32)).Where(o => o.Layer is Conv2d or MaxPool2d or Linear).Select(o => o.Output.Shape.ToString());
        Assert.Equal(
            ["[1, 6, 27, 27]", "[1, 16, 27, 27]", "[1, 16, 13, 13]", "[1, 24, 13, 13]", "[1, 24, 13, 13]", "[1, 16, 13, 13]", "[1, 16, 6, 6]", "[1, 256]", "[1, 256]", "[1, 10]"],
            maps);
    }

    [Fact]
    public void Dropout_only_stands_in_the_variants_that_are_called_so()
    {
        foreach (var setting in SmallAlexNet.Settings())
        {
            var thinned = setting.Build(new RandomState(0)).Layers.OfType<Dropout>().Count(d => d.P == 0.5);
            Assert.Equal(setting.Id.StartsWith("no-", StringComparison.Ordinal) ? 0 : 2, thinned);
            Assert.Equal(setting.Id.EndsWith("-500", StringComparison.Ordinal) ? 500 : 5000, setting.TrainingImages);
        }
    }

    [Fact]
    public void A_run_also_tells_what_is_kept_after_a_shift()
    {
        var setting = SmallAlexNet.Settings().First() with { Id = "toy", Iterations = 2, LogEvery = 2, TrainingImages = 100 };
        var run = DeepNets.WithShift(setting).Run(Digits.Generate(100, 50), 0);
        Assert.InRange(run.Measures["kept-after-shift-toy"], 0, 2);
        Assert.Single(run.Measures);
    }
}

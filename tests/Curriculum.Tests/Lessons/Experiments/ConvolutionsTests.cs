using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Layers;
using Curriculum.Lessons;
using Curriculum.Lessons.Experiments;

namespace Curriculum.Tests.Lessons.Experiments;

public class ConvolutionsTests
{
    // Parameters as an independent PyTorch program counts them.
    [Theory]
    [InlineData("simple", 433_890)]
    [InlineData("double", 324_420)]
    [InlineData("double-3x3", 633_110)]
    [InlineData("simple-stride", 433_890)]
    [InlineData("dense", 79_510)]
    public void The_nets_are_those_of_the_exercises(string id, long parameters)
    {
        var setting = Convolutions.Settings().Single(s => s.Id == id);
        var net = setting.Build(new RandomState(0));
        Assert.Equal(parameters, net.ParameterCount);
        Assert.Equal((Shape)new[] { 3, 10 }, net.Forward(NdArray.Zeros([3, 784], DType.Float32)).Shape);
    }

    // Bands of an independent program (PyTorch, float32): another stream of random numbers, so medians are compared with its whole range.
    [Theory]
    [InlineData("simple", "2_6-simple")]
    [InlineData("double", "2_7-double")]
    [InlineData("double-3x3", "2_7-double-3x3")]
    public void The_medians_lie_in_the_band_of_an_independent_program(string row, string bandId)
    {
        var band = Band.Find(bandId, "mnist10k");
        Assert.InRange(ExperimentResults.Load("cnn", "mnist10k")[row].TestBand.Median, band.Low, band.High);
    }

    [Fact]
    public void Frozen_filters_stay_as_drawn_while_the_other_layers_learn()
    {
        var setting = Convolutions.Settings().Single(s => s.Id == "simple-frozen") with { Iterations = 2, LogEvery = 2, TrainingImages = 200 };
        var drawn = setting.Build(new RandomState(7));
        var (net, _) = ConvNets.Train(setting, Digits.Generate(200, 50), 7);
        Assert.Equal(Filters(drawn), Filters(net));
        Assert.NotEqual(drawn.Layers.OfType<Linear>().First().Weight.Value.ToArray<float>(), net.Layers.OfType<Linear>().First().Weight.Value.ToArray<float>());
        Assert.NotEqual(Filters(drawn), Filters(ConvNets.Train(setting with { FreezeFilters = false }, Digits.Generate(200, 50), 7).Net));

        static float[] Filters(Sequential net) => net.Layers.OfType<Conv2d>().Single().Weight.Value.ToArray<float>();
    }

    // A fully connected net whose weights move with the pixels computes the same: one step from equal weights changes row order[i] in order, row i when shuffled.
    [Fact]
    public void Shuffling_permutes_the_pixels_and_nothing_else()
    {
        var setting = Convolutions.Settings().Single(s => s.Id == "dense") with
        {
            Iterations = 1,
            LogEvery = 1,
            TrainingImages = 200,
            Build = random => new Sequential(Linear.Create(784, 10, random, Initializer.Zeros)),
        };
        var data = Digits.Generate(200, 50);
        var plain = ConvNets.Train(setting, data, 3);
        var shuffled = ConvNets.Train(setting with { ShufflePixels = true }, data, 3);
        var order = new RandomState(1003).Permutation(784);
        Assert.Equal(Weights(plain.Net).Take(order).ToArray<float>(), Weights(shuffled.Net).ToArray<float>());
        Assert.NotEqual(Weights(plain.Net).ToArray<float>(), Weights(shuffled.Net).ToArray<float>());
        Assert.Equal(plain.Run.Test, shuffled.Run.Test);

        static NdArray Weights(Sequential net) => ((Linear)net[0]).Weight.Value;
    }
}

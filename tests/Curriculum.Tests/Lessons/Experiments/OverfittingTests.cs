using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Data;
using Curriculum.Layers;
using Curriculum.Lessons.Experiments;
using Curriculum.Tests.Data;

namespace Curriculum.Tests.Lessons.Experiments;

public class OverfittingTests
{
    // 10th and 90th percentile of an independent program (NumPy, float64, 30 seeds) on the same images.
    [Theory]
    [InlineData("overfit", 0.7632, 0.7917)]
    [InlineData("l2", 0.7080, 0.7742)]
    [InlineData("l2-output-untouched", 0.7092, 0.7847)]
    [InlineData("l1", 0.4376, 0.7801)]
    [InlineData("l1-output-untouched", 0.6483, 0.7915)]
    [InlineData("dropout", 0.6781, 0.7696)]
    [InlineData("dropout-inverted", 0.7731, 0.8046)]
    [InlineData("dropout-l1", 0.7390, 0.7971)]
    [InlineData("dropout-l1-output-untouched", 0.7268, 0.7886)]
    [InlineData("dropout-l1-inverted", 0.7714, 0.8111)]
    public void The_medians_lie_between_the_percentiles_of_an_independent_program(string row, double p10, double p90)
        => Assert.InRange(ExperimentResults.Load("overfitting", "mnist10k")[row].TestBand.Median, p10, p90);

    // Right answers of the 2,000 in that program, from the same random numbers: in float64 nothing is left to differ.
    [SkippableTheory]
    [InlineData("l2", 1, 1516)]
    [InlineData("dropout", 2, 1445)]
    public void In_float64_a_run_gives_the_independent_programs_count(string id, int seed, int right)
    {
        var data = Mnist10k();
        var setting = Overfitting.Settings().Single(s => s.Id == id) with { DType = DType.Float64 };
        Assert.Equal(right, (int)Math.Round(OverfitNet.Train(setting, data, (uint)seed).Run.Test * data.Test.Count));
    }

    [Fact]
    public void An_untouched_output_layer_stays_as_drawn_while_the_others_learn()
    {
        var setting = Overfitting.Settings().Single(s => s.Id == "l2-output-untouched") with { Iterations = 100 };
        Linear[] drawn = [.. OverfitNet.Build(setting, new RandomState(4)).Layers.OfType<Linear>()];
        Linear[] learned = [.. OverfitNet.Train(setting, Digits.Generate(300, 20), 4).Net.Layers.OfType<Linear>()];
        Assert.Equal(drawn[^1].Weight.Value.ToArray<float>(), learned[^1].Weight.Value.ToArray<float>());
        Assert.Equal(drawn[^1].Bias!.Value.ToArray<float>(), learned[^1].Bias!.Value.ToArray<float>());
        Assert.All(drawn[..^1].Zip(learned), pair => Assert.NotEqual(pair.First.Weight.Value.ToArray<float>(), pair.Second.Weight.Value.ToArray<float>()));
    }

    // η = 0.5, λ = 0.2: v = w − 0.5·g, then 0.1 towards 0.
    [Fact]
    public void Soft_thresholding_moves_weights_towards_0_and_stops_there_and_leaves_biases_alone()
    {
        var weight = new Parameter("w", Tensor.Variable(NdArray.Of(1, -1, 0.05, -0.2).Reshape(2, 2)));
        var bias = new Parameter("b", Tensor.Variable(NdArray.Of(0.05, -1)));
        new ProximalSgd([weight, bias], 0.5, 0.2).Step([NdArray.Of(1.0, 1, 0, -0.3).Reshape(2, 2), NdArray.Of(0.0, 1)]);
        Assert.Equal([0.4, -1.4, 0, 0], weight.Tensor.Value.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([0.05, -1.5], bias.Tensor.Value.ToArray<double>());
    }

    [Fact]
    public void A_crop_moves_each_image_by_up_to_two_pixels_and_every_place_occurs()
    {
        var images = Digits.Generate(400, 0).Train;
        var cropped = OverfitNet.Augmented(images, Augmentation.Crop, new RandomState(6));
        Assert.Same(images.Targets, cropped.Targets);
        var places = new HashSet<(int, int)>();
        for (int i = 0; i < images.Count; i++)
        {
            float[] before = images.Inputs[i].ToArray<float>(), after = cropped.Inputs[i].ToArray<float>();
            places.Add(Enumerable.Range(-2, 5).SelectMany(down => Enumerable.Range(-2, 5).Select(right => (down, right))).First(m => after.SequenceEqual(Moved(before, m.down, m.right))));
        }

        Assert.Equal(25, places.Count);
    }

    [Fact]
    public void About_half_of_the_images_are_mirrored_and_the_others_stay()
    {
        var images = Digits.Generate(400, 0).Train;
        var changed = OverfitNet.Augmented(images, Augmentation.Flip, new RandomState(6)).Inputs;
        int mirrored = 0;
        for (int i = 0; i < images.Count; i++)
        {
            float[] before = images.Inputs[i].ToArray<float>(), after = changed[i].ToArray<float>();
            bool same = after.SequenceEqual(before);
            Assert.True(same || after.SequenceEqual(before.Chunk(28).SelectMany(row => row.Reverse())), $"image {i}");
            mirrored += same ? 0 : 1;
        }

        Assert.InRange(mirrored, 160, 240);
    }

    // The image's pixel (r, c) lands at (r + down, c + right); what comes in from outside is paper.
    private static float[] Moved(float[] image, int down, int right)
    {
        float[] moved = new float[28 * 28];
        for (int r = 0; r < 28; r++)
        {
            for (int c = 0; c < 28; c++)
            {
                if (r - down is >= 0 and < 28 && c - right is >= 0 and < 28)
                    moved[(r * 28) + c] = image[((r - down) * 28) + c - right];
            }
        }

        return moved;
    }

    private static DataSplit Mnist10k()
    {
        ImageDataTests.SkipUnlessHere("mnist10k");
        var data = ImageData.Load("mnist10k");
        return new(data.Name, Exact(data.Train), Exact(data.Test));

        // Pixel / 255 in float64.
        static Dataset Exact(Dataset images) => new((images.Inputs.As(DType.Float64) * 255).Round() / 255, images.Targets);
    }
}

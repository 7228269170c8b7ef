using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;

namespace Curriculum.Tests.Layers;

public class DropoutTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(1500)]
    public void A_mask_is_what_drawing_numbers_and_comparing_them_gives(int count)
    {
        // Also where p is one of the numbers drawn.
        foreach (double p in (double[])[0, 0.1, 0.5, 1 - 1e-16, new RandomState(5).Rand(count)[count / 2].Item()])
        {
            var isKept = new RandomState(5).Rand(count) > p;
            Assert.Equal(isKept.As(DType.Float64).ToArray<double>(), new RandomState(5).Mask([count], p, 1.0).ToArray<double>());
            Assert.Equal((isKept.As(DType.Float32) * 1.25f).ToArray<float>(), new RandomState(5).Mask([count], p, 1.25f).ToArray<float>());
        }
    }

    [Fact]
    public void A_training_pass_drops_the_elements_that_numpy_would_and_rescales_the_others()
    {
        var x = new RandomState(1).RandN(30, 40);
        var kept = (new RandomState(7).Rand(30, 40) > 0.3).As(DType.Float64);
        var y = new Dropout(0.3).Forward(x, Pass.Training(new RandomState(7))).Value;
        Assert.True((y - (x * kept / 0.7)).Abs().Max().Item() < 1e-15);
        Assert.InRange(kept.Mean().Item(), 0.65, 0.75);
    }

    [Fact]
    public void Single_precision_drops_the_same_elements_and_the_stream_goes_on_behind_them()
    {
        var x = new RandomState(1).RandN(17, 41).As(DType.Float32);
        var (random, expected) = (new RandomState(7), new RandomState(7));
        var y = F.Dropout(x, 0.1, random).Value;
        var kept = (expected.Rand(17, 41) > 0.1).As(DType.Float32);
        Assert.Equal((x * (kept * (1 / 0.9))).ToArray<float>(), y.ToArray<float>());
        Assert.Equal(expected.NextDouble(), random.NextDouble());
    }

    [Fact]
    public void An_evaluation_pass_changes_nothing_or_rescales_in_the_older_form()
    {
        Tensor x = new RandomState(1).RandN(3, 4);
        Assert.Same(x, new Dropout(0.3).Forward(x));
        Assert.Equal((x.Value * 0.7).ToArray<double>(), new Dropout(0.3, Rescale: false).Forward(x).Value.ToArray<double>());
        var masked = new Dropout(0.3, Rescale: false).Forward(x, Pass.Training(new RandomState(7))).Value;
        Assert.Equal((x.Value * (new RandomState(7).Rand(3, 4) > 0.3).As(DType.Float64)).ToArray<double>(), masked.ToArray<double>());
    }

    [Fact]
    public void All_derivatives_see_the_same_mask()
    {
        var report = GradientCheck.Run(x => F.Dropout(x, 0.4, new RandomState(3)).Tanh(), new RandomState(1).RandN(5, 3), order: 2);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void A_probability_of_one_is_an_error()
        => Assert.Contains("Dropout: p, the probability of dropping, must be 0 ≤ p < 1.", Assert.Throws<ArgumentOutOfRangeException>(() => F.Dropout(NdArray.Zeros(2), 1, new RandomState(1))).Message, StringComparison.Ordinal);
}

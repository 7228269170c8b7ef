using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Layers;
using Curriculum.Tests.Functional;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Layers;

public class BatchNormTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "batch_norm", MemberType = typeof(GoldenFiles))]
    public void Batch_norm_agrees_with_the_reference_in_both_passes(string name) => GoldenRun.Check("batch_norm", name, run =>
    {
        var layer = new BatchNorm(
            run.Optional("weight"), run.Optional("bias"), new LayerBuffer(run["running_mean"].Value), new LayerBuffer(run["running_var"].Value),
            run.Case.Number("eps"), run.Case.Number("momentum"));
        var y = layer.Forward(run["x"], run.Case.Flag("training") ? Pass.Training() : Pass.Evaluation);
        return new Dictionary<string, Tensor> { ["y"] = y, ["running_mean"] = layer.RunningMean.Value, ["running_var"] = layer.RunningVariance.Value };
    });

    [Fact]
    public void An_evaluation_pass_leaves_the_running_statistics_and_does_not_mix_examples()
    {
        var layer = BatchNorm.Create(3, dtype: DType.Float64);
        layer.Forward(new RandomState(1).RandN(10, 3), Pass.Training());
        var mean = layer.RunningMean.Value;
        Tensor x = new RandomState(2).RandN(4, 3);
        var together = layer.Forward(x).Value;
        Assert.Same(mean, layer.RunningMean.Value);
        Assert.Equal(together[2].ToArray<double>(), layer.Forward(x.Value[2..3]).Value.ToArray<double>());
    }

    [Fact]
    public void The_biased_estimate_is_that_of_the_batch_itself()
    {
        var layer = BatchNorm.Create(2, momentum: 1, dtype: DType.Float64, runningEstimate: VarianceEstimate.Biased);
        var x = new RandomState(1).RandN(5, 2);
        layer.Forward(x, Pass.Training());
        Assert.True((layer.RunningVariance.Value - x.Var(0)).Abs().Max().Item() < 1e-15);
    }

    [Fact]
    public void A_training_pass_with_one_value_a_channel_says_what_to_do()
    {
        var error = Assert.Throws<ShapeException>(() => BatchNorm.Create(3).Forward(NdArray.Zeros([1, 3], DType.Float32), Pass.Training()));
        Assert.Equal("BatchNorm: a training pass needs more than one value for each channel, got x [1, 3]. Use a larger batch, or LayerNorm.", error.Message);
    }

    [Fact]
    public void The_other_normalisations_are_their_functions_with_parameters_of_the_right_shape()
    {
        var x = new RandomState(1).RandN(2, 4, 3);
        Assert.Equal(["Gain [3]", "Shift [3]"], LayerNorm.Create(3).Parameters.Select(p => p.ToString()));
        Assert.Equal(["Gain [4, 3]", "Shift [4, 3]"], LayerNorm.Create([4, 3]).Parameters.Select(p => p.ToString()));
        Assert.Empty(GroupNorm.Create(2, 4, affine: false).Parameters);
        foreach (Layer layer in new Layer[] { LayerNorm.Create(3, 0, DType.Float64), InstanceNorm.Create(4, 0, DType.Float64), GroupNorm.Create(4, 4, 0, DType.Float64) })
        {
            var y = layer.Forward(x).Value;
            Assert.True(y.Mean(2).Abs().Max().Item() < 1e-12, layer.ToString());
            Assert.True((y.Var(2) - 1).Abs().Max().Item() < 1e-12, layer.ToString());
        }
    }
}

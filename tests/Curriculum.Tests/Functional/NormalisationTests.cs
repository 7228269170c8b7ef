using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Functional;

public class NormalisationTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "layer_norm", MemberType = typeof(GoldenFiles))]
    public void Layer_norm_agrees_with_the_reference(string name) => GoldenRun.Check("layer_norm", name, run => F.LayerNorm(
        run["x"], run.Optional("weight"), run.Optional("bias"), run.Case.Number("eps"), run.Case.Wholes("normalized_shape")!.Length));

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "instance_norm", MemberType = typeof(GoldenFiles))]
    public void Instance_norm_agrees_with_the_reference(string name)
        => GoldenRun.Check("instance_norm", name, run => F.InstanceNorm(run["x"], run.Optional("weight"), run.Optional("bias"), run.Case.Number("eps")));

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "group_norm", MemberType = typeof(GoldenFiles))]
    public void Group_norm_agrees_with_the_reference(string name) => GoldenRun.Check("group_norm", name, run => F.GroupNorm(
        run["x"], run.Case.Whole("groups"), run.Optional("weight"), run.Optional("bias"), run.Case.Number("eps")));

    [Theory]
    [InlineData(5, 1)]
    [InlineData(3, 4)]
    [InlineData(3, 2, 1, 5)]
    [InlineData(1, 3, 2, 3)]
    public void Batch_norm_has_right_first_and_second_derivatives(params int[] shape)
        => CheckDerivatives(x => F.BatchNorm(x[0], x[1], x[2], 1e-3), shape, [shape[1]]);

    [Theory]
    [InlineData(4, 3)]
    [InlineData(1, 2)]
    [InlineData(2, 3, 5)]
    public void Layer_norm_has_right_first_and_second_derivatives(params int[] shape)
        => CheckDerivatives(x => F.LayerNorm(x[0], x[1], x[2], 1e-3), shape, [shape[^1]]);

    [Theory]
    [InlineData(2, 3, 4)]
    [InlineData(1, 1, 3, 2)]
    public void Instance_norm_has_right_first_and_second_derivatives(params int[] shape)
        => CheckDerivatives(x => F.InstanceNorm(x[0], x[1], x[2], 1e-3), shape, [shape[1]]);

    [Theory]
    [InlineData(2, 4)]
    [InlineData(1, 6, 3, 1)]
    public void Group_norm_has_right_first_and_second_derivatives(params int[] shape)
        => CheckDerivatives(x => F.GroupNorm(x[0], 2, x[1], x[2], 1e-3), shape, [shape[1]]);

    [Fact]
    public void The_output_has_mean_zero_and_variance_one_where_it_was_normalised()
    {
        var y = F.BatchNorm((new RandomState(9).RandN(50, 3, 4) * 7) + 100, epsilon: 0).Value;
        Assert.True(y.Mean([0, 2]).Abs().Max().Item() < 1e-12);
        Assert.True((y.Var([0, 2]) - 1).Abs().Max().Item() < 1e-12);
    }

    [Fact]
    public void A_gain_of_another_length_is_an_error_that_says_so()
    {
        var error = Assert.Throws<ShapeException>(() => F.BatchNorm(NdArray.Zeros(4, 3), NdArray.Zeros(4)));
        Assert.Equal("BatchNorm: gain must be [3] (the channels of x [4, 3]), got [4].", error.Message);
        error = Assert.Throws<ShapeException>(() => F.LayerNorm(NdArray.Zeros(2, 5), NdArray.Zeros(4), NdArray.Zeros(5)));
        Assert.Equal("LayerNorm: gain must be [5] (the normalised axes), got [4].", error.Message);
    }

    [Fact]
    public void Instance_norm_of_vectors_is_an_error_that_names_the_cure()
    {
        var error = Assert.Throws<ShapeException>(() => F.InstanceNorm(NdArray.Zeros(4, 3)));
        Assert.Equal("InstanceNorm: x must be [n, c, *] with positions to normalise over, got [4, 3]. For vectors use LayerNorm.", error.Message);
    }

    private static void CheckDerivatives(Func<Tensor[], Tensor> f, int[] shape, int[] parameters)
    {
        var random = new RandomState(7);
        var report = GradientCheck.Run(f, [random.RandN(shape), random.RandN(parameters), random.RandN(parameters)], order: 2);
        Assert.True(report.Passed, report.ToString());
    }
}

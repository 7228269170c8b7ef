using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Functional;

public class LinearTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "linear", MemberType = typeof(GoldenFiles))]
    public void Linear_agrees_with_the_reference(string name)
        => GoldenRun.Check("linear", name, run => F.Linear(run["x"], run["weight"].T, run.Optional("bias")));

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 5, 2)]
    [InlineData(7, 1, 4)]
    public void The_first_and_second_derivatives_are_right(int n, int d, int h)
    {
        var random = new RandomState(1);
        var report = GradientCheck.Run(x => F.Linear(x[0], x[1], x[2]).Square(), [random.RandN(n, d), random.RandN(d, h), random.RandN(h)], order: 2);
        Assert.True(report.Passed, report.ToString());
    }

    [Theory]
    [InlineData(16, 3, 7)]
    [InlineData(33, 20, 32)]
    [InlineData(600, 5, 45)]
    [InlineData(1280, 130, 200)]
    [InlineData(4096, 2, 17)]
    [InlineData(15, 3, 7)]
    [InlineData(4097, 2, 17)]
    public void The_gradients_of_weight_and_bias_have_the_bits_of_the_product_and_the_sum(int n, int d, int h)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var random = new RandomState(1);
            NdArray x = random.RandN(n, d).As(dtype), seed = random.RandN(n, h).As(dtype);
            Tensor[] variables = [Tensor.Variable(random.RandN(d, h).As(dtype)), Tensor.Variable(random.RandN(h).As(dtype))];
            var gradients = Gradient.Of([F.Linear(x, variables[0], variables[1])], variables, [seed], createGraph: false);
            Assert.Equal(x.MatMul(seed, transposeA: true).ToArray<double>(), gradients[0].Value.ToArray<double>());
            Assert.Equal(seed.Sum(0).ToArray<double>(), gradients[1].Value.ToArray<double>());
        }
    }

    [Theory]
    [InlineData(DType.Float64, DType.Float32, DType.Float32)]
    [InlineData(DType.Float32, DType.Float64, DType.Float32)]
    [InlineData(DType.Float32, DType.Float32, DType.Float64)]
    public void Types_mix_and_each_gradient_has_that_of_its_own(params DType[] types)
    {
        var random = new RandomState(1);
        NdArray[] at = [random.RandN(4, 3), random.RandN(3, 2), random.RandN(2)];
        Tensor[] mixed = [.. at.Zip(types, (array, type) => Tensor.Variable(array.As(type)))], single = [.. at.Select(array => Tensor.Variable(array.As(DType.Float32).As(DType.Float64)))];
        var (got, expected) = (Gradient.Of(F.Linear(mixed[0], mixed[1], mixed[2]).Square().Sum(), mixed), Gradient.Of(F.Linear(single[0], single[1], single[2]).Square().Sum(), single));
        for (int i = 0; i < at.Length; i++)
        {
            Assert.Equal(types[i], got[i].DType);
            Assert.InRange((expected[i].Value - got[i].Value).Abs().Max().Item(), 0, 1e-5);
        }
    }

    [Fact]
    public void A_single_vector_gives_a_single_vector()
    {
        var y = F.Linear(NdArray.Of(1.0, 2.0), NdArray.Of(new double[,] { { 1, 10, 100 }, { 2, 20, 200 } }), NdArray.Of(0.5, 0.5, 0.5));
        Assert.Equal([5.5, 50.5, 500.5], y.Value.ToArray<double>());
    }

    [Fact]
    public void A_transposed_weight_is_named_as_the_likely_cause()
    {
        var error = Assert.Throws<ShapeException>(() => F.Linear(NdArray.Zeros(2, 5), NdArray.Zeros(3, 5)));
        Assert.Equal("Linear: the last axis of x must be 3 (weight is [3, 5], [inputs, outputs]), got x [2, 5]. Is weight transposed? PyTorch keeps [outputs, inputs].", error.Message);
    }

    [Fact]
    public void A_bias_of_another_length_is_an_error_that_says_so()
    {
        var error = Assert.Throws<ShapeException>(() => F.Linear(NdArray.Zeros(2, 3), NdArray.Zeros(3, 5), NdArray.Zeros(3)));
        Assert.Equal("Linear: bias must be [5] (the outputs of weight [3, 5]), got [3].", error.Message);
    }
}

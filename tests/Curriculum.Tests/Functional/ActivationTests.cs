using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Functional;

public class ActivationTests
{
    private static readonly string[] Covered = ["relu", "sigmoid", "tanh", "leaky_relu", "elu", "gelu_erf", "gelu_tanh", "softplus"];

    public static TheoryData<string> Cases => [.. GoldenFiles.Cases("elementwise").Where(c => Covered.Contains(c.Text("op"))).Select(c => c.Name)];

    public static TheoryData<string> Names => [.. Smooth.Keys];

    private static Dictionary<string, Func<Tensor, Tensor>> Smooth => new()
    {
        ["relu"] = F.Relu,
        ["leaky relu"] = x => F.LeakyRelu(x, 0.2),
        ["elu"] = x => F.Elu(x, 0.7),
        ["gelu"] = F.Gelu,
        ["gelu by tanh"] = F.GeluTanh,
        ["softplus"] = F.Softplus,
        ["silu"] = F.Silu,
        ["sigmoid"] = F.Sigmoid,
        ["tanh"] = F.Tanh,
        ["softmax"] = x => F.Softmax(x),
        ["softmax of rows"] = x => F.Softmax(x, 0),
        ["log softmax"] = x => F.LogSoftmax(x),
    };

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(20)]
    [InlineData(37)]
    [InlineData(64)]
    [InlineData(65)]
    public void Softmax_of_short_rows_has_the_bits_of_its_steps(int classes)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var random = new RandomState((uint)classes);
            NdArray x = (random.RandN(3, 13, classes) * 3).As(dtype), g = random.RandN(3, 13, classes).As(dtype);
            var e = (x - x.Max(-1, keepDims: true)).Exp();
            var expected = e / e.Sum(-1, keepDims: true);
            var scores = Tensor.Variable(x);
            var y = F.Softmax(scores);
            Assert.Equal(expected.ToArray<double>(), y.Value.ToArray<double>());
            y.Backward(g);
            Assert.Equal((expected * (g - (g * expected).Sum(-1, keepDims: true))).ToArray<double>(), scores.Gradient!.ToArray<double>());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_whole_numbers_it_gives_what_it_gives_of_the_same_floats(string name)
    {
        foreach (int length in new[] { 4, 90 })
        {
            var x = NdArray.Arange(length).Reshape(2, -1) - (length / 2);
            double[] expected = Smooth[name](x.As(DType.Float64)).Value.ToArray<double>();
            Assert.Equal(expected, Smooth[name](x).Value.ToArray<double>());
            Assert.Equal(expected, Smooth[name](x.As(DType.Int32)).Value.ToArray<double>());
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_activation_agrees_with_the_reference(string name) => GoldenRun.Check("elementwise", name, run => run.Case.Text("op") switch
    {
        "relu" => F.Relu(run["x"]),
        "sigmoid" => F.Sigmoid(run["x"]),
        "tanh" => F.Tanh(run["x"]),
        "leaky_relu" => F.LeakyRelu(run["x"], run.Case.Number("negative_slope")),
        "elu" => F.Elu(run["x"], run.Case.Number("alpha")),
        "gelu_erf" => F.Gelu(run["x"]),
        "gelu_tanh" => F.GeluTanh(run["x"]),
        _ => F.Softplus(run["x"]),
    });

    [Fact]
    public void Every_activation_has_a_golden_case() => Assert.Equal(Covered.Order(), GoldenFiles.Cases("elementwise").Select(c => c.Text("op")).Intersect(Covered).Order());

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "softmax", MemberType = typeof(GoldenFiles))]
    public void Softmax_agrees_with_the_reference(string name) => GoldenRun.Check("softmax", name, run =>
        run.Case.Text("op") == "softmax" ? F.Softmax(run["x"], run.Case.Whole("axis")) : F.LogSoftmax(run["x"], run.Case.Whole("axis")));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_first_and_second_derivatives_are_right(string name)
    {
        var report = GradientCheck.Run(Smooth[name], new RandomState(3).RandN(3, 5), order: 2);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void The_gradient_of_relu_at_zero_is_zero_and_that_of_leaky_relu_the_slope()
    {
        var x = Tensor.Variable(NdArray.Of(-1.0, 0.0, 2.0));
        Assert.Equal([0.0, 0.0, 1.0], Gradient.Of(F.Relu(x).Sum(), x)[0].Value.ToArray<double>());
        Assert.Equal([0.1, 0.1, 1.0], Gradient.Of(F.LeakyRelu(x, 0.1).Sum(), x)[0].Value.ToArray<double>());
    }

    [Fact]
    public void Large_inputs_neither_overflow_nor_give_nan()
    {
        var x = Tensor.Variable(NdArray.Of(-1e4, -750.0, 750.0, 1e4));
        foreach (var f in new Func<Tensor, Tensor>[] { F.Softplus, x => F.Elu(x), F.Gelu, F.GeluTanh, F.Silu, x => F.LogSoftmax(x), x => F.Softmax(x) })
        {
            var y = f(x);
            Assert.All(y.Value.ToArray<double>().Concat(Gradient.Of(y.Sum(), x)[0].Value.ToArray<double>()), v => Assert.True(double.IsFinite(v)));
        }
    }
}

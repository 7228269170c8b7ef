using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Layers;

public class ConvolutionLayerTests
{
    private static readonly Tensor Images = new RandomState(1).RandN(2, 4, 6, 5);

    [Fact]
    public void Layers_are_their_functions()
    {
        var random = new RandomState(2);
        var conv = Conv2d.Create(4, 6, (3, 2), random, stride: 2, padding: (1, 0), dilation: (1, 2), groups: 2, dtype: DType.Float64);
        Same(conv, x => F.Conv2d(x, conv.Weight, conv.Bias, 2, (1, 0), (1, 2), 2));
        var up = ConvTranspose2d.Create(4, 6, 3, random, stride: 2, padding: 1, outputPadding: 1, groups: 2, dtype: DType.Float64);
        Same(up, x => F.ConvTranspose2d(x, up.Weight, up.Bias, 2, 1, 1, groups: 2));
        Assert.Equal([2, 6, 12, 10], up.Forward(Images).Shape.ToArray());
        Same(new MaxPool2d(3, 2, 1), x => F.MaxPool2d(x, 3, 2, 1));
        Same(new AveragePool2d(2), x => F.AveragePool2d(x, 2));
        Same(new LpPool2d(2, 2), x => F.LpPool2d(x, 2, 2));
        Same(new GlobalAveragePool(), x => F.GlobalAveragePool(x));
        Same(new GlobalMaxPool(), x => F.GlobalMaxPool(x));
        Same(new Reshape(-1, 5), x => x.Reshape(2, 24, 5));

        Tensor sequences = new RandomState(3).RandN(2, 4, 9);
        var causal = Conv1d.CreateCausal(4, 3, 3, random, dilation: 2, dtype: DType.Float64);
        Assert.Equal(F.CausalConv1d(sequences, causal.Weight, causal.Bias, 2).Value.ToArray<double>(), causal.Forward(sequences).Value.ToArray<double>());
        var strided = Conv1d.Create(4, 2, 3, random, stride: 2, padding: (1, 0), groups: 2, dtype: DType.Float64);
        Assert.Equal(
            F.Conv1d(sequences, strided.Weight, strided.Bias, 2, (1, 0), groups: 2).Value.ToArray<double>(), strided.Forward(sequences).Value.ToArray<double>());
    }

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "depthwise_separable", MemberType = typeof(GoldenFiles))]
    public void A_depthwise_and_a_pointwise_convolution_cost_as_little_as_the_reference_says(string name)
    {
        var golden = GoldenFiles.Case("depthwise_separable", name);
        var (inputs, outputs, kernel, stride, padding, bias) = (
            golden.Whole("in_channels"), golden.Whole("out_channels"), golden.Whole("kernel"), golden.Whole("stride"), golden.Whole("padding"), golden.Flag("bias"));
        var random = new RandomState(1);
        var full = Conv2d.Create(inputs, outputs, kernel, random, stride, padding, bias: bias);
        var depthwise = Conv2d.Create(inputs, inputs, kernel, random, stride, padding, groups: inputs, bias: bias);
        var pointwise = Conv2d.Create(inputs, outputs, 1, random, bias: bias);
        var separable = new Sequential(depthwise, pointwise);

        Tensor x = NdArray.Zeros([1, inputs, golden.Whole("height"), golden.Whole("width")], DType.Float32);
        var shape = full.Forward(x).Shape;
        Assert.Equal(shape, separable.Forward(x).Shape);
        double places = shape[2] * shape[3];
        double Multiplications(params Conv2d[] layers) => layers.Sum(layer => layer.Weight.Size * places);
        var found = new Dictionary<string, double[]>
        {
            ["output_size"] = [shape[2], shape[3]],
            ["parameters"] = [full.ParameterCount],
            ["parameters_separable"] = [separable.ParameterCount],
            ["multiplications"] = [Multiplications(full)],
            ["multiplications_separable"] = [Multiplications(depthwise, pointwise)],
            ["ratio"] = [Multiplications(depthwise, pointwise) / Multiplications(full)],
        };
        Assert.Equal(golden.Outputs.Keys.Order(), found.Keys.Order());
        foreach (var (key, expected) in golden.Outputs)
            GoldenAssert.Close(expected.Data, found[key], 1e-12, $"{golden} {key}");
    }

    [Fact]
    public void Weights_have_the_layout_and_the_spread_of_their_fans()
    {
        var random = new RandomState(4);
        Assert.Equal([8, 2, 3, 5], Conv2d.Create(4, 8, (3, 5), random, groups: 2).Weight.Shape.ToArray());
        Assert.Equal([4, 4, 3, 3], ConvTranspose2d.Create(4, 8, 3, random, groups: 2).Weight.Shape.ToArray());
        Assert.Equal([8, 4, 3], Conv1d.Create(4, 8, 3, random).Weight.Shape.ToArray());

        // He: √(2 / fan_in) with fan_in = channels · taps, and √(2 / (fan_in + fan_out)) for Glorot. 36,000 draws.
        var he = Conv2d.Create(40, 100, 3, random, dtype: DType.Float64).Weight.Value;
        Assert.InRange(he.Std().Item() / Math.Sqrt(2.0 / (40 * 9)), 0.98, 1.02);
        var glorot = Conv2d.Create(40, 100, 3, random, weights: Initializer.Glorot, dtype: DType.Float64).Weight.Value;
        Assert.InRange(glorot.Std().Item() / Math.Sqrt(2.0 / (140 * 9)), 0.98, 1.02);
    }

    [Fact]
    public void A_small_convolution_network_has_right_derivatives_by_all_its_parameters()
    {
        var random = new RandomState(5);
        var net = new Sequential(
            Conv2d.Create(4, 3, 3, random, padding: 1, dtype: DType.Float64), BatchNorm.Create(3, dtype: DType.Float64), new Tanh(), new AveragePool2d(2), new Flatten(),
            Linear.Create(18, 3, random, dtype: DType.Float64));
        var parameters = net.Parameters;
        var report = GradientCheck.Run(
            x =>
            {
                var weights = parameters.Select((p, i) => (p.Name, x[i])).ToDictionary(pair => pair.Name, pair => pair.Item2);
                return F.SoftmaxCrossEntropy(net.Map(new ParameterMap((name, _) => weights[name])).Forward(Images, Pass.Training()), NdArray.Of(new[] { 0, 2 }));
            },
            [.. parameters.Select(p => p.Value)], order: 2);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void Layers_describe_themselves()
    {
        Assert.Equal("Conv2d [8, 1, 3, 3], padding 1×1, 8 groups, no bias", Conv2d.Create(8, 8, 3, new RandomState(1), padding: 1, groups: 8, bias: false).ToString());
        Assert.Equal("Conv1d [2, 4, 3], padding 4 and 0, dilation 2", Conv1d.CreateCausal(4, 2, 3, new RandomState(1), dilation: 2).ToString());
        Assert.Equal("MaxPool2d 2×2", new MaxPool2d(2).ToString());
        Assert.Equal("Reshape [n, 1, 28, 28]", new Reshape(1, 28, 28).ToString());
    }

    [Fact]
    public void Groups_that_do_not_divide_are_an_error()
        => Assert.Contains(
            "Conv2d: groups must divide the 4 channels and the 6 filters, got 4.",
            Assert.Throws<ArgumentException>(() => Conv2d.Create(4, 6, 3, new RandomState(1), groups: 4)).Message, StringComparison.Ordinal);

    private static void Same(Layer layer, Func<Tensor, Tensor> function)
        => Assert.Equal(function(Images).Value.ToArray<double>(), layer.Forward(Images).Value.ToArray<double>());
}

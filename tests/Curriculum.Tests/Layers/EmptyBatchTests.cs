using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;

namespace Curriculum.Tests.Layers;

/// <summary>A batch of no examples, such as what a filter has left: outputs of no examples, and parameters to which nothing flows.</summary>
public class EmptyBatchTests
{
    private static readonly Dictionary<string, (Func<RandomState, Layer> Create, Shape Inputs, Shape Outputs)> Layers = new()
    {
        ["Linear"] = (random => Linear.Create(3, 2, random), [0, 3], [0, 2]),
        ["Linear of sequences"] = (random => Linear.Create(3, 2, random), [0, 5, 3], [0, 5, 2]),
        ["Conv1d"] = (random => Conv1d.Create(2, 4, 3, random), [0, 2, 7], [0, 4, 5]),
        ["Conv2d"] = (random => Conv2d.Create(2, 4, 3, random), [0, 2, 7, 6], [0, 4, 5, 4]),
        ["Conv2d with a stride"] = (random => Conv2d.Create(2, 4, 3, random, stride: 2), [0, 2, 7, 7], [0, 4, 3, 3]),
        ["ConvTranspose2d"] = (random => ConvTranspose2d.Create(2, 4, 3, random, stride: 2), [0, 2, 3, 3], [0, 4, 7, 7]),
        ["Conv2d, Relu, MaxPool2d"] = (random => new Sequential(Conv2d.Create(2, 4, 3, random), new Relu(), new MaxPool2d(2)), [0, 2, 6, 6], [0, 4, 2, 2]),
        ["BatchNorm"] = (_ => BatchNorm.Create(3), [0, 3, 4, 4], [0, 3, 4, 4]),
        ["BatchNorm of vectors"] = (_ => BatchNorm.Create(3), [0, 3], [0, 3]),
        ["LayerNorm"] = (_ => LayerNorm.Create(3), [0, 4, 3], [0, 4, 3]),
        ["InstanceNorm"] = (_ => InstanceNorm.Create(3), [0, 3, 4, 4], [0, 3, 4, 4]),
        ["GroupNorm"] = (_ => GroupNorm.Create(2, 4), [0, 4, 5], [0, 4, 5]),
        ["Flatten"] = (random => new Sequential(new Flatten(), Linear.Create(24, 2, random)), [0, 2, 3, 4], [0, 2]),
        ["MultiHeadAttention"] = (random => MultiHeadAttention.Create(4, 2, random), [0, 3, 4], [0, 3, 4]),
        ["TransformerEncoderLayer"] = (random => TransformerEncoderLayer.Create(4, 2, 5, random), [0, 3, 4], [0, 3, 4]),
    };

    public static TheoryData<string> Names => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_examples_give_no_outputs_and_gradients_of_zero(string name)
    {
        var (create, inputs, outputs) = Layers[name];
        var layer = create(new RandomState(1));
        var y = layer.Forward(NdArray.Zeros(inputs, DType.Float32));
        Assert.Equal(outputs, y.Shape);
        y.Sum().Backward();
        Assert.NotEmpty(layer.Parameters);
        foreach (var parameter in layer.Parameters)
            Assert.Equal(new float[parameter.Tensor.Size], parameter.Tensor.Gradient?.ToArray<float>());
    }

    [Fact]
    public void A_batch_of_no_examples_leaves_the_running_statistics_alone()
    {
        var layer = BatchNorm.Create(3);
        var error = Assert.Throws<ShapeException>(() => layer.Forward(NdArray.Zeros([0, 3], DType.Float32), Pass.Training()));
        Assert.Equal("BatchNorm: a training pass needs more than one value for each channel, got x [0, 3]. Use a larger batch, or LayerNorm.", error.Message);
        Assert.Equal([0f, 0, 0], layer.RunningMean.Value.ToArray<float>());
    }

    [Fact]
    public void A_product_over_no_features_is_zero()
    {
        Tensor x = NdArray.Zeros(2, 3, 0), weight = Tensor.Variable(NdArray.Zeros(0, 4));
        Assert.Equal(new double[24], x.MatMul(weight).Value.ToArray<double>());
        Assert.Equal([1.0, 2, 3, 4], F.Linear(x, weight, NdArray.Of(1, 2, 3, 4)).Value[1, 2].ToArray<double>());
        Assert.Equal([0, 4], Gradient.Of(x.MatMul(weight).Sum(), weight)[0].Shape);
    }

    [Fact]
    public void The_bias_of_a_layer_of_no_features_gets_the_sum_over_the_examples()
    {
        const int Examples = 20, Outputs = 20_000;
        Tensor weight = Tensor.Variable(NdArray.Zeros(0, Outputs)), bias = Tensor.Variable(NdArray.Full([Outputs], 0.5));
        var loss = F.Linear(NdArray.Zeros(Examples, 0), weight, bias).Square().Sum();

        // Large enough for memory that is taken again: what was there before would show.
        NdArray.Full([Outputs], 7).Release();
        var gradient = Gradient.Of(loss, weight, bias)[1].Value;
        Assert.Equal((Examples, Examples), (gradient.Min().Item(), gradient.Max().Item()));
    }

    [Fact]
    public void No_channels_are_normalised_to_none()
        => Assert.Equal([2, 0, 3], F.GroupNorm(NdArray.Zeros(2, 0, 3), 1, NdArray.Zeros(0), NdArray.Zeros(0)).Shape);
}

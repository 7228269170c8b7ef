using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;

namespace Curriculum.Tests.Layers;

public class LayerTests
{
    private static Sequential Net(DType dtype = DType.Float64) => new(
        Linear.Create(3, 4, new RandomState(1), Initializer.Xavier, dtype), BatchNorm.Create(4, dtype: dtype), new Sigmoid(),
        Linear.Create(4, 2, new RandomState(2), Initializer.He, dtype));

    [Fact]
    public void Parameters_are_named_by_their_path_in_order()
        => Assert.Equal(
            ["0.Weight [3, 4]", "0.Bias [4]", "1.Gain [4]", "1.Shift [4]", "3.Weight [4, 2]", "3.Bias [2]"],
            Net().Parameters.Select(p => p.ToString()));

    [Fact]
    public void Buffers_are_named_by_their_path_and_are_no_parameters()
        => Assert.Equal(["1.RunningMean", "1.RunningVariance"], Net().Buffers.Select(b => b.Name));

    [Fact]
    public void The_number_of_parameters_is_the_sum_of_their_sizes() => Assert.Equal(12 + 4 + 4 + 4 + 8 + 2, Net().ParameterCount);

    [Fact]
    public void A_sequence_is_its_layers_one_after_another()
    {
        var net = Net();
        Tensor x = new RandomState(3).RandN(5, 3);
        var expected = net[3].Forward(net[2].Forward(net[1].Forward(net[0].Forward(x))));
        Assert.Equal(expected.Value.ToArray<double>(), net.Forward(x).Value.ToArray<double>());
    }

    [Fact]
    public void A_trace_gives_every_output_and_gradients_of_each()
    {
        var net = Net();
        Tensor x = new RandomState(3).RandN(5, 3);
        var trace = net.Trace(x);
        Assert.Equal(["0 Linear", "1 BatchNorm", "2 Sigmoid", "3 Linear"], trace.Select(t => t.Name));
        Assert.Equal(net.Forward(x).Value.ToArray<double>(), trace[^1].Output.Value.ToArray<double>());

        var loss = F.SoftmaxCrossEntropy(trace[^1].Output, NdArray.Of(new[] { 0, 1, 0, 1, 0 }));
        var gradients = Gradient.Of(loss, [.. trace.Select(t => t.Output)]);
        Assert.Equal(trace.Select(t => t.Output.Shape), gradients.Select(g => g.Shape));
        Assert.All(gradients, g => Assert.True(g.Value.Abs().Max().Item() > 0));
    }

    [Fact]
    public void A_map_replaces_every_parameter_and_leaves_the_original_alone()
    {
        var net = Net();
        var before = net.Parameters[0].Value.Copy();
        var zero = (Sequential)net.Map(new ParameterMap((_, w) => w * 0));
        Assert.All(zero.Parameters, p => Assert.Equal(0, p.Value.Abs().Max().Item()));
        Assert.Equal(before.ToArray<double>(), net.Parameters[0].Value.ToArray<double>());
    }

    [Fact]
    public void Fast_weights_are_a_map_and_can_be_differentiated_twice()
    {
        var net = new Sequential(Linear.Create(2, 3, new RandomState(4), dtype: DType.Float64), new Tanh(), Linear.Create(3, 1, new RandomState(5), dtype: DType.Float64));
        Tensor x = new RandomState(6).RandN(4, 2);
        var parameters = net.Parameters;
        NdArray[] at = [.. parameters.Select(p => p.Value)];

        // The loss after one step of gradient descent, as a function of the weights before it.
        Tensor After(Tensor[] weights)
        {
            var now = weights.Zip(parameters).ToDictionary(pair => pair.Second.Name, pair => pair.First);
            var start = net.Map(new ParameterMap((name, _) => now[name]));
            var gradients = Gradient.Of(start.Forward(x).Square().Sum(), weights, createGraph: true).Zip(parameters).ToDictionary(pair => pair.Second.Name, pair => pair.First);
            return start.Map(new ParameterMap((name, w) => w - (gradients[name] * 0.05))).Forward(x).Square().Sum();
        }

        var report = GradientCheck.Run(After, at);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void Weights_that_occur_twice_are_one_parameter_and_stay_tied()
    {
        var shared = Linear.Create(3, 3, new RandomState(1));
        var net = new Sequential(shared, new Tanh(), shared);
        Assert.Equal(["0.Weight", "0.Bias"], net.Parameters.Select(p => p.Name));
        var copy = (Sequential)net.Copy();
        Assert.Same(((Linear)copy[0]).Weight, ((Linear)copy[2]).Weight);
        Assert.NotSame(shared.Weight, ((Linear)copy[0]).Weight);
    }

    [Fact]
    public void A_copy_has_its_own_parameters_and_running_statistics()
    {
        var net = Net();
        var copy = (Sequential)net.Copy();
        Tensor x = new RandomState(3).RandN(5, 3);
        double[] before = copy.Forward(x).Value.ToArray<double>();
        net.Forward(x, Pass.Training());
        net.Parameters[0].Tensor.Assign(NdArray.Ones([3, 4], DType.Float64));
        Assert.Equal(before, copy.Forward(x).Value.ToArray<double>());
        Assert.NotEqual(before, net.Forward(x).Value.ToArray<double>());
    }

    [Fact]
    public void A_model_describes_itself()
        => Assert.Equal("Sequential, 34 parameters\n  0 Linear [3, 4]\n  1 BatchNorm [4]\n  2 Sigmoid\n  3 Linear [4, 2]", Net().ToString());

    [Fact]
    public void A_sequence_of_nothing_is_an_error()
        => Assert.Contains("Sequential: layers must hold at least one layer", Assert.Throws<ArgumentException>(() => new Sequential()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pass_without_random_numbers_says_how_to_give_it_some()
        => Assert.Contains("Use Pass.Training(new RandomState(seed)), or new Trainer(…) { Random = new RandomState(seed) }.", Assert.Throws<InvalidOperationException>(() => Pass.Training().Random).Message, StringComparison.Ordinal);

    [Fact]
    public void Activation_layers_are_their_functions()
    {
        Tensor x = new RandomState(7).RandN(3, 4);
        (Layer Layer, Func<Tensor, Tensor> Function)[] pairs =
        [
            (new Relu(), F.Relu), (new Sigmoid(), F.Sigmoid), (new Tanh(), F.Tanh), (new LeakyRelu(0.3), t => F.LeakyRelu(t, 0.3)), (new Elu(0.5), t => F.Elu(t, 0.5)),
            (new Gelu(), F.Gelu), (new Softplus(), F.Softplus), (new Softmax(0), t => F.Softmax(t, 0)), (new Activation("square", t => t.Square()), t => t.Square()),
            (new Flatten(), t => t),
        ];
        foreach (var (layer, function) in pairs)
        {
            Assert.Equal(function(x).Value.ToArray<double>(), layer.Forward(x).Value.ToArray<double>());
            Assert.Empty(layer.Parameters);
        }
    }

    [Fact]
    public void Networks_are_float32_unless_asked_otherwise()
    {
        Assert.All(Net(DType.Float32).Parameters, p => Assert.Equal(DType.Float32, p.Tensor.DType));
        Assert.Equal(DType.Float32, Linear.Create(2, 3, new RandomState(0)).Forward(NdArray.Zeros([1, 2], DType.Float32)).DType);
    }
}

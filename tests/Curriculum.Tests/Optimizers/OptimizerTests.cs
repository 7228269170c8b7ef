using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Layers;
using Curriculum.Optimizers;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Optimizers;

public class OptimizerTests
{
    [Fact]
    public void A_large_parameter_moves_as_its_parts_would()
    {
        const int Size = 150_001, Cut = 40_000;
        var random = new RandomState(2);
        NdArray weight = random.RandN(Size).As(DType.Float32), gradient = random.RandN(Size).As(DType.Float32);
        NdArray whole = Moved(..), front = Moved(..Cut), back = Moved(Cut..);
        Assert.Equal(whole.ToArray<float>(), front.ToArray<float>().Concat(back.ToArray<float>()));

        NdArray Moved(Range part)
        {
            var parameter = Tensor.Variable(weight[part].Copy());
            var adam = new Adam([new Parameter("w", parameter)]) { WeightDecay = 0.1 };
            for (int step = 0; step < 3; step++)
                adam.Step([gradient[part]]);
            return parameter.Value;
        }
    }

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "optimizers_textbook", MemberType = typeof(GoldenFiles))]
    public void The_textbook_s_steps_and_states_agree_with_the_reference(string name)
    {
        var golden = GoldenFiles.Case("optimizers_textbook", name);
        double rate = golden.Number("lr");
        Check(golden, p => golden.Text("optimizer") switch
        {
            "sgd" => new Sgd(p, rate),
            "momentum" => new Momentum(p, rate, golden.Number("momentum")),
            "adagrad" => new AdaGrad(p, rate) { Epsilon = golden.Number("theta") },
            "rmsprop" => new RmsProp(p, rate, golden.Number("rho")) { Epsilon = golden.Number("epsilon") },
            "adam" => new Adam(p, rate, golden.Number("beta1"), golden.Number("beta2")) { Epsilon = golden.Number("epsilon") },
            var other => throw new InvalidDataException(other),
        });
    }

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "optimizers_pytorch", MemberType = typeof(GoldenFiles))]
    public void Pytorch_s_steps_agree_with_the_reference(string name)
    {
        var golden = GoldenFiles.Case("optimizers_pytorch", name);
        var (rate, decay, form) = (golden.Number("lr"), Number("weight_decay"), OptimizerForm.PyTorch);
        double[] betas = golden.Attributes.TryGetProperty("betas", out var list) ? [.. list.EnumerateArray().Select(b => b.GetDouble())] : [];
        Check(golden, p => golden.Text("optimizer") switch
        {
            "SGD" when Flag("nesterov") => new Nesterov(p, rate, Number("momentum")) { Form = form, WeightDecay = decay },
            "SGD" when Number("momentum") != 0 => new Momentum(p, rate, Number("momentum")) { Form = form, WeightDecay = decay, Dampening = Number("dampening") },
            "SGD" => new Sgd(p, rate) { WeightDecay = decay },
            "Adagrad" => new AdaGrad(p, rate)
            {
                Form = form,
                WeightDecay = decay,
                Epsilon = Number("eps"),
                LearningRateDecay = Number("lr_decay"),
                InitialAccumulator = Number("initial_accumulator_value"),
            },
            "RMSprop" => new RmsProp(p, rate, Number("alpha")) { Form = form, WeightDecay = decay, Epsilon = Number("eps"), Centred = Flag("centered"), MomentumFactor = Number("momentum") },
            "Adam" => new Adam(p, rate, betas[0], betas[1]) { Form = form, WeightDecay = decay, Epsilon = Number("eps"), AmsGrad = Flag("amsgrad") },
            "AdamW" => new AdamW(p, rate, decay, betas[0], betas[1]) { Epsilon = Number("eps") },
            var other => throw new InvalidDataException(other),
        });

        double Number(string attribute) => golden.Attributes.TryGetProperty(attribute, out var value) ? value.GetDouble() : 0;
        bool Flag(string attribute) => golden.Attributes.TryGetProperty(attribute, out var value) && value.GetBoolean();
    }

    [Fact]
    public void Nesterov_s_textbook_form_makes_pytorch_s_steps_while_the_rate_stays()
    {
        var random = new RandomState(1);
        var (start, gradients) = (random.RandN(5, 3), Enumerable.Range(0, 6).Select(_ => random.RandN(5, 3)).ToArray());
        var textbook = Run(start, gradients, p => new Nesterov(p, 0.1, 0.9), out _);
        var pytorch = Run(start, gradients, p => new Nesterov(p, 0.1, 0.9) { Form = OptimizerForm.PyTorch }, out _);
        Assert.True((textbook[^1] - pytorch[^1]).Abs().Max().Item() < 1e-14);
    }

    [Fact]
    public void Each_element_moves_alike_wherever_it_stands_in_the_array()
    {
        // 1, 3, 17 … elements end in different parts of a vector.
        foreach (int n in new[] { 1, 3, 17, 64, 65 })
        {
            var (w, g) = (NdArray.Full([n], 0.3, DType.Float32), NdArray.Full([n], 0.7, DType.Float32));
            var moved = Run(w, [g, g, g], p => new Adam(p, 0.1) { WeightDecay = 0.01, AmsGrad = true }, out _)[^1].ToArray<float>();
            Assert.All(moved, v => Assert.Equal(BitConverter.SingleToInt32Bits(moved[0]), BitConverter.SingleToInt32Bits(v)));
        }
    }

    [Fact]
    public void A_step_uses_the_gradients_of_backward_and_clears_them()
    {
        var w = Tensor.Variable(NdArray.Of(1.0, 2.0), "w");
        var optimizer = new Sgd([new Parameter("w", w)], 0.1);
        w.Square().Sum().Backward();
        optimizer.Step();
        Assert.Equal([0.8, 1.6], w.Value.ToArray<double>());
        Assert.Null(w.Gradient);
    }

    [Fact]
    public void What_was_read_of_a_parameter_or_a_state_stays_as_it_was()
    {
        var w = Tensor.Variable(NdArray.Of(1.0, 2.0), "w");
        var optimizer = new Momentum([new Parameter("w", w)], 0.1);
        optimizer.Step([Tensor.Constant(NdArray.Of(1.0, 1.0))]);
        var (before, velocity) = (w.Value, optimizer.States[0]["v"]);
        optimizer.Step([Tensor.Constant(NdArray.Of(1.0, 1.0))]);
        Assert.Equal([0.9, 1.9], before.ToArray<double>());
        Assert.Equal([-0.1, -0.1], velocity.ToArray<double>());
        Assert.Equal([0.71, 1.71], w.Value.ToArray<double>().Select(v => Math.Round(v, 12)));
    }

    [Fact]
    public void An_optimizer_of_one_s_own_is_its_formula()
    {
        var (start, gradients) = (NdArray.Of(1.0, -2.0), new[] { NdArray.Of(0.5, 0.25), NdArray.Of(-1.0, 2.0) });
        var own = Run(start, gradients, p => new OwnAdaGrad(p, 0.1), out _);
        var library = Run(start, gradients, p => new AdaGrad(p, 0.1), out _);
        Assert.Equal(library[^1].ToArray<double>(), own[^1].ToArray<double>());
    }

    [Fact]
    public void A_step_without_a_gradient_says_that_backward_is_missing()
    {
        var optimizer = new Sgd([new Parameter("w", Tensor.Variable(NdArray.Of(1.0)))], 0.1);
        Assert.Equal("Sgd: no parameter has a gradient. Call loss.Backward() before Step().", Assert.Throws<InvalidOperationException>(optimizer.Step).Message);
    }

    [Fact]
    public void Wrong_arguments_are_errors_that_say_so()
    {
        Parameter[] parameters = [new("0.Weight", Tensor.Variable(NdArray.Zeros(2, 3)))];
        Assert.Contains("Adam: parameters must hold at least one parameter", Assert.Throws<ArgumentException>(() => new Adam([])).Message, StringComparison.Ordinal);
        Assert.Contains("the learning rate must be a finite number that is not negative", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(parameters, -1)).Message, StringComparison.Ordinal);
        Assert.Equal(
            "Sgd: the gradient of 0.Weight must be [2, 3] like the parameter, got [3, 2].",
            Assert.Throws<ShapeException>(() => new Sgd(parameters, 1).Step([NdArray.Zeros(3, 2)])).Message);
        Assert.Contains("one for each of the 1 parameters, got 2", Assert.Throws<ArgumentException>(() => new Sgd(parameters, 1).Step([NdArray.Zeros(2, 3), NdArray.Zeros(2, 3)])).Message, StringComparison.Ordinal);
    }

    private static void Check(GoldenCase golden, Func<Parameter[], Optimizer> make)
    {
        foreach (var dtype in new[] { DType.Float64, DType.Float32 })
        {
            var gradients = golden.Inputs["g"].ToNdArray(dtype);
            var steps = Run(golden.Inputs["w"].ToNdArray(dtype), [.. Enumerable.Range(0, gradients.Shape[0]).Select(t => gradients[t])], make, out var states);
            foreach (var (name, expected) in golden.Outputs)
                GoldenAssert.Close(expected, NdArray.Stack(0, name == "w" ? steps : [.. states.Select(s => s[name])]), golden.Tolerance(dtype), $"{golden} {dtype} {name}");
        }
    }

    private static NdArray[] Run(NdArray start, NdArray[] gradients, Func<Parameter[], Optimizer> make, out List<Dictionary<string, NdArray>> states)
    {
        var w = Tensor.Variable(start, "w");
        var optimizer = make([new Parameter("w", w)]);
        var (weights, seen) = (new List<NdArray>(), new List<Dictionary<string, NdArray>>());
        foreach (var g in gradients)
        {
            optimizer.Step([g]);
            weights.Add(w.Value);
            seen.Add(optimizer.States[0].Names.ToDictionary(name => name, name => optimizer.States[0][name]));
        }

        states = seen;
        return [.. weights];
    }

    private sealed class OwnAdaGrad(IEnumerable<Parameter> parameters, double rate) : Optimizer(parameters, rate)
    {
        protected override NdArray Update(NdArray weight, NdArray gradient, OptimizerState state)
        {
            var h = state["h"] += gradient * gradient;
            return weight - (gradient * LearningRate / (h.Sqrt() + 1e-7));
        }
    }
}

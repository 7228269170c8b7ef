using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Functional;

/// <summary>Derivatives of derivatives, against PyTorch's double backward.</summary>
public class HigherOrderTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "higher_order", MemberType = typeof(GoldenFiles))]
    public void Hessian_vector_products_agree_with_the_reference(string name)
    {
        var golden = GoldenFiles.Case("higher_order", name);
        string[] wanted = [.. golden.Gradients.Keys];
        var inputs = golden.Inputs.ToDictionary(entry => entry.Key, entry => wanted.Contains(entry.Key) ? Tensor.Variable(Read(entry.Value)) : Tensor.Constant(Read(entry.Value)));
        Tensor[] x = [.. wanted.Select(key => inputs[key])];
        var y = Output(golden, inputs);
        var loss = y.Rank == 0 ? y : (inputs["c"] * y).Sum() + (y.Square().Sum() / 2);
        Compare(golden, "loss", loss.Value, golden.Outputs["loss"]);
        if (golden.Outputs.TryGetValue("y", out var expected))
            Compare(golden, "y", y.Value, expected);

        var first = Gradient.Of(loss, x, createGraph: true);
        for (int i = 0; i < x.Length; i++)
            Compare(golden, $"gradient of {wanted[i]}", first[i].Value, golden.Gradients[wanted[i]]);
        var along = first.Select((g, i) => (g * inputs["v_" + wanted[i]]).Sum()).Aggregate((a, b) => a + b);
        var second = Gradient.Of(along, x, createGraph: false);
        for (int i = 0; i < x.Length; i++)
            Compare(golden, $"hvp_{wanted[i]}", second[i].Value, golden.Outputs["hvp_" + wanted[i]]);
    }

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "gradient_penalty", MemberType = typeof(GoldenFiles))]
    public void A_gradient_penalty_agrees_with_the_reference(string name) => GoldenRun.Check("gradient_penalty", name, run =>
    {
        Tensor Critic(Tensor t)
        {
            var hidden = F.Linear(t, run["w1"], run["b1"]);
            hidden = run.Case.Text("activation") switch
            {
                "tanh" => hidden.Tanh(),
                "softplus" => F.Softplus(hidden),
                _ => F.LeakyRelu(hidden, 0.2),
            };
            return F.Linear(hidden, run["w2"], run["b2"]);
        }

        var (real, fake, eps) = (run["real"], run["fake"], run["eps"]);
        var between = Tensor.Variable(((eps * real) + ((1 - eps) * fake)).Value);
        var gradients = Gradient.Of(Critic(between).Sum(), [between], createGraph: true)[0];
        var norms = gradients.Square().Sum(1).Sqrt();
        var excess = run.Case.Attributes.TryGetProperty("one_sided", out var flag) && flag.GetBoolean() ? (norms - 1).Maximum(0.0) : norms - 1;
        var penalty = excess.Square().Mean() * run.Case.Number("lambda");
        return new Dictionary<string, Tensor>
        {
            ["input_gradients"] = gradients,
            ["norms"] = norms,
            ["penalty"] = penalty,
            ["loss"] = Critic(fake).Mean() - Critic(real).Mean() + penalty,
        };
    });

    private static Tensor Output(GoldenCase golden, Dictionary<string, Tensor> x) => golden.Text("op") switch
    {
        "tanh_mlp" => F.Linear(F.Linear(x["x"], x["w1"], x["b1"]).Tanh(), x["w2"], x["b2"]),
        "layer_norm" => F.LayerNorm(x["x"], x["gamma"], x["beta"], golden.Number("epsilon")),
        "batch_norm" => F.BatchNorm(x["x"], x["gamma"], x["beta"], golden.Number("epsilon")),
        "conv2d" => Convolve(golden, x),
        "tanh(conv2d)" => Convolve(golden, x).Tanh(),
        "tanh(max_pool2d)" => F.MaxPool2d(x["x"], Pair(golden, "kernel"), Pair(golden, "stride"), Pair(golden, "padding")).Tanh(),
        "softmax_cross_entropy" => F.SoftmaxCrossEntropy(x["x"], x["target"]),
        "lstm_cell" => Lstm(x),
        "scaled_dot_attention" => F.DotProductAttention(x["q"], x["k"], x["v"], golden.Flag("causal") ? F.CausalMask(x["q"].Shape[1]) : null).Output,
        var other => throw new InvalidDataException(other),
    };

    private static Tensor Convolve(GoldenCase golden, Dictionary<string, Tensor> x) => F.Conv2d(x["x"], x["w"], x["b"], Pair(golden, "stride"), Pair(golden, "padding"));

    private static Tensor Lstm(Dictionary<string, Tensor> x)
    {
        var (h, c) = F.LstmCell(x["x"], x["h"], x["cell"], x["w_x"].T, x["w_h"].T, x["b"]);
        return Tensor.Concatenate(1, h, c);
    }

    private static Size2d Pair(GoldenCase golden, string attribute) => golden.Wholes(attribute) is { } pair ? (pair[0], pair[1]) : throw new InvalidDataException(attribute);

    private static NdArray Read(GoldenArray array) => NdArray.Of(array.Data).Reshape(array.Shape).As(array.DType == "int64" ? DType.Int64 : DType.Float64);

    private static void Compare(GoldenCase golden, string what, NdArray actual, GoldenArray expected)
    {
        Assert.True(actual.Shape == (Shape)expected.Shape, $"{golden} {what}: shape {actual.Shape}, expected {(Shape)expected.Shape}");
        double[] values = actual.ToArray<double>();
        for (int i = 0; i < values.Length; i++)
            Assert.True(Math.Abs(values[i] - expected.Data[i]) <= 1e-9 * Math.Max(1, Math.Abs(expected.Data[i])), $"{golden} {what}[{i}]: {values[i]:r}, expected {expected.Data[i]:r}");
    }
}

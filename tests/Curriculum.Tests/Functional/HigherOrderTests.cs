using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Functional;

/// <summary>Derivatives of derivatives of these functions, against PyTorch's double backward.</summary>
public class HigherOrderTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "higher_order", MemberType = typeof(GoldenFiles))]
    public void Hessian_vector_products_agree_with_the_reference(string name)
    {
        var golden = GoldenFiles.Case("higher_order", name);
        Check(golden, DType.Float64);
        Check(golden, DType.Float32);
    }

    private static void Check(GoldenCase golden, DType dtype)
    {
        double tolerance = golden.Tolerance(dtype);
        string[] wanted = [.. golden.Gradients.Keys];
        var inputs = golden.Inputs.ToDictionary(entry => entry.Key, entry => wanted.Contains(entry.Key) ? Tensor.Variable(entry.Value.ToNdArray(dtype)) : Tensor.Constant(entry.Value.ToNdArray(dtype)));
        Tensor[] x = [.. wanted.Select(key => inputs[key])];
        var y = Output(golden, inputs);
        var loss = y.Rank == 0 ? y : (inputs["c"] * y).Sum() + (y.Square().Sum() / 2);
        GoldenAssert.Close(golden.Outputs["loss"], loss.Value, tolerance, $"{golden} {dtype} loss");
        if (golden.Outputs.TryGetValue("y", out var expected))
            GoldenAssert.Close(expected, y.Value, tolerance, $"{golden} {dtype} y");

        var first = Gradient.Of(loss, x, createGraph: true);
        for (int i = 0; i < x.Length; i++)
            GoldenAssert.Close(golden.Gradients[wanted[i]], first[i].Value, tolerance, $"{golden} {dtype} gradient of {wanted[i]}");
        var along = first.Select((g, i) => (g * inputs["v_" + wanted[i]]).Sum()).Aggregate((a, b) => a + b);
        var second = Gradient.Of(along, x, createGraph: false);
        for (int i = 0; i < x.Length; i++)
            GoldenAssert.Close(golden.Outputs["hvp_" + wanted[i]], second[i].Value, tolerance, $"{golden} {dtype} hvp_{wanted[i]}");
    }

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
        "scaled_dot_attention" => F.DotProductAttention(x["q"], x["k"], x["v"], golden.Flag("causal") ? F.CausalMask(x["q"].Shape[1], x["k"].Shape[1]) : null).Output,
        var other => throw new InvalidDataException(other),
    };

    private static Tensor Convolve(GoldenCase golden, Dictionary<string, Tensor> x) => F.Conv2d(x["x"], x["w"], x["b"], Pair(golden, "stride"), Pair(golden, "padding"));

    private static Tensor Lstm(Dictionary<string, Tensor> x)
    {
        var (h, c) = F.LstmCell(x["x"], x["h"], x["cell"], x["w_x"].T, x["w_h"].T, x["b"]);
        return Tensor.Concatenate(1, h, c);
    }

    private static Size2d Pair(GoldenCase golden, string attribute) => golden.Wholes(attribute) is { } pair ? (pair[0], pair[1]) : throw new InvalidDataException(attribute);
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Autograd;

/// <summary>Values and gradients of the basic operations against PyTorch and NumPy, in both precisions.</summary>
public class GoldenOperationTests
{
    [Theory]
    [MemberData(nameof(Families), "elementwise")]
    public void Elementwise_functions_and_their_gradients_agree(string name, DType real) => Check("elementwise", name, real, Elementwise);

    [Theory]
    [MemberData(nameof(Families), "reductions")]
    public void Reductions_and_their_gradients_agree(string name, DType real) => Check("reductions", name, real, Reduce);

    [Theory]
    [MemberData(nameof(Families), "matmul")]
    public void Products_and_their_gradients_agree(string name, DType real) =>
        Check("matmul", name, real, (golden, x) => x["a"].MatMul(x["b"], golden.Flag("transpose_a"), golden.Flag("transpose_b")));

    [Theory]
    [MemberData(nameof(Families), "indexing")]
    public void Indexing_and_its_gradients_agree(string name, DType real) => Check("indexing", name, real, Index);

    public static TheoryData<string, DType> Families(string family)
    {
        var rows = new TheoryData<string, DType>();
        foreach (var golden in GoldenFiles.Cases(family))
        {
            rows.Add(golden.Name, DType.Float64);
            rows.Add(golden.Name, DType.Float32);
        }

        return rows;
    }

    private static void Check(string family, string name, DType real, Func<GoldenCase, Dictionary<string, Tensor>, Tensor> operation)
    {
        var golden = GoldenFiles.Case(family, name);
        double tolerance = real == DType.Float64 ? 1e-9 : golden.SingleTolerance;
        var x = golden.Inputs.ToDictionary(
            input => input.Key,
            input => golden.Gradients.ContainsKey(input.Key) ? Tensor.Variable(input.Value.ToNdArray(real), input.Key) : Tensor.Constant(input.Value.ToNdArray(real)));

        var y = operation(golden, x);

        GoldenAssert.Close(golden.Outputs["y"], y.Value, tolerance, $"{golden} y");
        if (golden.Gradients.Count == 0)
            return;
        Assert.Equal(real, y.DType);
        string[] inputs = [.. golden.Gradients.Keys];
        var gradients = Gradient.Of([y], [.. inputs.Select(input => x[input])], [golden.Upstream["y"].ToNdArray(real)], createGraph: false);
        for (int i = 0; i < inputs.Length; i++)
        {
            Assert.Equal(real, gradients[i].DType);
            GoldenAssert.Close(golden.Gradients[inputs[i]], gradients[i].Value, tolerance, $"{golden} gradient of {inputs[i]}");
        }
    }

    private static Tensor Elementwise(GoldenCase golden, Dictionary<string, Tensor> inputs)
    {
        var x = inputs.GetValueOrDefault("x") ?? inputs["a"];
        return golden.Text("op") switch
        {
            "exp" => x.Exp(),
            "log" => x.Log(),
            "tanh" => x.Tanh(),
            "sigmoid" => x.Sigmoid(),
            "sqrt" => x.Sqrt(),
            "abs" => x.Abs(),
            "relu" => Tensor.Where(x > 0.0, x, 0.0),
            "leaky_relu" => Tensor.Where(x > 0.0, x, x * golden.Number("negative_slope")),
            "elu" => Tensor.Where(x > 0.0, x, x.Minimum(0.0).Expm1() * golden.Number("alpha")),
            "gelu_erf" => x * 0.5 * (1 + (x / Math.Sqrt(2)).Erf()),
            "gelu_tanh" => x * 0.5 * (1 + (Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x.Pow(3)))).Tanh()),
            "softplus" => x.Maximum(0.0) + (-x.Abs()).Exp().Log1p(),
            "pow" => x.Pow(golden.Number("exponent")),
            "add" => x + inputs["b"],
            "sub" => x - inputs["b"],
            "mul" => x * inputs["b"],
            "div" => x / inputs["b"],
            "maximum" => x.Maximum(inputs["b"]),
            "minimum" => x.Minimum(inputs["b"]),
            "where" => Tensor.Where(inputs["condition"], x, inputs["b"]),
            var op => throw new InvalidDataException(op),
        };
    }

    private static Tensor Reduce(GoldenCase golden, Dictionary<string, Tensor> inputs)
    {
        var x = inputs["x"];
        bool keepDims = golden.Flag("keepdims");
        int[] axes = golden.Wholes("axes") ?? [.. Enumerable.Range(0, x.Rank)];
        bool isWhole = golden.Wholes("axes") is null && !keepDims;
        int ddof = golden.Attributes.TryGetProperty("unbiased", out var unbiased) && unbiased.GetBoolean() ? 1 : 0;
        return golden.Text("op") switch
        {
            "sum" => isWhole ? x.Sum() : x.Sum(axes, keepDims),
            "mean" => isWhole ? x.Mean() : x.Mean(axes, keepDims),
            "max" => isWhole ? x.Max() : x.Max(axes, keepDims),
            "min" => isWhole ? x.Min() : x.Min(axes, keepDims),
            "var" => isWhole ? x.Var(ddof: ddof) : x.Var(axes, keepDims, ddof),
            "std" => isWhole ? x.Std(ddof: ddof) : x.Std(axes, keepDims, ddof),
            "logsumexp" => isWhole ? x.LogSumExp() : x.LogSumExp(axes, keepDims),
            "argmax" => isWhole ? x.Value.ArgMax() : x.Value.ArgMax(axes[0], keepDims),
            "argmin" => isWhole ? x.Value.ArgMin() : x.Value.ArgMin(axes[0], keepDims),
            var op => throw new InvalidDataException(op),
        };
    }

    private static Tensor Index(GoldenCase golden, Dictionary<string, Tensor> inputs)
    {
        var x = inputs.GetValueOrDefault("x") ?? inputs["x0"];
        Tensor[] Parts() => [.. inputs.OrderBy(input => input.Key).Select(input => input.Value)];
        return golden.Text("op") switch
        {
            "take_along_axis" => x.TakeAlongAxis(inputs["indices"], golden.Whole("axis")),
            "take" => x.Take(inputs["indices"], golden.Whole("axis")),
            "concat" => Tensor.Concatenate(golden.Whole("axis"), Parts()),
            "stack" => Tensor.Stack(golden.Whole("axis"), Parts()),
            "flip" => x.Flip(golden.Wholes("axes")!),
            "slice" => x[[.. golden.Attributes.GetProperty("slices").EnumerateArray().Select(SliceOf)]],
            "pad" => x.Pad(
                [.. golden.Attributes.GetProperty("pad_width").EnumerateArray().Select(width => (width[0].GetInt32(), width[1].GetInt32()))],
                golden.Number("value")),
            var op => throw new InvalidDataException(op),
        };
    }

    private static Slice SliceOf(System.Text.Json.JsonElement slice)
    {
        int? Entry(int i) => slice[i].ValueKind == System.Text.Json.JsonValueKind.Null ? null : slice[i].GetInt32();
        return Slice.Step(Entry(0), Entry(1), Entry(2) ?? 1);
    }
}

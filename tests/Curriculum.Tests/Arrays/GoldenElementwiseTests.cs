using Curriculum.Arrays;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Arrays;

public class GoldenElementwiseTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "elementwise", MemberType = typeof(GoldenFiles))]
    public void Elementwise_values_agree_in_double(string name) => Check(GoldenFiles.Case("elementwise", name), DType.Float64);

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "elementwise", MemberType = typeof(GoldenFiles))]
    public void Elementwise_values_agree_in_float(string name) => Check(GoldenFiles.Case("elementwise", name), DType.Float32);

    private static void Check(GoldenCase golden, DType dtype)
    {
        var inputs = golden.Inputs.ToDictionary(input => input.Key, input => input.Value.ToNdArray(dtype));
        var y = inputs.TryGetValue("x", out var x) ? Unary(golden, x) : Binary(golden.Text("op"), inputs);
        Assert.Equal(dtype, y.DType);
        GoldenAssert.Close(golden.Outputs["y"], y, golden.Tolerance(dtype), golden.ToString());
    }

    private static NdArray Unary(GoldenCase golden, NdArray x) => golden.Text("op") switch
    {
        "exp" => x.Exp(),
        "log" => x.Log(),
        "tanh" => x.Tanh(),
        "sqrt" => x.Sqrt(),
        "abs" => x.Abs(),
        "relu" => x.Maximum(0),
        "sigmoid" => x.Sigmoid(),
        "leaky_relu" => NdArray.Where(x > 0, x, x * golden.Number("negative_slope")),
        "elu" => NdArray.Where(x > 0, x, golden.Number("alpha") * x.Minimum(0).Expm1()),
        "gelu_erf" => x / 2 * (1 + (x * (1 / Math.Sqrt(2))).Erf()),
        "gelu_tanh" => x / 2 * (1 + (Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x.Pow(3)))).Tanh()),
        "softplus" => x.Maximum(0) + (-x.Abs()).Exp().Log1p(),
        "pow" => x.Pow(golden.Number("exponent")),
        var op => throw new InvalidDataException($"golden operation {op} is not known to the test"),
    };

    private static NdArray Binary(string op, Dictionary<string, NdArray> inputs)
    {
        var (a, b) = (inputs["a"], inputs["b"]);
        return op switch
        {
            "add" => a + b,
            "sub" => a - b,
            "mul" => a * b,
            "div" => a / b,
            "maximum" => a.Maximum(b),
            "minimum" => a.Minimum(b),
            "where" => NdArray.Where(inputs["condition"], a, b),
            _ => throw new InvalidDataException($"golden operation {op} is not known to the test"),
        };
    }
}

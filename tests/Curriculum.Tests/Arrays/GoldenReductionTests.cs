using Curriculum.Arrays;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Arrays;

public class GoldenReductionTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "reductions", MemberType = typeof(GoldenFiles))]
    public void Reductions_agree_in_double(string name) => Check(GoldenFiles.Case("reductions", name), DType.Float64);

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "reductions", MemberType = typeof(GoldenFiles))]
    public void Reductions_agree_in_float(string name) => Check(GoldenFiles.Case("reductions", name), DType.Float32);

    private static void Check(GoldenCase golden, DType dtype)
    {
        var x = golden.Inputs["x"].ToNdArray(dtype);
        int[]? axes = golden.Wholes("axes");
        bool keepDims = golden.Flag("keepdims");
        int ddof = golden.Attributes.TryGetProperty("unbiased", out var unbiased) && unbiased.GetBoolean() ? 1 : 0;
        var y = golden.Text("op") switch
        {
            "sum" => x.Sum(axes, keepDims),
            "mean" => x.Mean(axes, keepDims),
            "var" => x.Var(axes, keepDims, ddof),
            "std" => x.Std(axes, keepDims, ddof),
            "max" => x.Max(axes, keepDims),
            "min" => x.Min(axes, keepDims),
            "logsumexp" => x.LogSumExp(axes, keepDims),
            "argmax" => x.ArgMax(axes?.Single(), keepDims),
            "argmin" => x.ArgMin(axes?.Single(), keepDims),
            var op => throw new InvalidDataException($"golden operation {op} is not known to the test"),
        };
        GoldenAssert.Close(golden.Outputs["y"], y, golden.Tolerance(dtype), golden.ToString());
    }
}

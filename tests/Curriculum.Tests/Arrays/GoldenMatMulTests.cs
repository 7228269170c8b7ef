using Curriculum.Arrays;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Arrays;

public class GoldenMatMulTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "matmul", MemberType = typeof(GoldenFiles))]
    public void Products_agree_in_double(string name) => Check(GoldenFiles.Case("matmul", name), DType.Float64);

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "matmul", MemberType = typeof(GoldenFiles))]
    public void Products_agree_in_float(string name) => Check(GoldenFiles.Case("matmul", name), DType.Float32);

    private static void Check(GoldenCase golden, DType dtype)
    {
        var (a, b) = (golden.Inputs["a"].ToNdArray(dtype), golden.Inputs["b"].ToNdArray(dtype));
        var y = a.MatMul(b, golden.Flag("transpose_a"), golden.Flag("transpose_b"));
        GoldenAssert.Close(golden.Outputs["y"], y, golden.Tolerance(dtype), golden.ToString());
    }
}

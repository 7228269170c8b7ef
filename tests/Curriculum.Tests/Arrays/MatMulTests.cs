using Curriculum.Arrays;

namespace Curriculum.Tests.Arrays;

public class MatMulTests
{
    // Around the sizes of tiles (12 rows, 16 and 32 columns, 6 rows on smaller machines), of panels' blocks (144), of k-blocks (512) and of packing (192).
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 1, 7, 1 }, { 5, 1, 3 }, { 12, 16, 32 }, { 13, 17, 33 }, { 6, 8, 8 }, { 7, 9, 15 }, { 25, 40, 31 }, { 3, 512, 5 }, { 3, 513, 5 },
        { 2, 1100, 40 }, { 30, 20, 200 }, { 150, 30, 193 }, { 300, 64, 40 }, { 1, 300, 100 }, { 100, 300, 1 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_product_is_the_sum_along_k_by_fused_multiply_add_in_blocks_of_512(int m, int k, int n)
    {
        double[] a = Numbers(m * k, 1), b = Numbers(k * n, 2);
        double[] expected = new double[m * n];
        float[] expectedSingle = new float[m * n];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int start = 0; start < k; start += 512)
                {
                    double sum = 0;
                    float single = 0;
                    for (int l = start; l < Math.Min(k, start + 512); l++)
                    {
                        sum = Math.FusedMultiplyAdd(a[(i * k) + l], b[(l * n) + j], sum);
                        single = MathF.FusedMultiplyAdd((float)a[(i * k) + l], (float)b[(l * n) + j], single);
                    }

                    expected[(i * n) + j] = start == 0 ? sum : expected[(i * n) + j] + sum;
                    expectedSingle[(i * n) + j] = start == 0 ? single : expectedSingle[(i * n) + j] + single;
                }
            }
        }

        NdArray x = NdArray.Of(a).Reshape(m, k), y = NdArray.Of(b).Reshape(k, n);
        NdArray xt = x.T.Copy(), yt = y.T.Copy();
        Assert.Equal(expected, x.MatMul(y).ToArray<double>());
        Assert.Equal(expected, xt.MatMul(y, transposeA: true).ToArray<double>());
        Assert.Equal(expected, x.MatMul(yt, transposeB: true).ToArray<double>());
        Assert.Equal(expected, xt.T.MatMul(yt.T).ToArray<double>());
        Assert.Equal(expectedSingle, x.As(DType.Float32).MatMul(y.As(DType.Float32)).ToArray<float>());
        Assert.Equal(expectedSingle, xt.As(DType.Float32).MatMul(yt.As(DType.Float32), transposeA: true, transposeB: true).ToArray<float>());
    }

    [Fact]
    public void Batches_broadcast_and_vectors_lose_their_axis()
    {
        var a = NdArray.Arange(2 * 1 * 3 * 4).Reshape(2, 1, 3, 4);
        var b = NdArray.Arange(5 * 4 * 2).Reshape(5, 4, 2);
        var y = a.MatMul(b);
        Assert.Equal([2, 5, 3, 2], y.Shape);
        Assert.Equal(DType.Int64, y.DType);
        long[] whole = y.ToArray<long>();
        Assert.Equal(whole.Select(v => (double)v), a.As(DType.Float64).MatMul(b.As(DType.Float64)).ToArray<double>());
        Assert.Equal(whole.Select(v => (float)v), a.As(DType.Float32).MatMul(b.As(DType.Float32)).ToArray<float>());

        var vector = NdArray.Of(1, 2, 3, 4);
        Assert.Equal([2, 1, 3], a.MatMul(vector).Shape);
        Assert.Equal([5, 2], vector.MatMul(b).Shape);
        Assert.Equal(30, vector.MatMul(vector).Item());
        Assert.Equal(Shape.Scalar, vector.Dot(vector).Shape);
    }

    [Fact]
    public void A_product_over_no_elements_is_zero()
    {
        Assert.Equal([0.0, 0, 0, 0, 0, 0], NdArray.Zeros(2, 0).MatMul(NdArray.Zeros(0, 3)).ToArray<double>());
        Assert.Equal([0, 3], NdArray.Zeros(0, 2).MatMul(NdArray.Zeros(2, 3)).Shape);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        var error = Assert.Throws<ShapeException>(() => NdArray.Zeros(2, 3).MatMul(NdArray.Zeros(4, 5)));
        Assert.Equal("MatMul: inner lengths must be equal, got [2, 3] × [4, 5]: 3 columns against 4 rows. Transpose one of the two, or check the order.", error.Message);
        error = Assert.Throws<ShapeException>(() => NdArray.Zeros(2, 3).MatMul(NdArray.Scalar(2)));
        Assert.Equal("MatMul: both operands must have an axis, got [2, 3] × []. Multiply by a single number with *.", error.Message);
    }

    private static double[] Numbers(int count, uint seed)
    {
        // A linear congruential generator: uneven digits, so that every rounding shows.
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            seed = (seed * 1664525) + 1013904223;
            numbers[i] = (seed / 4294967296.0) - 0.5;
        }

        return numbers;
    }
}

using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Gpu.Tests;

/// <summary>Matrix products on a device against the processor: tiles end where they may, and operands lie as they like.</summary>
public class ProductTests
{
    private static readonly Device Gpu = TestDevice.Instance;

    // The tiles of a test device have 32 and 64 rows and columns, and meet 8 or 4 elements of a sum at once.
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 129, 7)]
    [InlineData(7, 8, 9)]
    [InlineData(16, 4, 16)]
    [InlineData(17, 9, 15)]
    [InlineData(31, 32, 33)]
    [InlineData(63, 7, 65)]
    [InlineData(64, 8, 64)]
    [InlineData(66, 21, 68)]
    public void Every_shape_is_multiplied_as_on_the_processor(int rows, int inner, int columns)
    {
        var random = new RandomState((uint)(rows + inner + columns));
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var (a, b) = (random.RandN(rows, inner).As(dtype), random.RandN(inner, columns).As(dtype));
            var expected = a.MatMul(b);
            foreach (var (left, isLeft) in new[] { (a, false), (a.T.Copy(), true) })
            {
                foreach (var (right, isRight) in new[] { (b, false), (b.T.Copy(), true) })
                    DeviceAssert.Close(expected, left.To(Gpu).MatMul(right.To(Gpu), isLeft, isRight), Tolerance(dtype));
            }
        }
    }

    [Theory]
    [InlineData(5, 6, 7)]
    [InlineData(40, 12, 36)]
    [InlineData(68, 20, 72)]
    public void Operands_may_be_views_of_larger_arrays(int rows, int inner, int columns)
    {
        var random = new RandomState(1);
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            NdArray a = random.RandN(rows + 3, 2 * inner).As(dtype), b = random.RandN(inner + 4, columns + 5).As(dtype);
            foreach (var views in new Func<NdArray, NdArray, (NdArray Left, NdArray Right)>[]
            {
                (x, y) => (x[3.., ..inner], y[4.., 5..]),
                (x, y) => (x[..rows, Slice.Step(null, null, 2)], y[1..^3, 1..^4]),
                (x, y) => (x[1..(rows + 1), inner..], y[..inner, ..columns].Flip(1)),
                (x, y) => (x[0, ..inner].BroadcastTo([rows, inner]), y[4.., 4..5].BroadcastTo([inner, columns])),
                (x, y) => (x[Slice.Step(rows - 1, null, -1), ..inner], y[Slice.Step(inner - 1, null, -1), ..columns]),
            })
            {
                var (expected, actual) = (views(a, b), views(a.To(Gpu), b.To(Gpu)));
                DeviceAssert.Close(expected.Left.MatMul(expected.Right), actual.Left.MatMul(actual.Right), Tolerance(dtype));
            }
        }
    }

    [Fact]
    public void Batches_are_broadcast()
    {
        var random = new RandomState(2);
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            foreach (var (left, right) in new (int[], int[])[] { ([3, 1, 6, 8], [2, 8, 5]), ([2, 1, 40, 9], [3, 9, 36]), ([3, 4, 4], [3, 4, 4]), ([6, 8], [2, 3, 8, 12]), ([2, 0, 3, 4], [4, 3]), ([5, 7, 20], [20, 3]) })
            {
                var (a, b) = (random.RandN(left).As(dtype), random.RandN(right).As(dtype));
                DeviceAssert.Close(a.MatMul(b), a.To(Gpu).MatMul(b.To(Gpu)), Tolerance(dtype));
            }

            // Batches that lie in steps which are no multiple of four.
            var (x, w) = (random.RandN(6, 4, 5).As(dtype), random.RandN(5, 3).As(dtype));
            DeviceAssert.Close(x.Transpose(1, 0, 2).MatMul(w), x.To(Gpu).Transpose(1, 0, 2).MatMul(w.To(Gpu)), Tolerance(dtype));

            // The heads of attention: [n, t, heads, d] as [n, heads, t, d], and the keys turned round.
            var (q, k) = (random.RandN(2, 9, 3, 8).As(dtype), random.RandN(2, 7, 3, 8).As(dtype));
            NdArray Scores(NdArray x, NdArray y) => x.Transpose(0, 2, 1, 3).MatMul(y.Transpose(0, 2, 3, 1));
            DeviceAssert.Close(Scores(q, k), Scores(q.To(Gpu), k.To(Gpu)), Tolerance(dtype));
        }
    }

    [Theory]
    [InlineData(3, 5, 6)]
    [InlineData(66, 10, 67)]
    public void A_bias_is_added_to_every_row(int rows, int inner, int columns)
    {
        var random = new RandomState(3);
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            NdArray a = random.RandN(rows, inner).As(dtype), b = random.RandN(inner, columns).As(dtype), bias = random.RandN(columns + 1).As(dtype)[1..];
            var actual = MatrixProduct.Multiply(a.To(Gpu), b.To(Gpu), false, false, bias.To(Gpu));
            DeviceAssert.Close(MatrixProduct.Multiply(a, b, false, false, bias), actual, Tolerance(dtype));
        }
    }

    [Fact]
    public void A_sum_of_nothing_is_zero()
    {
        var (a, b) = (NdArray.Zeros([3, 0], DType.Float32), NdArray.Zeros([0, 4], DType.Float32));
        DeviceAssert.Close(a.MatMul(b), a.To(Gpu).MatMul(b.To(Gpu)), 0);
    }

    [Fact]
    public void Whole_numbers_are_multiplied_exactly()
    {
        var random = new RandomState(4);
        foreach (var dtype in new[] { DType.Int32, DType.Int64 })
        {
            var (a, b) = (random.RandInt(-1000, 1000, [19, 37]).As(dtype), random.RandInt(-1000, 1000, [37, 18]).As(dtype));
            Assert.Equal(a.MatMul(b).ToArray<long>(), a.To(Gpu).MatMul(b.To(Gpu)).ToArray<long>());
        }

        var (some, all) = (NdArray.Full([2, 256], 1, DType.Boolean), NdArray.Full([256, 3], 1, DType.Boolean));
        Assert.Equal([true, true, true, true, true, true], some.To(Gpu).MatMul(all.To(Gpu)).ToArray<bool>());
    }

    [Fact]
    public void What_is_no_number_stays_where_it_belongs()
    {
        var (a, b) = (NdArray.Ones([9, 5], DType.Float32), NdArray.Ones([5, 6], DType.Float32));
        a[4, 2] = NdArray.Scalar(double.NaN, DType.Float32);
        a[8, 4] = NdArray.Scalar(double.PositiveInfinity, DType.Float32);
        DeviceAssert.Close(a.MatMul(b), a.To(Gpu).MatMul(b.To(Gpu)), 0);
    }

    [Theory]
    [InlineData(4096, 4096, 1, 8, 16)]
    [InlineData(512, 1024, 1, 4, 16)]
    [InlineData(512, 512, 64, 8, 16)]
    [InlineData(64, 64, 1, 4, 8)]
    [InlineData(1, 100_000, 1, 4, 8)]
    [InlineData(64, 64, 512, 4, 16)]
    [InlineData(65, 65, 512, 8, 16)]
    [InlineData(20, 64, 512, 4, 8)]
    public void Large_tiles_are_for_products_that_keep_every_multiprocessor_at_work(int rows, int columns, int matrices, int block, int side)
        => Assert.Equal(new ProductPlan(block, side), ProductPlan.For(rows, columns, matrices, block: 8, side: 16, multiprocessors: 108, rounds: false));

    [Theory]
    [InlineData(4096, 4096, true)]
    [InlineData(1280, 512, true)]
    [InlineData(512, 512, false)]
    [InlineData(100_000, 64, false)]
    public void Tensor_cores_are_for_products_of_many_large_tiles(int rows, int columns, bool onTensorCores)
        => Assert.Equal(onTensorCores, ProductPlan.For(rows, columns, 1, block: 8, side: 16, multiprocessors: 108, rounds: true).OnTensorCores);

    [Fact]
    public void A_device_without_tensor_cores_does_not_round()
    {
        var error = Assert.Throws<DeviceException>(() => Device.Cpu.ProductPrecision = ProductPrecision.TensorFloat32);
        Assert.Equal("ProductPrecision: cpu has no tensor cores, which TensorFloat32 takes (NVIDIA's devices have them from compute capability 8.0 on). Leave it at Float32.", error.Message);
        Assert.Equal(ProductPrecision.Float32, Device.Cpu.ProductPrecision);
    }

    private static double Tolerance(DType dtype) => dtype == DType.Float32 ? 2e-5 : 1e-12;
}

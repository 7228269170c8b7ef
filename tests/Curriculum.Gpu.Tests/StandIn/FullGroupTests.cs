using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using ILGPU.Runtime;

namespace Curriculum.Gpu.Tests;

/// <summary>Products in groups of 256 threads, as a device runs them; the other tests take smaller ones.</summary>
public class FullGroupTests
{
    private static readonly Device Gpu = TestDevice.Open(1L << 26, AcceleratorType.Cuda);

    [Theory]
    [InlineData(127, 9, 129)]
    [InlineData(128, 16, 128)]
    [InlineData(130, 21, 132)]
    public void Every_shape_is_multiplied_as_on_the_processor(int rows, int inner, int columns)
    {
        var random = new RandomState(5);
        foreach (var (dtype, tolerance) in new[] { (DType.Float32, 2e-5), (DType.Float64, 1e-12) })
        {
            var (a, b) = (random.RandN(rows, inner).As(dtype), random.RandN(inner, columns).As(dtype));
            DeviceAssert.Close(a.MatMul(b), a.To(Gpu).MatMul(b.To(Gpu)), tolerance);
            DeviceAssert.Close(b.T.MatMul(a.T), b.To(Gpu).T.MatMul(a.To(Gpu).T), tolerance);
        }
    }

    [Theory]
    [InlineData(128, 8, 128)]
    [InlineData(65, 13, 70)]
    public void Tensor_cores_multiply_rounded_factors(int rows, int inner, int columns)
    {
        var gpu = TestDevice.Open(1L << 26, AcceleratorType.Cuda);
        gpu.ProductPrecision = ProductPrecision.TensorFloat32;
        var random = new RandomState(6);
        NdArray a = random.RandN(rows, inner).As(DType.Float32), b = random.RandN(inner, columns).As(DType.Float32), bias = random.RandN(columns).As(DType.Float32);
        var actual = MatrixProduct.Multiply(a.To(gpu), b.To(gpu), false, false, bias.To(gpu));
        DeviceAssert.Close(Rounded(a).MatMul(Rounded(b)) + bias, actual, 1e-6);
        Assert.Throws<Xunit.Sdk.TrueException>(() => DeviceAssert.Close(a.MatMul(b) + bias, actual, 1e-5));
    }

    // To a multiple of 2⁻¹⁰ of the power of two below it.
    private static NdArray Rounded(NdArray x)
        => NdArray.Of(Array.ConvertAll(x.ToArray<double>(), v => Math.Round(v / Unit(v), MidpointRounding.AwayFromZero) * Unit(v))).Reshape(x.Shape.ToArray()).As(DType.Float32);

    private static double Unit(double x) => Math.ScaleB(1, Math.ILogB(x) - 10);
}

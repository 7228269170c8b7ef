using Curriculum.Arrays;
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
}

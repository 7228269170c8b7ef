using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Tests.Autograd;

namespace Curriculum.Gpu.Tests;

/// <summary>Every operation, its gradient and its second derivative on a device against the processor, whose own are held to reference values and central differences.</summary>
public class OperationTests
{
    public static TheoryData<string> Names => [.. ((IEnumerable<object[]>)OperationCases.Names).Select(row => (string)row[0])];

    [Fact]
    public void What_has_no_kernel_says_so_and_how_to_go_on()
    {
        var x = NdArray.Of(5.0, 7).To(TestDevice.Instance);
        var error = Assert.Throws<DeviceException>(() => x.FloorDivide(2));
        Assert.Equal("FloorDivide: there is no kernel for it on stand-in. Move the array with To(Device.Cpu), and the result back with To(device).", error.Message.Replace(TestDevice.Instance.Name, "stand-in", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_and_its_derivatives_are_those_of_the_processor(string name)
    {
        var (f, at) = OperationCases.Case(name);
        var (expected, actual) = (Derivatives(f, at), Derivatives(f, Array.ConvertAll(at, a => a.To(TestDevice.Instance))));
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Same(TestDevice.Instance, actual[i].Device);
            DeviceAssert.Close(expected[i], actual[i], 1e-9);
        }
    }

    // Value, gradients by the kernels made for them, differentiable gradients, and the gradients of the sum of the squares of these.
    private static List<NdArray> Derivatives(Func<Tensor[], Tensor> f, NdArray[] at)
    {
        Tensor[] x = Array.ConvertAll(at, a => Tensor.Variable(a));
        var y = f(x);
        var gradients = Gradient.Of(y.Sum(), x, createGraph: true);
        var total = gradients.Select(g => g.Square().Sum()).Aggregate((a, b) => a + b);
        var second = total.IsTracked ? Gradient.Of(total, x) : [];
        return [y.Value, .. Gradient.Of(f(x).Sum(), x).Select(g => g.Value), .. gradients.Select(g => g.Value), .. second.Select(g => g.Value)];
    }
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Layers;
using Curriculum.Tests.Layers;

namespace Curriculum.Gpu.Tests;

/// <summary>Every layer on a device against the processor.</summary>
public class LayerTests
{
    public static TheoryData<string> Types => [.. LayerExample.Types.Where(type => LayerExample.For(type.Name).Count > 0).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_layer_and_its_gradients_are_those_of_the_processor(string type)
    {
        foreach (var example in LayerExample.For(type))
        {
            foreach (bool trains in new[] { false, true })
            {
                var (expected, actual) = (Run(example, Device.Cpu, trains), Run(example, TestDevice.Instance, trains));
                Assert.Equal(expected.Count, actual.Count);
                for (int i = 0; i < expected.Count; i++)
                    DeviceAssert.Close(expected[i], actual[i], 1e-9);
            }
        }
    }

    // Output, and gradients of the sum of its squares by inputs and parameters.
    private static List<NdArray> Run(LayerExample example, Device device, bool trains)
    {
        var module = example.Module.To(device);
        Tensor[] inputs = Array.ConvertAll(example.Inputs, x => Tensor.Variable(x.To(device)));
        var y = example.Run(module, inputs, trains ? Pass.Training(new RandomState(3)) : Pass.Evaluation);
        Tensor[] x = [.. inputs, .. module.Parameters.Select(p => p.Tensor)];
        return [y.Value, .. Gradient.Of(y.Square().Sum(), x).Select(g => g.Value), .. module.Buffers.Select(b => b.Buffer.Value)];
    }
}

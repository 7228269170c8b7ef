using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Layers;
using Curriculum.Optimizers;

namespace Curriculum.Gpu.Tests;

/// <summary>Training steps on a device against the processor, whose optimizers are held to PyTorch's.</summary>
public class OptimizerTests
{
    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, Optimizer>> All = new()
    {
        ["SGD"] = p => new Sgd(p, 0.1) { WeightDecay = 0.01 },
        ["momentum"] = p => new Momentum(p, 0.1),
        ["momentum, PyTorch's"] = p => new Momentum(p, 0.1) { Form = OptimizerForm.PyTorch, Dampening = 0.1 },
        ["Nesterov"] = p => new Nesterov(p, 0.1),
        ["Nesterov, PyTorch's"] = p => new Nesterov(p, 0.1) { Form = OptimizerForm.PyTorch },
        ["AdaGrad"] = p => new AdaGrad(p, 0.1) { InitialAccumulator = 0.1, LearningRateDecay = 0.1 },
        ["RMSProp"] = p => new RmsProp(p, 0.01),
        ["RMSProp, centred"] = p => new RmsProp(p, 0.01) { Centred = true, MomentumFactor = 0.5 },
        ["RMSProp with momentum"] = p => new RmsProp(p, 0.01) { MomentumFactor = 0.5 },
        ["Adam"] = p => new Adam(p, 0.01) { Clip = GradientClip.ByNorm(0.5) },
        ["Adam, AMSGrad"] = p => new Adam(p, 0.01) { AmsGrad = true, WeightDecay = 0.1 },
        ["AdamW"] = p => new AdamW(p, 0.01),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_after_some_steps_are_those_of_the_processor(string name)
    {
        var (expected, actual) = (Train(All[name], Device.Cpu), Train(All[name], TestDevice.Instance));
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Same(TestDevice.Instance, actual[i].Device);
            DeviceAssert.Close(expected[i], actual[i], 1e-9);
        }
    }

    private static List<NdArray> Train(Func<IEnumerable<Parameter>, Optimizer> make, Device device)
    {
        // More parameters than a device moves at a time.
        var random = new RandomState(4);
        var model = new Sequential(
            Linear.Create(3, 5, random, dtype: DType.Float64), new Tanh(), Linear.Create(5, 4, random, dtype: DType.Float64), Linear.Create(4, 1, random, dtype: DType.Float64),
            Linear.Create(1, 7, random, dtype: DType.Float64), Linear.Create(7, 2, random, dtype: DType.Float64)).To(device);
        var optimizer = make(model.Parameters);
        var x = Tensor.Constant(random.RandN(7, 3).To(device));
        for (int step = 0; step < 5; step++)
        {
            (model.Forward(x) - 1).Square().Mean().Backward();
            optimizer.Step();
        }

        return [.. model.Parameters.Select(p => p.Tensor.Value)];
    }
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Layers;

namespace Curriculum.Text.Translation;

/// <summary>Layers with PyTorch's default start.</summary>
internal static class DefaultDraws
{
    /// <summary>y = x·W + b with weights and biases from U(−1/√inputs, 1/√inputs).</summary>
    public static Linear Linear(int inputs, int outputs, RandomState random, DType dtype)
    {
        var linear = Layers.Linear.Create(inputs, outputs, random, Initializer.FanInUniform, dtype, bias: false);
        return linear with { Bias = Tensor.Variable(Initializer.FanInUniform.Create([outputs], inputs, outputs, random, dtype), nameof(Layers.Linear.Bias)) };
    }
}

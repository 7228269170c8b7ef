using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Layers;

namespace Curriculum.Optimizers;

/// <summary>Nesterov's accelerated gradient: v ← μ·v − η·g, w ← w + μ·v − η·g.</summary>
/// <remarks>
/// Nesterov, 1983, in the form of Sutskever et al., 2013, with the look-ahead folded into the weights, so that the gradient is taken where they are. torch.optim.SGD with
/// nesterov makes the same steps from b ← μ·b + g, w ← w − η·(g + μ·b) while η stays.
/// </remarks>
/// <param name="parameters">What is learned.</param>
/// <param name="learningRate">η.</param>
/// <param name="momentum">μ: how much of the last step is kept.</param>
public sealed class Nesterov(IEnumerable<Parameter> parameters, double learningRate = 0.01, double momentum = 0.9) : FusedOptimizer(parameters, learningRate)
{
    /// <summary>The textbook's formula or PyTorch's.</summary>
    public OptimizerForm Form { get; init; }

    private protected override void Run<T>(NdArray weight, NdArray gradient, OptimizerState state, double weightDecay)
    {
        T rate = T.CreateTruncating(LearningRate), kept = T.CreateTruncating(momentum);
        if (Form == OptimizerForm.Textbook)
            UpdateKernel.Run<T, Textbook<T>>(new(rate, kept), state.Steps, weightDecay, weight, gradient, state.ForUpdate("v"));
        else
            UpdateKernel.Run<T, PyTorch<T>>(new(rate, kept), state.Steps, weightDecay, weight, gradient, state.ForUpdate("b"));
    }

    private readonly struct Textbook<T>(T rate, T momentum) : IUpdateRule<T>
        where T : unmanaged
    {
        public Vector<T> Step(Vector<T> w, Vector<T> g, ref Vector<T> v, ref Vector<T> b, ref Vector<T> c)
        {
            v = (v * momentum) - (g * rate);
            return w + (v * momentum) - (g * rate);
        }
    }

    private readonly struct PyTorch<T>(T rate, T momentum) : IUpdateRule<T>
        where T : unmanaged
    {
        public Vector<T> Step(Vector<T> w, Vector<T> g, ref Vector<T> b, ref Vector<T> _, ref Vector<T> c)
        {
            b = (b * momentum) + g;
            return w - ((g + (b * momentum)) * rate);
        }
    }
}

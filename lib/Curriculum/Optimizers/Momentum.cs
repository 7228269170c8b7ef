using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Layers;

namespace Curriculum.Optimizers;

/// <summary>Gradient descent with inertia: v ← μ·v − η·g, w ← w + v.</summary>
/// <remarks>
/// Textbook form (Polyak, 1964), remembered as <c>v</c>. torch.optim.SGD keeps b ← μ·b + (1 − dampening)·g (b = g at first) and makes w ← w − η·b: the same
/// steps while η stays, other ones when a schedule changes it.
/// </remarks>
/// <param name="parameters">What is learned.</param>
/// <param name="learningRate">η.</param>
/// <param name="momentum">μ: how much of the last step is kept.</param>
public sealed class Momentum(IEnumerable<Parameter> parameters, double learningRate = 0.01, double momentum = 0.9) : FusedOptimizer(parameters, learningRate)
{
    /// <summary>The textbook's formula or PyTorch's.</summary>
    public OptimizerForm Form { get; init; }

    /// <summary>PyTorch's form only: how much of each new gradient is left out.</summary>
    public double Dampening { get; init; }

    private protected override void Run<T>(NdArray weight, NdArray gradient, OptimizerState state, double weightDecay)
    {
        T rate = T.CreateTruncating(LearningRate), kept = T.CreateTruncating(momentum);
        if (Form == OptimizerForm.Textbook)
        {
            UpdateKernel.Run<T, Textbook<T>>(new(rate, kept), state.Steps, weightDecay, weight, gradient, state.ForUpdate("v"));
        }
        else
        {
            var fresh = T.CreateTruncating(state.Steps == 1 ? 1 : 1 - Dampening);
            UpdateKernel.Run<T, PyTorch<T>>(new(rate, kept, fresh), state.Steps, weightDecay, weight, gradient, state.ForUpdate("b"));
        }
    }

    private readonly struct Textbook<T>(T rate, T momentum) : IUpdateRule<T>
        where T : unmanaged
    {
        public Vector<T> Step(Vector<T> w, Vector<T> g, ref Vector<T> v, ref Vector<T> b, ref Vector<T> c)
        {
            v = (v * momentum) - (g * rate);
            return w + v;
        }
    }

    private readonly struct PyTorch<T>(T rate, T momentum, T fresh) : IUpdateRule<T>
        where T : unmanaged
    {
        public Vector<T> Step(Vector<T> w, Vector<T> g, ref Vector<T> b, ref Vector<T> _, ref Vector<T> c)
        {
            b = (b * momentum) + (g * fresh);
            return w - (b * rate);
        }
    }
}

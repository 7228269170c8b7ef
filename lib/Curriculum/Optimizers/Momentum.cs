using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
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

    private protected override void Run(NdArray weight, NdArray gradient, OptimizerState state, double weightDecay)
    {
        if (Form == OptimizerForm.Textbook)
        {
            UpdateKernel.Run<Textbook>(new(LearningRate, momentum), state.Steps, weightDecay, weight, gradient, state.ForUpdate("v"));
        }
        else
        {
            double fresh = state.Steps == 1 ? 1 : 1 - Dampening;
            UpdateKernel.Run<PyTorch>(new(LearningRate, momentum, fresh), state.Steps, weightDecay, weight, gradient, state.ForUpdate("b"));
        }
    }

    internal readonly struct Textbook(double rate, double momentum) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Step<V>(V w, V g, ref V v, ref V b, ref V c)
            where V : struct, ILanes<V>
        {
            v = (v * V.Create(momentum)) - (g * V.Create(rate));
            return w + v;
        }
    }

    internal readonly struct PyTorch(double rate, double momentum, double fresh) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Step<V>(V w, V g, ref V b, ref V _, ref V c)
            where V : struct, ILanes<V>
        {
            b = (b * V.Create(momentum)) + (g * V.Create(fresh));
            return w - (b * V.Create(rate));
        }
    }
}

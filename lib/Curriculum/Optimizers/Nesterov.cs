using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
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

    private protected override void Run(NdArray weight, NdArray gradient, OptimizerState state, double weightDecay)
    {
        if (Form == OptimizerForm.Textbook)
            UpdateKernel.Run<Textbook>(new(LearningRate, momentum), state.Steps, weightDecay, weight, gradient, state.ForUpdate("v"));
        else
            UpdateKernel.Run<PyTorch>(new(LearningRate, momentum), state.Steps, weightDecay, weight, gradient, state.ForUpdate("b"));
    }

    internal readonly struct Textbook(double rate, double momentum) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Step<V>(V w, V g, ref V v, ref V b, ref V c)
            where V : struct, ILanes<V>
        {
            v = (v * V.Create(momentum)) - (g * V.Create(rate));
            return w + (v * V.Create(momentum)) - (g * V.Create(rate));
        }
    }

    internal readonly struct PyTorch(double rate, double momentum) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Step<V>(V w, V g, ref V b, ref V _, ref V c)
            where V : struct, ILanes<V>
        {
            b = (b * V.Create(momentum)) + g;
            return w - ((g + (b * V.Create(momentum))) * V.Create(rate));
        }
    }
}

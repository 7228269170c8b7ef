using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Layers;

namespace Curriculum.Optimizers;

/// <summary>Stochastic gradient descent: w ← w − η·g.</summary>
/// <remarks>Robbins and Monro, 1951; torch.optim.SGD makes the same steps. With <see cref="Optimizer.WeightDecay"/> λ: g ← g + λ·w first, in both.</remarks>
/// <param name="parameters">What is learned.</param>
/// <param name="learningRate">η.</param>
public sealed class Sgd(IEnumerable<Parameter> parameters, double learningRate = 0.01) : FusedOptimizer(parameters, learningRate)
{
    private protected override void Run(NdArray weight, NdArray gradient, OptimizerState state, double weightDecay)
        => UpdateKernel.Run<Rule>(new(LearningRate), state.Steps, weightDecay, weight, gradient);

    internal readonly struct Rule(double rate) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Step<V>(V w, V g, ref V a, ref V b, ref V c)
            where V : struct, ILanes<V>
            => w - (g * V.Create(rate));
    }
}

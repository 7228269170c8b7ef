using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Layers;

namespace Curriculum.Optimizers;

/// <summary>Stochastic gradient descent: w ← w − η·g.</summary>
/// <remarks>Robbins and Monro, 1951; torch.optim.SGD makes the same steps. With <see cref="Optimizer.WeightDecay"/> λ: g ← g + λ·w first, in both.</remarks>
/// <param name="parameters">What is learned.</param>
/// <param name="learningRate">η.</param>
public sealed class Sgd(IEnumerable<Parameter> parameters, double learningRate = 0.01) : FusedOptimizer(parameters, learningRate)
{
    private protected override void Run<T>(NdArray weight, NdArray gradient, OptimizerState state, double weightDecay)
        => UpdateKernel.Run<T, Rule<T>>(new(T.CreateTruncating(LearningRate)), state.Steps, weightDecay, weight, gradient);

    private readonly struct Rule<T>(T rate) : IUpdateRule<T>
        where T : unmanaged
    {
        public Vector<T> Step(Vector<T> w, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c) => w - (g * rate);
    }
}

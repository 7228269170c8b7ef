using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Layers;

namespace Curriculum.Optimizers;

/// <summary>A learning rate for each weight that falls with the gradients seen so far: h ← h + g², w ← w − η·g / (√h + θ).</summary>
/// <remarks>Duchi et al., 2011. h is remembered as <c>h</c>. PyTorch's form differs only by θ = 1e-10 where the textbook has 1e-7.</remarks>
/// <param name="parameters">What is learned.</param>
/// <param name="learningRate">η.</param>
public sealed class AdaGrad(IEnumerable<Parameter> parameters, double learningRate = 0.01) : FusedOptimizer(parameters, learningRate)
{
    private readonly double? _epsilon;

    /// <summary>The textbook's θ or PyTorch's.</summary>
    public OptimizerForm Form { get; init; }

    /// <summary>θ: keeps the divisor away from 0.</summary>
    public double Epsilon
    {
        get => _epsilon ?? (Form == OptimizerForm.Textbook ? 1e-7 : 1e-10);
        init => _epsilon = value;
    }

    /// <summary>η is divided by 1 + (t − 1)·decay at step t.</summary>
    public double LearningRateDecay { get; init; }

    /// <summary>What h starts with.</summary>
    public double InitialAccumulator { get; init; }

    private protected override void Run(NdArray weight, NdArray gradient, OptimizerState state, double weightDecay)
    {
        double rate = LearningRate / (1 + ((state.Steps - 1) * LearningRateDecay));
        UpdateKernel.Run<Rule>(
            new(rate, Epsilon), state.Steps, weightDecay, weight, gradient, state.ForUpdate("h", InitialAccumulator));
    }

    internal readonly struct Rule(double rate, double epsilon) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Step<V>(V w, V g, ref V h, ref V b, ref V c)
            where V : struct, ILanes<V>
        {
            h += g * g;
            return w - (g * V.Create(rate) / (V.Sqrt(h) + V.Create(epsilon)));
        }
    }
}

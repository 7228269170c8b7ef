using Curriculum.Arrays;
using Curriculum.Layers;

namespace Curriculum.Optimizers;

/// <summary>Adam whose weight decay stays out of its means: first w ← w·(1 − η·λ), then Adam's step with the gradient as it is.</summary>
/// <remarks>Loshchilov and Hutter, arXiv:1711.05101, algorithm 2, with Adam's step in PyTorch's form unless <see cref="Form"/> says otherwise.</remarks>
/// <param name="parameters">What is learned.</param>
/// <param name="learningRate">η.</param>
/// <param name="weightDecay">λ.</param>
/// <param name="beta1">β₁: how much of the mean m is kept.</param>
/// <param name="beta2">β₂: how much of the mean square v is kept.</param>
public sealed class AdamW(IEnumerable<Parameter> parameters, double learningRate = 0.001, double weightDecay = 0.01, double beta1 = 0.9, double beta2 = 0.999)
    : FusedOptimizer(parameters, learningRate)
{
    private readonly double? _epsilon;

    /// <summary>The textbook's formula or PyTorch's.</summary>
    public OptimizerForm Form { get; init; } = OptimizerForm.PyTorch;

    /// <summary>ε: keeps the divisor away from 0.</summary>
    public double Epsilon
    {
        get => _epsilon ?? (Form == OptimizerForm.Textbook ? 1e-7 : 1e-8);
        init => _epsilon = value;
    }

    private protected override void Run(NdArray weight, NdArray gradient, OptimizerState state, double l2)
        => AdamKernel.Run(AdamKernel.Settings(Form, LearningRate, beta1, beta2, Epsilon, state.Steps), false, LearningRate * weightDecay, l2, weight, gradient, state);
}

using Curriculum.Arrays;
using Curriculum.Layers;

namespace Curriculum.Optimizers;

/// <summary>Momentum and RMSProp together: m ← m + (1 − β₁)(g − m), v ← v + (1 − β₂)(g² − v), w ← w − ηₜ·m / (√v + ε) with ηₜ = η·√(1 − β₂ᵗ) / (1 − β₁ᵗ).</summary>
/// <remarks>
/// Kingma and Ba, arXiv:1412.6980; the textbook form is that of the paper's section 2, last paragraph, with ε = 1e-7 beside the uncorrected √v. PyTorch's form corrects v first:
/// w ← w − η / (1 − β₁ᵗ)·m / (√v / √(1 − β₂ᵗ) + ε) with ε = 1e-8. m and v are remembered under their names.
/// </remarks>
/// <param name="parameters">What is learned.</param>
/// <param name="learningRate">η.</param>
/// <param name="beta1">β₁: how much of the mean m is kept.</param>
/// <param name="beta2">β₂: how much of the mean square v is kept.</param>
public sealed class Adam(IEnumerable<Parameter> parameters, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999)
    : FusedOptimizer(parameters, learningRate)
{
    private readonly double? _epsilon;

    /// <summary>The textbook's formula or PyTorch's.</summary>
    public OptimizerForm Form { get; init; }

    /// <summary>ε: keeps the divisor away from 0.</summary>
    public double Epsilon
    {
        get => _epsilon ?? (Form == OptimizerForm.Textbook ? 1e-7 : 1e-8);
        init => _epsilon = value;
    }

    /// <summary>Whether the largest v so far takes the place of v (Reddi et al., arXiv:1904.09237); remembered as <c>vmax</c>.</summary>
    public bool AmsGrad { get; init; }

    private protected override void Run(NdArray weight, NdArray gradient, OptimizerState state, double weightDecay)
        => AdamKernel.Run(AdamKernel.Settings(Form, LearningRate, beta1, beta2, Epsilon, state.Steps), AmsGrad, 0, weightDecay, weight, gradient, state);
}

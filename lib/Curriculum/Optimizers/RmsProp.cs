using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Layers;

namespace Curriculum.Optimizers;

/// <summary>AdaGrad with a memory that fades: h ← ρ·h + (1 − ρ)·g², w ← w − η·g / (√h + ε).</summary>
/// <remarks>
/// Hinton's lecture 6e, 2012. h is remembered as <c>h</c>. PyTorch's form differs by ε = 1e-8 where the textbook has 1e-7. With <see cref="Centred"/> the divisor is
/// √(h − a²) + ε with a the fading mean of g; with <see cref="MomentumFactor"/> μ the quotient s goes through b ← μ·b + s, w ← w − η·b.
/// </remarks>
/// <param name="parameters">What is learned.</param>
/// <param name="learningRate">η.</param>
/// <param name="decay">ρ: how much of h is kept.</param>
public sealed class RmsProp(IEnumerable<Parameter> parameters, double learningRate = 0.01, double decay = 0.99) : FusedOptimizer(parameters, learningRate)
{
    private readonly double? _epsilon;

    /// <summary>The textbook's ε or PyTorch's.</summary>
    public OptimizerForm Form { get; init; }

    /// <summary>ε: keeps the divisor away from 0.</summary>
    public double Epsilon
    {
        get => _epsilon ?? (Form == OptimizerForm.Textbook ? 1e-7 : 1e-8);
        init => _epsilon = value;
    }

    /// <summary>Whether the gradient's own mean is taken out of h: the divisor is then its standard deviation.</summary>
    public bool Centred { get; init; }

    /// <summary>μ: how much of the last step is kept. 0: none.</summary>
    public double MomentumFactor { get; init; }

    private protected override void Run(NdArray weight, NdArray gradient, OptimizerState state, double weightDecay)
    {
        if (Centred)
        {
            UpdateKernel.Run<CentredRule>(
                new(LearningRate, decay, 1 - decay, Epsilon, MomentumFactor), state.Steps, weightDecay, weight, gradient, state.ForUpdate("h"), state.ForUpdate("a"), state.ForUpdate("b"));
        }
        else if (MomentumFactor != 0)
        {
            UpdateKernel.Run<MomentumRule>(new(LearningRate, decay, 1 - decay, Epsilon, MomentumFactor), state.Steps, weightDecay, weight, gradient, state.ForUpdate("h"), state.ForUpdate("b"));
        }
        else
        {
            UpdateKernel.Run<Rule>(new(LearningRate, decay, 1 - decay, Epsilon), state.Steps, weightDecay, weight, gradient, state.ForUpdate("h"));
        }
    }

    internal readonly struct Rule(double rate, double decay, double fresh, double epsilon) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Step<V>(V w, V g, ref V h, ref V b, ref V c)
            where V : struct, ILanes<V>
        {
            h = (h * V.Create(decay)) + (g * g * V.Create(fresh));
            return w - (g * V.Create(rate) / (V.Sqrt(h) + V.Create(epsilon)));
        }
    }

    internal readonly struct MomentumRule(double rate, double decay, double fresh, double epsilon, double momentum) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Step<V>(V w, V g, ref V h, ref V b, ref V c)
            where V : struct, ILanes<V>
        {
            h = (h * V.Create(decay)) + (g * g * V.Create(fresh));
            b = (b * V.Create(momentum)) + (g / (V.Sqrt(h) + V.Create(epsilon)));
            return w - (b * V.Create(rate));
        }
    }

    internal readonly struct CentredRule(double rate, double decay, double fresh, double epsilon, double momentum) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Step<V>(V w, V g, ref V h, ref V a, ref V b)
            where V : struct, ILanes<V>
        {
            h = (h * V.Create(decay)) + (g * g * V.Create(fresh));
            a = (a * V.Create(decay)) + (g * V.Create(fresh));
            b = (b * V.Create(momentum)) + (g / (V.Sqrt(h - (a * a)) + V.Create(epsilon)));
            return w - (b * V.Create(rate));
        }
    }
}

using System.Numerics;
using Curriculum.Arrays;
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

    private protected override void Run<T>(NdArray weight, NdArray gradient, OptimizerState state, double weightDecay)
    {
        T rate = T.CreateTruncating(LearningRate), kept = T.CreateTruncating(decay), fresh = T.CreateTruncating(1 - decay), epsilon = T.CreateTruncating(Epsilon);
        if (!Centred && MomentumFactor == 0)
        {
            UpdateKernel.Run<T, Rule<T>>(new(rate, kept, fresh, epsilon), state.Steps, weightDecay, weight, gradient, state.ForUpdate("h"));
            return;
        }

        UpdateKernel.Run<T, FullRule<T>>(
            new(rate, kept, fresh, epsilon, T.CreateTruncating(MomentumFactor), Centred),
            state.Steps, weightDecay, weight, gradient, state.ForUpdate("h"), state.ForUpdate("a"), state.ForUpdate("b"));
    }

    private readonly struct Rule<T>(T rate, T decay, T fresh, T epsilon) : IUpdateRule<T>
        where T : unmanaged
    {
        public Vector<T> Step(Vector<T> w, Vector<T> g, ref Vector<T> h, ref Vector<T> b, ref Vector<T> c)
        {
            h = (h * decay) + (g * g * fresh);
            return w - (g * rate / (Vector.SquareRoot(h) + new Vector<T>(epsilon)));
        }
    }

    private readonly struct FullRule<T>(T rate, T decay, T fresh, T epsilon, T momentum, bool centred) : IUpdateRule<T>
        where T : unmanaged
    {
        public Vector<T> Step(Vector<T> w, Vector<T> g, ref Vector<T> h, ref Vector<T> a, ref Vector<T> b)
        {
            h = (h * decay) + (g * g * fresh);
            a = (a * decay) + (g * fresh);
            b = (b * momentum) + (g / (Vector.SquareRoot(centred ? h - (a * a) : h) + new Vector<T>(epsilon)));
            return w - (b * rate);
        }
    }
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Operations;

namespace Curriculum.Functional;

/// <content>Losses of single numbers and of distributions.</content>
public static partial class F
{
    // Stands for −∞ where the logarithm of a probability 0 would be, as in PyTorch.
    internal const double SmallestLog = -100;

    /// <summary>The mean of (x − target)².</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="target">The same shape.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor MeanSquaredError(Tensor x, Tensor target) => SquaredError(x, target, Reduction.Mean);

    /// <summary>(x − target)², reduced.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="target">The same shape.</param>
    /// <param name="reduction">Mean, sum, or a loss for each element.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor SquaredError(Tensor x, Tensor target, Reduction reduction)
    {
        RequireSameShape("SquaredError", x, target);
        return Reduce((x - target).Square(), reduction);
    }

    /// <summary>|x − target|, reduced; the gradient at 0 is 0.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="target">The same shape.</param>
    /// <param name="reduction">Mean, sum, or a loss for each element.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor AbsoluteError(Tensor x, Tensor target, Reduction reduction = Reduction.Mean)
    {
        RequireSameShape("AbsoluteError", x, target);
        return Reduce((x - target).Abs(), reduction);
    }

    /// <summary>With d = |x − target|: d² / 2β below β, d − β/2 above it.</summary>
    /// <remarks>Girshick, arXiv:1504.08083, eq. 3 (β = 1).</remarks>
    /// <param name="x">Any shape.</param>
    /// <param name="target">The same shape.</param>
    /// <param name="beta">β: where the parabola ends.</param>
    /// <param name="reduction">Mean, sum, or a loss for each element.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor SmoothL1(Tensor x, Tensor target, double beta = 1, Reduction reduction = Reduction.Mean)
    {
        RequireSameShape("SmoothL1", x, target);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(beta);
        var d = (x - target).Abs();
        return Reduce(Tensor.Where(d < beta, d.Square() * (0.5 / beta), d - (0.5 * beta)), reduction);
    }

    /// <summary>With d = |x − target|: d² / 2 up to δ, δ·(d − δ/2) above it. It is δ times <see cref="SmoothL1"/>.</summary>
    /// <remarks>Huber, 1964: a square near 0, so that it is smooth, a line far away, so that outliers do not rule.</remarks>
    /// <param name="x">Any shape.</param>
    /// <param name="target">The same shape.</param>
    /// <param name="delta">δ: where the parabola ends.</param>
    /// <param name="reduction">Mean, sum, or a loss for each element.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor Huber(Tensor x, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean)
    {
        RequireSameShape("Huber", x, target);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delta);
        var d = (x - target).Abs();
        return Reduce(Tensor.Where(d <= delta, d.Square() * 0.5, (d - (0.5 * delta)) * delta), reduction);
    }

    /// <summary>Binary cross-entropy of probabilities: −w·(t·log x + (1 − t)·log(1 − x)), where no logarithm falls below −100.</summary>
    /// <remarks>Where there are scores, <see cref="BinaryCrossEntropyWithLogits"/> is more exact.</remarks>
    /// <param name="x">Probabilities, 0 … 1, any shape.</param>
    /// <param name="target">t, 0 … 1, the same shape.</param>
    /// <param name="reduction">Mean, sum, or a loss for each element.</param>
    /// <param name="weight">w, a shape that broadcasts with x's; null: 1.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of x is no probability.</exception>
    public static Tensor BinaryCrossEntropy(Tensor x, Tensor target, Reduction reduction = Reduction.Mean, Tensor? weight = null)
    {
        RequireSameShape("BinaryCrossEntropy", x, target);
        if ((bool)((x.Data < 0) | (x.Data > 1)).Any())
            throw new ArgumentOutOfRangeException(nameof(x), $"BinaryCrossEntropy: x must be probabilities, 0 … 1, got {x.Data.Min().Item()} … {x.Data.Max().Item()}. For scores use BinaryCrossEntropyWithLogits.");
        var losses = new BinaryCrossEntropyOperation().Apply(x, target.As(x.DType));
        return Reduce(weight is null ? losses : losses * weight, reduction);
    }

    /// <summary>Binary cross-entropy of scores: w·(t·p·log(1 + e⁻ˣ) + (1 − t)·log(1 + eˣ)).</summary>
    /// <param name="x">Scores (logits), any shape.</param>
    /// <param name="target">t, 0 … 1, the same shape.</param>
    /// <param name="reduction">Mean, sum, or a loss for each element.</param>
    /// <param name="weight">w, a shape that broadcasts with x's; null: 1.</param>
    /// <param name="positiveWeight">p: how much a positive example counts, a shape that broadcasts with x's; null: 1.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor BinaryCrossEntropyWithLogits(
        Tensor x, Tensor target, Reduction reduction = Reduction.Mean, Tensor? weight = null, Tensor? positiveWeight = null)
    {
        RequireSameShape("BinaryCrossEntropyWithLogits", x, target);
        var positive = target * Softplus(-x);
        var losses = (positiveWeight is null ? positive : positive * positiveWeight) + ((1 - target) * Softplus(x));
        return Reduce(weight is null ? losses : losses * weight, reduction);
    }

    /// <summary>The Kullback–Leibler divergence of target from x, element by element: t·(log t − x), with 0 where t = 0.</summary>
    /// <remarks>Kullback and Leibler, 1951.</remarks>
    /// <param name="logProbabilities">x: logarithms of probabilities, any shape [n, *].</param>
    /// <param name="target">t: probabilities, or their logarithms, the same shape.</param>
    /// <param name="reduction">Mean over all elements (divide a sum by n for the mean over the batch), sum, or a loss for each element.</param>
    /// <param name="logTarget">Whether target holds logarithms: then e^t·(t − x).</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor KullbackLeibler(Tensor logProbabilities, Tensor target, Reduction reduction = Reduction.Mean, bool logTarget = false)
    {
        RequireSameShape("KullbackLeibler", logProbabilities, target);
        if (logTarget)
            return Reduce(target.Exp() * (target - logProbabilities), reduction);
        var logs = Tensor.Where(target > 0.0, target, 1.0).Log();
        return Reduce(target * (logs - logProbabilities), reduction);
    }

    /// <summary>Σ x₁/max(‖x₁‖, ε) · x₂/max(‖x₂‖, ε) along an axis: the cosine of the angle between the two.</summary>
    /// <param name="x1">Any shape.</param>
    /// <param name="x2">A shape that broadcasts with x₁'s.</param>
    /// <param name="axis">The axis of the vectors.</param>
    /// <param name="epsilon">ε: the smallest length that is divided by.</param>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor CosineSimilarity(Tensor x1, Tensor x2, int axis = -1, double epsilon = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(x1);
        ArgumentNullException.ThrowIfNull(x2);
        return (Unit(x1) * Unit(x2)).Sum(axis);

        // Bounded before the root is taken: its slope at 0 is infinite.
        Tensor Unit(Tensor x) => x / x.Square().Sum(axis, keepDims: true).Maximum(epsilon * epsilon).Sqrt();
    }

    internal static Tensor Reduce(Tensor losses, Reduction reduction) => reduction switch
    {
        Reduction.Mean => losses.Mean(),
        Reduction.Sum => losses.Sum(),
        _ => losses,
    };

    // Broadcasting here would hide the commonest slip: [n] against [n, 1] gives n² differences.
    private static void RequireSameShape(string op, Tensor x, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(target);
        if (x.Shape != target.Shape)
            throw new ShapeException($"{op}: target must be {x.Shape} like x, got {target.Shape}. Reshape one of the two.");
    }
}

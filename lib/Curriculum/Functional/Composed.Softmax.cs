using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional;

/// <content>Softmax and cross-entropy.</content>
public static partial class Composed
{
    /// <summary>y = eˣ / Σ eˣ along an axis.</summary>
    /// <remarks>The largest score is taken off first: it cancels, and no exponential overflows.</remarks>
    /// <param name="x">Scores, any shape.</param>
    /// <param name="axis">The axis of the classes.</param>
    public static Tensor Softmax(Tensor x, int axis = -1)
    {
        ArgumentNullException.ThrowIfNull(x);
        var exponentials = (x - Tensor.Constant(x.Value.Max(axis, keepDims: true))).Exp();
        return exponentials / exponentials.Sum(axis, keepDims: true);
    }

    /// <summary>y = x − log Σ eˣ along an axis.</summary>
    /// <param name="x">Scores, any shape.</param>
    /// <param name="axis">The axis of the classes.</param>
    public static Tensor LogSoftmax(Tensor x, int axis = -1)
    {
        ArgumentNullException.ThrowIfNull(x);
        var shifted = x - Tensor.Constant(x.Value.Max(axis, keepDims: true));
        return shifted - shifted.Exp().Sum(axis, keepDims: true).Log();
    }

    /// <summary>Softmax cross-entropy with whole labels: l = −Σ_c w_c·q_c·log softmax(logits)_c with q = (1 − s)·one-hot(label) + s/c.</summary>
    /// <param name="logits">Scores [n, c] or [n, c, *].</param>
    /// <param name="labels">Whole numbers 0 … c − 1 in [n] or [n, *].</param>
    /// <param name="reduction">Mean (divided by the sum of w_label over labels not ignored), sum, or a loss for each label.</param>
    /// <param name="ignoreIndex">A label that counts for nothing.</param>
    /// <param name="labelSmoothing">s.</param>
    /// <param name="weights">w [c]; null: 1.</param>
    public static Tensor SoftmaxCrossEntropy(
        Tensor logits, Tensor labels, Reduction reduction = Reduction.Mean, int? ignoreIndex = null, double labelSmoothing = 0, NdArray? weights = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        var rows = logits.Rank == 2 ? logits : F.ClassesLast(logits);
        var (dtype, classes) = (logits.DType, rows.Shape[1]);
        var flat = labels.Value.To(Device.Cpu).Reshape(-1);
        var counts = ignoreIndex is { } ignored ? flat.NotEqualTo(ignored) : NdArray.Full(flat.Shape, 1, DType.Boolean, Device.Cpu);
        var safe = NdArray.Where(counts, flat, NdArray.Zeros([], flat.DType, Device.Cpu));
        var w = weights?.As(dtype).To(Device.Cpu) ?? NdArray.Full([classes], 1, dtype, Device.Cpu);

        var target = ((safe.OneHot(classes, dtype) * (1 - labelSmoothing)) + (labelSmoothing / classes)) * w;
        var losses = -(LogSoftmax(rows, 1) * Tensor.Constant((target * counts.As(dtype).ExpandDims(1)).To(rows.Value.Device))).Sum(1);
        return reduction switch
        {
            Reduction.None => losses.Reshape(labels.Shape.ToArray()),
            Reduction.Sum => losses.Sum(),
            _ when !(bool)counts.Any() => F.MeanOfNone(losses),
            _ => losses.Sum() / (w.Take(safe, 0) * counts.As(dtype)).Sum().Item(),
        };
    }

    /// <summary>Cross-entropy with a distribution for each position: l = −Σ_c w_c·q_c·log softmax(logits)_c with q = (1 − s)·target + s/c.</summary>
    /// <param name="logits">Scores [n, c] or [n, c, *].</param>
    /// <param name="target">Probabilities in the shape of the logits.</param>
    /// <param name="reduction">Mean over the positions, sum, or a loss for each position.</param>
    /// <param name="labelSmoothing">s.</param>
    /// <param name="weights">w [c]; null: 1.</param>
    /// <exception cref="ShapeException">The target has not the shape of the logits.</exception>
    public static Tensor CrossEntropyOfProbabilities(
        Tensor logits, Tensor target, Reduction reduction = Reduction.Mean, double labelSmoothing = 0, NdArray? weights = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(target);
        if (target.Shape != logits.Shape)
            throw new ShapeException($"SoftmaxCrossEntropy: labels must be whole numbers, or probabilities of shape {logits.Shape} like the logits, got {target.DType} {target.Shape}.");
        var q = (target * (1 - labelSmoothing)) + (labelSmoothing / logits.Shape[1]);
        if (weights is not null)
            q *= Tensor.Constant(weights.As(logits.DType).Reshape([-1, .. Enumerable.Repeat(1, logits.Rank - 2)]));
        return F.Reduce(-(q * LogSoftmax(logits, 1)).Sum(1), reduction);
    }
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Operations;

namespace Curriculum.Functional;

/// <content>Cross-entropy of scores.</content>
public static partial class F
{
    /// <summary>The mean of −log softmax(logits)[label]: softmax and cross-entropy in one, which never takes the logarithm of 0.</summary>
    /// <remarks>Its gradient is as simple as it gets: (softmax(logits) − one-hot(label)) / n.</remarks>
    /// <param name="logits">Scores [n, c], or [n, c, *] for a label at each position.</param>
    /// <param name="labels">Whole numbers 0 … c − 1 in [n] or [n, *]; or probabilities in the shape of the logits.</param>
    /// <returns>A single number.</returns>
    /// <exception cref="ShapeException">Labels and logits do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not 0 … c − 1.</exception>
    public static Tensor SoftmaxCrossEntropy(Tensor logits, Tensor labels) => SoftmaxCrossEntropy(logits, labels, Reduction.Mean);

    /// <summary>Softmax cross-entropy with options: l = −Σ_c w_c·q_c·log softmax(logits)_c.</summary>
    /// <remarks>
    /// q is the target distribution (1 − s)·one-hot(label) + s/c, with s the label smoothing (Szegedy et al., arXiv:1512.00567, section 7). The mean divides by the sum of w_label over the
    /// labels that are not ignored; for probabilities, by the number of positions.
    /// </remarks>
    /// <param name="logits">Scores [n, c], or [n, c, *] for a label at each position.</param>
    /// <param name="labels">Whole numbers 0 … c − 1 in [n] or [n, *], which may lie on the processor whatever the logits lie on; or probabilities in the shape of the logits.</param>
    /// <param name="reduction">Mean, sum, or a loss for each label.</param>
    /// <param name="ignoreIndex">A label that counts for nothing, such as padding.</param>
    /// <param name="labelSmoothing">s, 0 … 1.</param>
    /// <param name="weights">w [c]: how much each class counts; null: 1.</param>
    /// <returns>A single number, or the shape of the labels.</returns>
    /// <exception cref="ShapeException">Labels, weights and logits do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not 0 … c − 1, or s is not 0 … 1.</exception>
    public static Tensor SoftmaxCrossEntropy(
        Tensor logits, Tensor labels, Reduction reduction, int? ignoreIndex = null, double labelSmoothing = 0, NdArray? weights = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        if (logits.Rank < 2)
            throw new ShapeException($"SoftmaxCrossEntropy: logits must be [n, classes] or [n, classes, *], got {logits.Shape}.");
        logits = OfFloats(logits);
        int classes = logits.Shape[1];
        if (labelSmoothing is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, "SoftmaxCrossEntropy: labelSmoothing must be 0 … 1.");
        if (weights is not null && (weights.Rank != 1 || weights.Shape[0] != classes))
            throw new ShapeException($"SoftmaxCrossEntropy: weights must be [{classes}] (a weight for each class), got {weights.Shape}.");
        if ((labels.DType is DType.Float32 or DType.Float64) && labels.Rank == logits.Rank)
            return Composed.CrossEntropyOfProbabilities(logits, labels, reduction, labelSmoothing, weights);

        if (labels.DType is not (DType.Int32 or DType.Int64))
            throw new DTypeException($"SoftmaxCrossEntropy: labels must be Int32 or Int64 (or probabilities in the shape of the logits), got {labels.DType} {labels.Shape}. Use labels.As(DType.Int64).");
        Shape expected = [logits.Shape[0], .. logits.Shape.Skip(2)];
        if (labels.Shape != expected)
            throw new ShapeException($"SoftmaxCrossEntropy: labels must be {expected} (one for each row of logits {logits.Shape}), got {labels.Shape}.");
        // Read once: what follows asks the device for nothing more.
        labels = labels.Data.To(Device.Cpu);
        RequireLabels(labels.Data, classes, ignoreIndex);
        if (labelSmoothing != 0 || weights is not null)
            return Composed.SoftmaxCrossEntropy(logits, labels, reduction, ignoreIndex, labelSmoothing, weights);

        var rows = logits.Rank == 2 ? logits : ClassesLast(logits);
        var losses = new SoftmaxCrossEntropyOperation(ignoreIndex).Apply(rows, labels.Data.Reshape(-1))[0];
        return reduction switch
        {
            Reduction.None => losses.Reshape(labels.Shape.ToArray()),
            Reduction.Sum => losses.Sum(),
            _ => CountOf(labels.Data, ignoreIndex) is var count && count == 0 ? MeanOfNone(losses) : losses.Sum() * (1.0 / count),
        };
    }

    // [n, c, *] → [n·*, c]
    internal static Tensor ClassesLast(Tensor logits)
    {
        int[] order = [0, .. Enumerable.Range(2, logits.Rank - 2), 1];
        return logits.Transpose(order).Reshape(-1, logits.Shape[1]);
    }

    internal static double CountOf(NdArray labels, int? ignoreIndex)
        => ignoreIndex is { } ignored ? labels.NotEqualTo(ignored).As(DType.Int64).Sum().Item() : labels.Size;

    // 0/0, as a batch of nothing but padding has it; but no element of it moves a weight.
    internal static Tensor MeanOfNone(Tensor losses) => (losses.Sum() * 0.0) + double.NaN;

    private static void RequireLabels(NdArray labels, int classes, int? ignoreIndex)
    {
        using var all = labels.As(DType.Int64).Read<long>();
        foreach (long label in all.Span)
        {
            if ((label < 0 || label >= classes) && label != ignoreIndex)
            {
                throw new ArgumentOutOfRangeException(nameof(labels), label,
                    $"SoftmaxCrossEntropy: labels must be 0 … {classes - 1} (logits have {classes} classes){(ignoreIndex is { } ignored ? $" or {ignored} (ignored)" : "")}, got {label}.");
            }
        }
    }
}

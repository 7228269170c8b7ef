using Curriculum.Arrays;

namespace Curriculum.Functional.Devices;

/// <summary>Softmax and what is made of it, on a device in one go each. Results are given, allocated; arrays lie row by row and are of one float type, labels of Int64.</summary>
internal interface IRowKernels
{
    /// <summary>Softmax along the middle axis of x [outer, n, inner], or its logarithm.</summary>
    void Softmax(NdArray x, NdArray y, int n, int inner, bool logarithm);

    /// <summary>The gradient by x from that of y, which is what <see cref="Softmax"/> gave.</summary>
    void SoftmaxGradient(NdArray y, NdArray g, NdArray gx, int n, int inner, bool logarithm);

    /// <summary>Softmax along the last axis of scale·x, where nothing is blocked.</summary>
    /// <param name="x">Scores [*, n]; y may be the same array.</param>
    /// <param name="scale">What scores are multiplied by.</param>
    /// <param name="blocked">True for scores that count as <paramref name="blockedScore"/>, a Boolean array that broadcasts with x and may be strided; null: none.</param>
    /// <param name="blockedScore">What these count as, whatever the scale.</param>
    /// <param name="y">The result.</param>
    void MaskedSoftmax(NdArray x, double scale, NdArray? blocked, double blockedScore, NdArray y);

    /// <summary>The gradient by x from that of y, which is what <see cref="MaskedSoftmax"/> gave; 0 where it is blocked.</summary>
    void MaskedSoftmaxGradient(NdArray y, NdArray g, double scale, NdArray? blocked, NdArray gx);

    /// <summary>logits [n, c], labels [n] → the losses lse − logits[label], 0 where the label is the ignored one, and lse = log Σ exp(logits), [n] both.</summary>
    void CrossEntropy(NdArray logits, NdArray labels, int? ignored, NdArray losses, NdArray lse);

    /// <summary>exp(logits − lse)·a − one-hot(label)·b for each row; lse, a, b [n], of which a and b may be strided.</summary>
    void CrossEntropyGradient(NdArray logits, NdArray labels, NdArray lse, NdArray a, NdArray b, NdArray y);
}

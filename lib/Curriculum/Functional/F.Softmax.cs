using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Operations;

namespace Curriculum.Functional;

/// <content>Softmax and its logarithm.</content>
public static partial class F
{
    /// <summary>Probabilities from scores: y = eˣ / Σ eˣ along an axis.</summary>
    /// <param name="x">Scores (logits), any shape.</param>
    /// <param name="axis">The axis of the classes.</param>
    /// <exception cref="ShapeException">x has no such axis.</exception>
    public static Tensor Softmax(Tensor x, int axis = -1)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new SoftmaxOperation(axis).Apply(OfFloats(x));
    }

    /// <summary>The logarithm of <see cref="Softmax"/>, y = x − log Σ eˣ, without the rounding to log 0 of the two steps.</summary>
    /// <param name="x">Scores (logits), any shape.</param>
    /// <param name="axis">The axis of the classes.</param>
    /// <exception cref="ShapeException">x has no such axis.</exception>
    public static Tensor LogSoftmax(Tensor x, int axis = -1) => new LogSoftmaxOperation(axis).Apply(x);
}

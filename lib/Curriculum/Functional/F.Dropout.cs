using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional;

/// <content>Dropout.</content>
public static partial class F
{
    /// <summary>Sets each element to 0 with probability p and divides the others by 1 − p, so that the expected value stays.</summary>
    /// <remarks>
    /// Srivastava et al., 2014, in the inverted form, in which nothing is left to do at evaluation. The mask is <c>random.Rand(shape) &gt; p</c>, as a NumPy program
    /// draws it; it is a constant of the graph, so all derivatives see the same one.
    /// </remarks>
    /// <param name="x">Any shape.</param>
    /// <param name="p">The probability of 0; 0 ≤ p &lt; 1.</param>
    /// <param name="random">Where the mask comes from.</param>
    /// <param name="rescale">Whether the others are divided by 1 − p; without it, evaluation must multiply by 1 − p.</param>
    /// <exception cref="ArgumentOutOfRangeException">p is not 0 ≤ p &lt; 1.</exception>
    public static Tensor Dropout(Tensor x, double p, RandomState random, bool rescale = true)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(random);
        if (p is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "Dropout: p, the probability of dropping, must be 0 ≤ p < 1.");
        double kept = rescale ? 1 / (1 - p) : 1;
        var mask = x.DType == DType.Float32 ? random.Mask(x.Shape, p, (float)kept) : random.Mask(x.Shape, p, kept);
        return x * Tensor.WrapOnce(mask.To(x.Data.Device));
    }
}

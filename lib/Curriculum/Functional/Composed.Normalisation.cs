using Curriculum.Autograd;

namespace Curriculum.Functional;

/// <content>Normalisation.</content>
public static partial class Composed
{
    /// <summary>y = γ·(x − μ) / √(σ² + ε) + β with μ and the biased σ² over the given axes.</summary>
    /// <remarks>Batch normalisation of [n, c, h, w] is over the axes 0, 2 and 3, layer normalisation over the last, instance normalisation over 2 and 3.</remarks>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes that μ and σ² are taken over.</param>
    /// <param name="gain">γ, a shape that broadcasts with x's, or null for 1.</param>
    /// <param name="shift">β, a shape that broadcasts with x's, or null for 0.</param>
    /// <param name="epsilon">ε.</param>
    public static Tensor Normalise(Tensor x, int[] axes, Tensor? gain = null, Tensor? shift = null, double epsilon = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(x);
        var centred = x - x.Mean(axes, keepDims: true);
        var variance = centred.Square().Mean(axes, keepDims: true);
        var xhat = centred / (variance + epsilon).Sqrt();
        var scaled = gain is null ? xhat : gain * xhat;
        return shift is null ? scaled : scaled + shift;
    }
}

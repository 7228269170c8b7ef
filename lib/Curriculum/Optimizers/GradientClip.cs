using Curriculum.Arrays;

namespace Curriculum.Optimizers;

/// <summary>Limits gradients before a step, against the explosions of recurrent and very deep networks.</summary>
/// <remarks>Pascanu et al., arXiv:1211.5063, algorithm 1. <c>new Sgd(…) { Clip = GradientClip.ByNorm(1) }</c>, or <see cref="Apply"/> in a loop of one's own.</remarks>
public abstract record GradientClip
{
    /// <summary>All gradients together are scaled down to a length of at most <paramref name="largest"/>: g ← g·min(1, largest / (‖g‖ + 1e-6)).</summary>
    /// <param name="largest">The largest length (2-norm) over all parameters together.</param>
    public static GradientClip ByNorm(double largest) => new NormClip(largest, false);

    /// <summary>All gradients together are scaled down until their largest element is at most <paramref name="largest"/>.</summary>
    /// <param name="largest">The largest size (maximum norm) over all parameters together.</param>
    public static GradientClip ByLargestElement(double largest) => new NormClip(largest, true);

    /// <summary>Each element is cut to −limit … limit, which changes the direction of the gradient.</summary>
    /// <param name="limit">The limit.</param>
    public static GradientClip ByValue(double limit) => new ValueClip(limit);

    /// <summary>The limited gradients.</summary>
    /// <param name="gradients">The gradients of all parameters.</param>
    public abstract IReadOnlyList<NdArray> Apply(IReadOnlyList<NdArray> gradients);

    /// <summary>The length of all gradients together: √Σ g².</summary>
    /// <param name="gradients">The gradients of all parameters.</param>
    public static double Norm(IReadOnlyList<NdArray> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        return Math.Sqrt(Read(gradients.Select(g => g.As(DType.Float64).Square().Sum())).Sum());
    }

    /// <summary>The largest size of an element of all gradients together: max |g|.</summary>
    /// <param name="gradients">The gradients of all parameters.</param>
    public static double LargestElement(IReadOnlyList<NdArray> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        return Read(gradients.Where(g => g.Size > 0).Select(g => g.Abs().Max())).DefaultIfEmpty().Max();
    }

    // All at once: each reading of a device waits for everything before it.
    private static double[] Read(IEnumerable<NdArray> numbers) => numbers.ToArray() is { Length: > 0 } all ? NdArray.Stack(0, all).ToArray<double>() : [];

    private sealed record NormClip(double Largest, bool IsMaximum) : GradientClip
    {
        public override IReadOnlyList<NdArray> Apply(IReadOnlyList<NdArray> gradients)
        {
            double norm = IsMaximum ? LargestElement(gradients) : Norm(gradients);
            double factor = Math.Min(1, Largest / (norm + 1e-6));
            return factor < 1 ? [.. gradients.Select(g => g * factor)] : gradients;
        }
    }

    private sealed record ValueClip(double Limit) : GradientClip
    {
        public override IReadOnlyList<NdArray> Apply(IReadOnlyList<NdArray> gradients) => [.. gradients.Select(g => g.Clip(-Limit, Limit))];
    }
}

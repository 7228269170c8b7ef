using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>Layer normalisation: y = γ·(x − μ) / √(σ² + ε) + β, with μ and σ² of each example over its last axes.</summary>
/// <remarks>x [*, features…] → y of the same shape. Nothing is shared between examples, so training and evaluation are the same. Source: Ba et al., arXiv:1607.06450, eq. 4.</remarks>
/// <param name="Gain">γ in the shape of the normalised axes; null: 1.</param>
/// <param name="Shift">β in the shape of the normalised axes; null: 0.</param>
/// <param name="Epsilon">ε: keeps the divisor away from 0.</param>
/// <param name="Axes">How many of the last axes are normalised together.</param>
public sealed record LayerNorm(Tensor? Gain, Tensor? Shift, double Epsilon = 1e-5, int Axes = 1) : Layer
{
    /// <summary>A new layer: γ = 1, β = 0.</summary>
    /// <param name="features">The length of the last axis.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    /// <param name="affine">Whether there are γ and β.</param>
    /// <exception cref="ArgumentOutOfRangeException">features is not positive.</exception>
    public static LayerNorm Create(int features, double epsilon = 1e-5, DType dtype = DType.Float32, bool affine = true)
    {
        Sizes.RequirePositive(nameof(LayerNorm), features);
        return Create([features], epsilon, dtype, affine);
    }

    /// <summary>A new layer over several of the last axes: γ = 1, β = 0.</summary>
    /// <param name="features">The lengths of the last axes.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    /// <param name="affine">Whether there are γ and β.</param>
    /// <exception cref="ShapeException">There is no length, or one is 0.</exception>
    public static LayerNorm Create(Shape features, double epsilon = 1e-5, DType dtype = DType.Float32, bool affine = true)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Rank == 0 || features.Size == 0)
            throw new ShapeException($"LayerNorm: features must be the lengths of the normalised axes, each 1 or more, got {features}.");
        var (gain, shift) = NormParameters.Create(features, dtype, affine);
        return new LayerNorm(gain, shift, epsilon, features.Rank);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.LayerNorm(x, Gain, Shift, Epsilon, Axes);

    /// <inheritdoc/>
    public override LayerNorm Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with { Gain = map.At(nameof(Gain), Gain), Shift = map.At(nameof(Shift), Shift) };
    }

    /// <inheritdoc/>
    protected override string Describe() => $"LayerNorm {Gain?.Shape.ToString() ?? $"over {Axes} axes"}{NormParameters.Describe(Gain)}";
}

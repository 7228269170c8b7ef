using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>Instance normalisation: y = γ·(x − μ) / √(σ² + ε) + β, with μ and σ² of each channel of each example over its positions.</summary>
/// <remarks>x [n, c, *] → y of the same shape. Training and evaluation are the same. Source: Ulyanov et al., arXiv:1607.08022.</remarks>
/// <param name="Gain">γ [c]; null: 1.</param>
/// <param name="Shift">β [c]; null: 0.</param>
/// <param name="Epsilon">ε: keeps the divisor away from 0.</param>
public sealed record InstanceNorm(Tensor? Gain, Tensor? Shift, double Epsilon = 1e-5) : Layer
{
    /// <summary>A new layer: γ = 1, β = 0.</summary>
    /// <param name="features">c, the channels.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    /// <param name="affine">Whether there are γ and β.</param>
    /// <exception cref="ArgumentOutOfRangeException">features is not positive.</exception>
    public static InstanceNorm Create(int features, double epsilon = 1e-5, DType dtype = DType.Float32, bool affine = true)
    {
        Sizes.RequirePositive(nameof(InstanceNorm), features);
        var (gain, shift) = NormParameters.Create([features], dtype, affine);
        return new InstanceNorm(gain, shift, epsilon);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.InstanceNorm(x, Gain, Shift, Epsilon);

    /// <inheritdoc/>
    public override InstanceNorm Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with { Gain = map.At(nameof(Gain), Gain), Shift = map.At(nameof(Shift), Shift) };
    }

    /// <inheritdoc/>
    protected override string Describe() => $"InstanceNorm{(Gain is null ? "" : " " + Gain.Shape)}{NormParameters.Describe(Gain)}";
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>Group normalisation: y = γ·(x − μ) / √(σ² + ε) + β, with μ and σ² of each group of channels of each example.</summary>
/// <remarks>x [n, c] or [n, c, *] → y of the same shape. Training and evaluation are the same. Source: Wu and He, arXiv:1803.08494, eq. 7.</remarks>
/// <param name="Groups">How many groups of neighbouring channels; divides c.</param>
/// <param name="Gain">γ [c]; null: 1.</param>
/// <param name="Shift">β [c]; null: 0.</param>
/// <param name="Epsilon">ε: keeps the divisor away from 0.</param>
public sealed record GroupNorm(int Groups, Tensor? Gain, Tensor? Shift, double Epsilon = 1e-5) : Layer
{
    /// <summary>A new layer: γ = 1, β = 0.</summary>
    /// <param name="groups">How many groups; divides the channels.</param>
    /// <param name="features">c, the channels.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    /// <param name="affine">Whether there are γ and β.</param>
    /// <exception cref="ArgumentOutOfRangeException">groups or features is not positive.</exception>
    /// <exception cref="ArgumentException">groups does not divide features.</exception>
    public static GroupNorm Create(int groups, int features, double epsilon = 1e-5, DType dtype = DType.Float32, bool affine = true)
    {
        Sizes.RequirePositive(nameof(GroupNorm), groups);
        Sizes.RequirePositive(nameof(GroupNorm), features);
        if (features % groups != 0)
            throw new ArgumentException($"GroupNorm: groups must divide the {features} features, got {groups}.", nameof(groups));
        var (gain, shift) = NormParameters.Create([features], dtype, affine);
        return new GroupNorm(groups, gain, shift, epsilon);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => F.GroupNorm(x, Groups, Gain, Shift, Epsilon);

    /// <inheritdoc/>
    public override GroupNorm Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with { Gain = map.At(nameof(Gain), Gain), Shift = map.At(nameof(Shift), Shift) };
    }

    /// <inheritdoc/>
    protected override string Describe() => $"GroupNorm of {Groups}{(Gain is null ? "" : " " + Gain.Shape)}{NormParameters.Describe(Gain)}";
}

using Curriculum.Arrays;

namespace Curriculum.Functional.Devices;

/// <summary>What a normalisation finds out about each group.</summary>
/// <param name="Rough">μ as it came out first.</param>
/// <param name="Rest">What that lacks.</param>
/// <param name="Scale">r = 1/√(σ² + ε).</param>
/// <param name="Variance">σ².</param>
internal readonly record struct NormalisationStatistics(NdArray Rough, NdArray Rest, NdArray Scale, NdArray Variance)
{
    /// <summary>Room for the numbers of the channels of x [o, c, m], [1, c, 1] each.</summary>
    public static NormalisationStatistics For(NdArray x)
    {
        return new(New(), New(), New(), New());

        NdArray New() => NdArray.Uninitialized([1, x.Shape[1], 1], x.DType, x.Device);
    }
}

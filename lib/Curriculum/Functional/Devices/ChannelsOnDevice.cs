using Curriculum.Arrays;

namespace Curriculum.Functional.Devices;

/// <summary>Normalisations of channels, x [o, c, m], in the steps that every device has.</summary>
internal static class ChannelsOnDevice
{
    private static readonly int[] Around = [0, 2];

    /// <summary>Σ a and Σ a·b of each channel, [1, c, 1].</summary>
    public static NdArray[] Sums(NdArray a, NdArray b) => [a.Sum(Around, keepDims: true), (a * b).Sum(Around, keepDims: true)];

    /// <summary>x·gain + shift.</summary>
    public static NdArray Affine(NdArray x, NdArray gain, NdArray? shift) => shift is null ? x * gain : (x * gain) + shift;

    /// <summary>x̂ = (x − μ)·r, r = 1/√(σ² + ε), μ, σ².</summary>
    public static NdArray[] Standardise(NdArray x, double epsilon)
    {
        // What rounding left of the mean may be as large as σ where |mean| ≫ σ, so it is taken off, too.
        var roughMean = x.Mean(Around, keepDims: true);
        var rough = x - roughMean;
        var rest = rough.Mean(Around, keepDims: true);
        var centred = rough - rest;
        var variance = centred.Square().Mean(Around, keepDims: true);
        var r = (variance + epsilon).Sqrt().Reciprocal();
        return [centred * r, r, roughMean + rest, variance];
    }

    /// <summary>r·(g − mean(g) − x̂·mean(g·x̂)).</summary>
    public static NdArray StandardiseGradient(NdArray xhat, NdArray r, NdArray g)
        => (g - g.Mean(Around, keepDims: true) - (xhat * (g * xhat).Mean(Around, keepDims: true))) * r;
}

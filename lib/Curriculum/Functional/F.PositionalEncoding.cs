using Curriculum.Arrays;

namespace Curriculum.Functional;

/// <content>Positional encoding.</content>
public static partial class F
{
    /// <summary>A vector for each position: sines in the even places, cosines in the odd ones, of waves from 2π to 2π·base long.</summary>
    /// <remarks>
    /// table[t, c] = sin(a) for even c, cos(a) for odd c, with a = (offset + t) / base^(2·⌊c/2⌋/d). Vaswani et al., arXiv:1706.03762, section 3.5.
    /// </remarks>
    /// <param name="length">How many positions.</param>
    /// <param name="features">d, the length of a vector.</param>
    /// <param name="offset">The first position.</param>
    /// <param name="waveBase">The base of the wave lengths.</param>
    /// <param name="dtype">The type of the table; it is computed in Float64.</param>
    /// <returns>The table [length, d].</returns>
    public static NdArray PositionalEncoding(int length, int features, int offset = 0, double waveBase = 10_000, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(waveBase);
        var column = NdArray.Arange(features);
        var pair = (column / 2).Floor();
        var waves = NdArray.Full([features], waveBase).Pow(pair * (2.0 / features));
        var angles = (NdArray.Arange(length).ExpandDims(1) + offset) / waves;
        var isEven = (pair * 2).EqualTo(column);
        return NdArray.Where(isEven, angles.Sin(), angles.Cos()).As(dtype);
    }
}

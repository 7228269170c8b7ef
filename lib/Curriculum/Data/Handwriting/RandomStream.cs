namespace Curriculum.Data.Handwriting;

/// <summary>A small random stream in integer arithmetic, cheap enough to give every image its own: SplitMix64.</summary>
/// <remarks>
/// Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014, figure 17.
/// A stream of its own a image is what makes the images independent of threads, of order and of each other.
/// </remarks>
internal struct RandomStream
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>Stream number <paramref name="index"/> of the family <paramref name="family"/> of <paramref name="seed"/>.</summary>
    public RandomStream(uint seed, uint family, uint index) => _state = Mix(Mix(((ulong)seed << 32) | family) + index);

    /// <summary>Uniform on [0, 1), in steps of 2⁻⁵³.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform on [low, high).</summary>
    public double Uniform(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>Uniform on 0 … count − 1.</summary>
    public int Integer(int count) => (int)(Uniform() * count);

    /// <summary>Nearly N(0, 1): the sum of four uniforms, scaled (|z| ≤ 3.47). Only exact arithmetic, so no logarithm has a say in the bits.</summary>
    public double Normal() => (Uniform() + Uniform() + Uniform() + Uniform() - 2) * 1.7320508075688772;

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private ulong Next() => Mix(_state += Golden);
}

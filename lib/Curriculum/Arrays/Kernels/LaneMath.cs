using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>Elementary functions on lanes, in correctly rounded arithmetic alone: the same bits on every machine. Errors stay below 2 units in the last place.</summary>
internal static partial class LaneMath
{
    private const double Log2E = 1.4426950408889634;

    /// <summary>eˣ; 0 and ∞ beyond the range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : struct, ILanes<V>
    {
        // x = n·ln 2 + r, eˣ = 2ⁿ·eʳ. NaN passes the limits.
        x = V.AtMost(V.Create(V.IsDouble ? 720 : 90), V.AtLeast(V.Create(V.IsDouble ? -760 : -106), x));
        V n = V.Round(x * V.Create(Log2E)), r = Reduce(x, n);
        return V.Scale(V.Fma(r * r, Polynomials.ExpTail(r), r) + V.Create(1), n);
    }

    /// <summary>a·2ⁿ in two factors: n may lie outside the exponents of normal numbers. The first product is exact, the second rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ScaleInTwo<V>(V a, V n)
        where V : struct, ILanes<V>
    {
        V half = V.Floor(n * V.Create(0.5));
        return a * PowerOfTwo<V>(half) * PowerOfTwo<V>(n - half);
    }

    /// <summary>eˣ − 1, with all digits near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V>(V x)
        where V : struct, ILanes<V>
        => V.Select(V.IsGreater(x, V.Create(Expm1Limit<V>())), Exp(x), Expm1Limited(x));

    /// <summary>ln x; −∞ at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V x)
        where V : struct, ILanes<V>
    {
        V zero = V.Create(0), infinity = V.Create(double.PositiveInfinity), f = Decompose(x, out V e);

        // ln m = f − (f²/2 − s·(f²/2 + R)) with f = m − 1, s = f / (2 + f): the largest term, f, is exact.
        V s = f / (f + V.Create(2)), z = s * s, half = V.Create(0.5) * f * f;
        V inner = V.Fma(s, half + (z * Polynomials.LogTail(z)), e * V.Create(V.IsDouble ? 1.9082149292705877e-10 : 3.19461833e-05));
        V y = V.Fma(e, V.Create(V.IsDouble ? 0.6931471803691238 : 0.693115234), f - (half - inner));

        y = V.Select(V.IsEqual(x, infinity), x, y);
        y = V.Select(V.IsEqual(x, zero), -infinity, y);
        return V.Select(V.IsGreaterOrEqual(x, zero), y, V.Create(double.NaN));
    }

    /// <summary>ln (1 + x), with all digits near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p<V>(V x)
        where V : struct, ILanes<V>
    {
        // What rounding 1 + x to u lost is put back: ln(u + c) ≈ ln u + c / u.
        V one = V.Create(1), u = one + x, part = u - x, lost = (x - (u - part)) + (one - part);
        V y = Log(u), corrected = y + (lost / u);

        // Not where u is 0 or ∞; and −0 stays −0.
        corrected = V.Select(V.IsEqual(V.Abs(y), V.Create(double.PositiveInfinity)), y, corrected);
        return V.Select(V.IsEqual(x, V.Create(0)), x, corrected);
    }

    /// <summary>tanh x = t / (t + 2) with t = e²ˣ − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : struct, ILanes<V>
    {
        V sign = x & SignBit<V>(), a = V.AtMost(V.Create(V.IsDouble ? 22 : 10), V.Abs(x));
        V t = Expm1Limited(a + a);
        return (t / (t + V.Create(2))) | sign;
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x)
        where V : struct, ILanes<V>
        => V.Create(1) / (V.Create(1) + Exp(-x));

    /// <summary>The error function 2/√π · ∫₀ˣ e^(−t²) dt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V x)
        where V : struct, ILanes<V>
    {
        V one = V.Create(1), sign = x & SignBit<V>(), a = V.Abs(x), limit = V.Create(V.IsDouble ? 6 : 4);
        V near = a * Polynomials.ErfNearZero(a * a);

        // Beyond 1: 1 − erfc(x), where erfc(x) = e^(−x²)·P(u) / (1 + 2x).
        V b = V.Select(V.IsGreater(a, limit), limit, a), u = (b - V.Create(3)) / (b + V.Create(3));
        V far = one - (Exp(-(b * b)) * Polynomials.ErfcScaled(u) / V.Fma(b, V.Create(2), one));
        return V.Select(V.IsGreater(a, one), far, near) | sign;
    }

    /// <summary>2ⁿ for a whole n among the exponents of normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PowerOfTwo<V>(V n)
        where V : struct, ILanes<V>
        => V.ShiftLeft(n + V.Create(V.IsDouble ? 6755399441055744.0 + 1023 : 12582912.0 + 127), 23, 52);

    /// <summary>Only the sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SignBit<V>()
        where V : struct, ILanes<V>
        => V.FromBits(0x80000000, 0x8000000000000000);

    /// <summary>x = 2ᵉ·(1 + f) with 1/√2 ≤ 1 + f ≤ √2, for positive x. Returns f, which is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Decompose<V>(V x, out V e)
        where V : struct, ILanes<V>
    {
        // Subnormal numbers are scaled up first, so that their exponent can be read off.
        V tiny = V.IsGreater(V.FromBits(0x00800000, 0x0010000000000000), x);
        V scaled = V.Select(tiny, x * V.Create(V.IsDouble ? 18014398509481984.0 : 33554432.0), x);
        e = V.ShiftRight(scaled, 23, 52) | V.FromBits(0x4B000000, 0x4330000000000000);
        e -= V.Select(tiny, V.Create(V.IsDouble ? 4503599627370496.0 + 1023 + 54 : 8388608.0 + 127 + 25), V.Create(V.IsDouble ? 4503599627370496.0 + 1023 : 8388608.0 + 127));
        V m = (scaled & V.FromBits(0x007FFFFF, 0x000FFFFFFFFFFFFF)) | V.Create(1);
        V large = V.IsGreater(m, V.Create(1.4142135623730951));
        m = V.Select(large, m * V.Create(0.5), m);
        e = V.Select(large, e + V.Create(1), e);
        return m - V.Create(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Expm1Limit<V>()
        where V : struct, ILanes<V>
        => V.IsDouble ? 45 : 20;

    /// <summary>eˣ − 1 up to a limit beyond which the 1 no longer counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Expm1Limited<V>(V x)
        where V : struct, ILanes<V>
    {
        V limit = V.Create(Expm1Limit<V>());
        V bounded = V.AtLeast(-limit, V.AtMost(limit, x));
        V n = V.Round(bounded * V.Create(Log2E)), r = Reduce(bounded, n), power = PowerOfTwo<V>(n);
        V y = V.Fma(power, V.Fma(r * r, Polynomials.ExpTail(r), r), power - V.Create(1));

        // −0 stays −0.
        return V.Select(V.IsEqual(x, V.Create(0)), x, y);
    }

    /// <summary>x − n·ln 2, with ln 2 in two parts: the first product is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Reduce<V>(V x, V n)
        where V : struct, ILanes<V>
    {
        V r = V.Fma(-n, V.Create(V.IsDouble ? 0.6931471803691238 : 0.693115234), x);
        return V.Fma(-n, V.Create(V.IsDouble ? 1.9082149292705877e-10 : 3.19461833e-05), r);
    }
}

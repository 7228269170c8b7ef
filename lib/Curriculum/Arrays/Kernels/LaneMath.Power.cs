using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <content>Powers with any exponent.</content>
internal static partial class LaneMath
{
    /// <summary>xᵖ by IEEE 754's rules: 1 for p = 0 and for x = 1, NaN for a negative x with a fractional p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Pow<V>(V x, V p)
        where V : struct, ILanes<V>
    {
        V zero = V.Create(0), one = V.Create(1), a = V.Abs(x), infinity = V.Create(double.PositiveInfinity);

        // An error in p·ln x is one in the result, and p·ln x may be 700: so ln x in two parts, and their products with p.
        V low = LogParts(a, out V high), product = p * high, rest = V.Fma(p, high, -product) + (p * low);
        V y = Exp(product);
        y = V.Select(V.IsGreater(infinity, y) & V.IsGreater(infinity, V.Abs(rest)), V.Fma(y, rest, y), y);

        V whole = V.IsEqual(V.Floor(p), p), half = p * V.Create(0.5);
        V odd = whole & V.IsGreater(V.Abs(half - V.Floor(half)), zero);
        y = V.Select(odd, y | (x & SignBit<V>()), y);

        // Only a negative x other than −∞ and −0 has no fractional powers.
        V ordinary = V.IsGreater(zero, x) & V.IsGreater(infinity, a);
        y = V.Select(ordinary, V.Select(whole, y, V.Create(double.NaN)), y);
        return V.Select(V.IsEqual(p, zero) | V.IsEqual(x, one) | (V.IsEqual(a, one) & V.IsEqual(V.Abs(p), infinity)), one, y);
    }

    /// <summary>ln x = high + the result, to about 60 binary digits; infinite or NaN where Log is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogParts<V>(V x, out V high)
        where V : struct, ILanes<V>
    {
        // ln m = 2·artanh(s), s = f / (2 + f) in two parts.
        V f = Decompose(x, out V e), two = V.Create(2), d = two + f, lost = f - (d - two);
        V s = f / d, more = (V.Fma(-s, d, f) - (s * lost)) / d, z = s * s;
        V first = e * V.Create(0.6931471803691238), second = s + s, sum = first + second;
        V rest = (first - sum) + second + V.Fma(s * z, Polynomials.LogTail(z), V.Fma(e, V.Create(1.9082149292705877e-10), more + more));
        high = sum + rest;
        V low = rest - (high - sum);
        V ordinary = V.IsGreater(x, V.Create(0)) & V.IsGreater(V.Create(double.PositiveInfinity), x);
        high = V.Select(ordinary, high, Log(x));
        return V.Select(ordinary, low, V.Create(0));
    }
}

using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <content>Sine and cosine.</content>
internal static partial class LaneMath
{
    /// <summary>sin x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sin<V>(V x)
        where V : struct, ILanes<V>
    {
        V y = Quadrants(x, V.Create(0));
        return V.Select(V.IsEqual(x, V.Create(0)), x, y);
    }

    /// <summary>cos x = sin (x + π/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cos<V>(V x)
        where V : struct, ILanes<V>
        => Quadrants(x, V.Create(1));

    /// <summary>sin (x + shift·π/2): x = n·π/2 + r, then by n + shift modulo 4 it is sin r, cos r, −sin r or −cos r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Quadrants<V>(V x, V shift)
        where V : struct, ILanes<V>
    {
        V a = V.Abs(x), n = V.Round(x * V.Create(0.6366197723675814));

        // π/2 in three parts. The first subtraction is exact; the others add the digits that cancelling uncovers.
        V r = V.Fma(-n, V.Create(V.IsDouble ? 1.5707963267948966 : 1.57079637), x);
        r = V.Fma(-n, V.Create(V.IsDouble ? 6.123233995736766e-17 : -4.37113883e-08), r);
        r = V.Fma(-n, V.Create(V.IsDouble ? -1.4973849048591698e-33 : -1.71512451e-15), r);
        V far = V.IsGreater(a, V.Create(V.IsDouble ? 1e9 : 1e5));
        if (V.Any(far))
            V.ReduceFar(x, far, ref n, ref r);

        V q = n + shift, quarter = q - (V.Floor(q * V.Create(0.25)) * V.Create(4));
        V odd = V.IsEqual(V.Abs(quarter - V.Create(2)), V.Create(1)), negative = V.IsGreater(quarter, V.Create(1.5));
        V z = r * r, sine = V.Fma(r * z, Polynomials.SinTail(z), r);
        V cosine = V.Fma(z * z, Polynomials.CosTail(z), V.Create(1) - (z * V.Create(0.5)));
        return V.Select(odd, cosine, sine) ^ (negative & SignBit<V>());
    }
}

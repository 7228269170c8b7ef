using System.Numerics;
using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>The remainder of angles beyond 10⁹ (10⁵ in float) modulo π/2, with as many digits of 2/π as it takes (Payne and Hanek, 1983).</summary>
internal static class LargeAngles
{
    /// <summary>2/π = 0.A2F9836E… in base 16: 1,280 bits, enough for the largest double.</summary>
    private static readonly ulong[] TwoOverPi =
    [
        0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0,
        0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4,
        0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D,
        0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB, 0xF0CFBC209AF4361D,
    ];

    /// <summary>Replaces n (modulo 4) and r = x − n·π/2 in the lanes that are far out. NaN for infinities.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Reduce<V>(V x, V far, ref V n, ref V r)
        where V : struct, ILanes<V>
    {
        ulong bits = V.Bits(far);
        for (int lane = 0; lane < V.Count; lane++)
        {
            if ((bits >> lane & 1) == 0)
                continue;
            if (V.IsDouble)
            {
                (At<V, double>(ref n, lane), At<V, double>(ref r, lane)) = Reduce(At<V, double>(ref x, lane));
            }
            else
            {
                var (quadrant, angle) = Reduce(At<V, float>(ref x, lane));
                (At<V, float>(ref n, lane), At<V, float>(ref r, lane)) = ((float)quadrant, (float)angle);
            }
        }
    }

    private static ref T At<V, T>(ref V vector, int lane)
        where V : struct
        => ref Unsafe.Add(ref Unsafe.As<V, T>(ref vector), lane);

    private static (double Quadrant, double Angle) Reduce(double x)
    {
        if (!double.IsFinite(x))
            return (0, double.NaN);
        long raw = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(raw >> 52 & 0x7FF) - 1075;
        var mantissa = new BigInteger((raw & 0xFFFFFFFFFFFFF) | 0x10000000000000);

        // x·2/π in fixed point with 1,280 digits after the point; its last two whole digits are the quadrant.
        var digits = BigInteger.Zero;
        foreach (ulong word in TwoOverPi)
            digits = (digits << 64) | word;
        const int Point = 64 * 20;
        var product = exponent >= 0 ? (mantissa * digits) << exponent : (mantissa * digits) >> -exponent;
        var whole = ((product >> (Point - 1)) + 1) >> 1;
        var rest = product - (whole << Point);

        // 120 digits of what is left, times π/2 in two parts.
        int length = (int)BigInteger.Abs(rest).GetBitLength(), drop = Math.Max(0, length - 53);
        double high = Math.ScaleB((double)(rest >> drop), drop - Point);
        double low = Math.ScaleB((double)((rest - ((rest >> drop) << drop)) >> Math.Max(0, drop - 53)), Math.Max(0, drop - 53) - Point);
        double angle = Math.FusedMultiplyAdd(high, 1.5707963267948966, (high * 6.123233995736766e-17) + (low * 1.5707963267948966));
        double quadrant = (int)(whole & 3);
        return x < 0 ? (-quadrant, -angle) : (quadrant, angle);
    }
}

using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>The polynomials behind the elementary functions, fitted at Chebyshev points in 300-bit arithmetic to a relative error below 2⁻⁵⁵ (double) and 2⁻²⁷ (float).</summary>
/// <remarks>The C library's functions differ from one system to the next; fused multiply-adds in a fixed order do not.</remarks>
internal static class Polynomials
{
    /// <summary>(eʳ − 1 − r) / r² for |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ExpTail<V>(V r)
        where V : struct, ILanes<V>
    {
        if (V.IsDouble)
        {
            var p = V.Create(2.0915442297780116e-09);
            p = V.Fma(p, r, V.Create(2.5106274733573296e-08));
            p = V.Fma(p, r, V.Create(2.75572718102198e-07));
            p = V.Fma(p, r, V.Create(2.755725283351691e-06));
            p = V.Fma(p, r, V.Create(2.4801587327007187e-05));
            p = V.Fma(p, r, V.Create(0.00019841269876864356));
            p = V.Fma(p, r, V.Create(0.0013888888888883327));
            p = V.Fma(p, r, V.Create(0.008333333333325544));
            p = V.Fma(p, r, V.Create(0.04166666666666667));
            p = V.Fma(p, r, V.Create(0.1666666666666667));
            p = V.Fma(p, r, V.Create(0.5));
            return p;
        }
        else
        {
            var p = V.Create(0.00139269268);
            p = V.Fma(p, r, V.Create(0.00836377405));
            p = V.Fma(p, r, V.Create(0.0416665487));
            p = V.Fma(p, r, V.Create(0.166665733));
            p = V.Fma(p, r, V.Create(0.5));
            return p;
        }
    }

    /// <summary>(2·artanh(s) − 2·s) / s³ as a function of z = s², for 1/√2 ≤ m ≤ √2, s = (m − 1) / (m + 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V LogTail<V>(V z)
        where V : struct, ILanes<V>
    {
        if (V.IsDouble)
        {
            var p = V.Create(0.13100721383503497);
            p = V.Fma(p, z, V.Create(0.13267418596474884));
            p = V.Fma(p, z, V.Create(0.15386290534658992));
            p = V.Fma(p, z, V.Create(0.181817947008978));
            p = V.Fma(p, z, V.Create(0.2222222240054776));
            p = V.Fma(p, z, V.Create(0.2857142857076445));
            p = V.Fma(p, z, V.Create(0.4000000000000094));
            p = V.Fma(p, z, V.Create(0.6666666666666666));
            return p;
        }
        else
        {
            var p = V.Create(0.233419433);
            p = V.Fma(p, z, V.Create(0.285503983));
            p = V.Fma(p, z, V.Create(0.400001258));
            p = V.Fma(p, z, V.Create(0.666666687));
            return p;
        }
    }

    /// <summary>(sin r − r) / r³ as a function of z = r², for |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V SinTail<V>(V z)
        where V : struct, ILanes<V>
    {
        if (V.IsDouble)
        {
            var p = V.Create(1.5915309183057952e-10);
            p = V.Fma(p, z, V.Create(-2.5051092308431318e-08));
            p = V.Fma(p, z, V.Create(2.7557315910939e-06));
            p = V.Fma(p, z, V.Create(-0.00019841269836385435));
            p = V.Fma(p, z, V.Create(0.0083333333333307));
            p = V.Fma(p, z, V.Create(-0.16666666666666666));
            return p;
        }
        else
        {
            var p = V.Create(2.72437819e-06);
            p = V.Fma(p, z, V.Create(-0.00019840039));
            p = V.Fma(p, z, V.Create(0.00833333191));
            p = V.Fma(p, z, V.Create(-0.166666672));
            return p;
        }
    }

    /// <summary>(cos r − 1 + r²/2) / r⁴ as a function of z = r², for |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V CosTail<V>(V z)
        where V : struct, ILanes<V>
    {
        if (V.IsDouble)
        {
            var p = V.Create(-1.1380868171449914e-11);
            p = V.Fma(p, z, V.Create(2.0876121534608454e-09));
            p = V.Fma(p, z, V.Create(-2.7557317151858866e-07));
            p = V.Fma(p, z, V.Create(2.480158729853226e-05));
            p = V.Fma(p, z, V.Create(-0.0013888888888887241));
            p = V.Fma(p, z, V.Create(0.041666666666666664));
            return p;
        }
        else
        {
            var p = V.Create(-2.72958317e-07);
            p = V.Fma(p, z, V.Create(2.48005599e-05));
            p = V.Fma(p, z, V.Create(-0.00138888881));
            p = V.Fma(p, z, V.Create(0.0416666679));
            return p;
        }
    }

    /// <summary>erf(x) / x as a function of z = x², for |x| ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ErfNearZero<V>(V z)
        where V : struct, ILanes<V>
    {
        if (V.IsDouble)
        {
            var p = V.Create(-7.795898827002141e-10);
            p = V.Fma(p, z, V.Create(1.3720064546777686e-08));
            p = V.Fma(p, z, V.Create(-1.6208483801871705e-07));
            p = V.Fma(p, z, V.Create(1.6447424703317362e-06));
            p = V.Fma(p, z, V.Create(-1.492473690741966e-05));
            p = V.Fma(p, z, V.Create(0.00012055294904839707));
            p = V.Fma(p, z, V.Create(-0.0008548325975389692));
            p = V.Fma(p, z, V.Create(0.0052239776071164225));
            p = V.Fma(p, z, V.Create(-0.02686617064323777));
            p = V.Fma(p, z, V.Create(0.11283791670945006));
            p = V.Fma(p, z, V.Create(-0.37612638903183543));
            p = V.Fma(p, z, V.Create(1.1283791670955126));
            return p;
        }
        else
        {
            var p = V.Create(-9.66704465e-06);
            p = V.Fma(p, z, V.Create(0.000112659589));
            p = V.Fma(p, z, V.Create(-0.000848408032));
            p = V.Fma(p, z, V.Create(0.00522103161));
            p = V.Fma(p, z, V.Create(-0.0268654302));
            p = V.Fma(p, z, V.Create(0.112837821));
            p = V.Fma(p, z, V.Create(-0.376126379));
            p = V.Fma(p, z, V.Create(1.12837923));
            return p;
        }
    }

    /// <summary>erfc(x)·exp(x²)·(1 + 2x) as a function of u = (x − 3) / (x + 3), for 1 ≤ x ≤ 6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ErfcScaled<V>(V u)
        where V : struct, ILanes<V>
    {
        if (V.IsDouble)
        {
            var p = V.Create(8.708139946402519e-07);
            p = V.Fma(p, u, V.Create(3.4332620536546143e-06));
            p = V.Fma(p, u, V.Create(-9.42849855288661e-07));
            p = V.Fma(p, u, V.Create(-2.0149085338203128e-05));
            p = V.Fma(p, u, V.Create(4.981552845529902e-06));
            p = V.Fma(p, u, V.Create(0.0001251113727344013));
            p = V.Fma(p, u, V.Create(-0.00010516209075560504));
            p = V.Fma(p, u, V.Create(-0.0007798334986943698));
            p = V.Fma(p, u, V.Create(0.001888690435755151));
            p = V.Fma(p, u, V.Create(0.0025293918800166596));
            p = V.Fma(p, u, V.Create(-0.02377051491964532));
            p = V.Fma(p, u, V.Create(0.06830802734226013));
            p = V.Fma(p, u, V.Create(-0.11927366341530368));
            p = V.Fma(p, u, V.Create(0.12964515870278198));
            p = V.Fma(p, u, V.Create(-0.04756229435345085));
            p = V.Fma(p, u, V.Create(-0.13562110612458125));
            p = V.Fma(p, u, V.Create(1.2530080582697296));
            return p;
        }
        else
        {
            var p = V.Create(-0.0010310174);
            p = V.Fma(p, u, V.Create(-0.0256080404));
            p = V.Fma(p, u, V.Create(0.0680329874));
            p = V.Fma(p, u, V.Create(-0.119236261));
            p = V.Fma(p, u, V.Create(0.129655689));
            p = V.Fma(p, u, V.Create(-0.0475623719));
            p = V.Fma(p, u, V.Create(-0.135621175));
            p = V.Fma(p, u, V.Create(1.25300801));
            return p;
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Curriculum.Benchmarks;

/// <summary>What one core can do at most: 24 sums in registers, multiplied and added to, with no memory at all.</summary>
internal static class FmaPeak
{
    public const int Rounds = 20_000;

    /// <summary>Floating-point operations of <see cref="Run"/>.</summary>
    public static double Operations => 24.0 * 2 * Rounds * (Vector512.IsHardwareAccelerated ? 16 : 8);

    public static void Run()
    {
        float sum = Vector512.IsHardwareAccelerated ? Wide() : Narrow() + Narrow();
        if (sum == 1)
            throw new InvalidOperationException("The sum is used, so that it is computed.");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Wide()
    {
        var (x, y) = (Vector512.Create(0.999f), Vector512.Create(1e-6f));
        Vector512<float> a = y, b = x, c = y + y, d = y, e = x, f = y, g = y, h = x, i = y, j = x, k = y, l = x;
        Vector512<float> m = y, n = x, o = y + y, p = y, q = x, r = y, s = y, t = x, u = y, v = x, w = y, z = x;
        for (int round = 0; round < Rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
            m = Vector512.FusedMultiplyAdd(m, x, y);
            n = Vector512.FusedMultiplyAdd(n, x, y);
            o = Vector512.FusedMultiplyAdd(o, x, y);
            p = Vector512.FusedMultiplyAdd(p, x, y);
            q = Vector512.FusedMultiplyAdd(q, x, y);
            r = Vector512.FusedMultiplyAdd(r, x, y);
            s = Vector512.FusedMultiplyAdd(s, x, y);
            t = Vector512.FusedMultiplyAdd(t, x, y);
            u = Vector512.FusedMultiplyAdd(u, x, y);
            v = Vector512.FusedMultiplyAdd(v, x, y);
            w = Vector512.FusedMultiplyAdd(w, x, y);
            z = Vector512.FusedMultiplyAdd(z, x, y);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t + u + v + w + z);
    }

    // 12 sums fit the 16 registers of a processor without AVX-512.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Narrow()
    {
        var (x, y) = (Vector256.Create(0.999f), Vector256.Create(1e-6f));
        Vector256<float> a = y, b = x, c = y + y, d = y, e = x, f = y, g = y, h = x, i = y, j = x, k = y, l = x;
        for (int round = 0; round < Rounds; round++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
            k = Vector256.FusedMultiplyAdd(k, x, y);
            l = Vector256.FusedMultiplyAdd(l, x, y);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}

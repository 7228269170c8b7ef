using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Adds up the 32 lanes of sums in a fixed tree: (0,16) (1,17) … (0,8) … (0,4) … (0,2) … (0,1).</summary>
internal static unsafe class LaneTree
{
    /// <summary>The lanes of a sum.</summary>
    public const int Lanes = 32;

    /// <summary>As many sums as are added up at once where vectors are that wide: their trees then share vectors instead of waiting for one another.</summary>
    public const int Together = 16;

    /// <summary>lanes [<see cref="Together"/>, 32] → sums [<see cref="Together"/>], of which the first <paramref name="count"/> are wanted. The lanes may be overwritten.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<T>(T* lanes, int count, T* sums)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && Avx512F.IsSupported && count > 2)
        {
            SumTogether((float*)lanes, (float*)sums);
            return;
        }

        for (int i = 0; i < count; i++)
            sums[i] = PairwiseTree.Combine<SumReduction, T>(lanes + (i * Lanes), Lanes);
    }

    // Each level halves what is left of a sum, so two vectors of the level before fit into one: sums 0, 4, 8, 12 first, so that at the end every sum lies at its place.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumTogether(float* lanes, float* sums)
    {
        var (a, b, c, d) = (Quarter(lanes), Quarter(lanes + Lanes), Quarter(lanes + (2 * Lanes)), Quarter(lanes + (3 * Lanes)));
        var ab = Avx512F.Shuffle(a, b, 0b01_00_01_00) + Avx512F.Shuffle(a, b, 0b11_10_11_10);
        var cd = Avx512F.Shuffle(c, d, 0b01_00_01_00) + Avx512F.Shuffle(c, d, 0b11_10_11_10);
        (Avx512F.Shuffle(ab, cd, 0b10_00_10_00) + Avx512F.Shuffle(ab, cd, 0b11_01_11_01)).Store(sums);
    }

    // Sums i, i + 4, i + 8 and i + 12, with four lanes left of each.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Quarter(float* lanes)
    {
        var (a, b, c, d) = (Half(lanes), Half(lanes + (4 * Lanes)), Half(lanes + (8 * Lanes)), Half(lanes + (12 * Lanes)));
        var ab = Avx512F.Shuffle4x128(a, b, 0b01_00_01_00) + Avx512F.Shuffle4x128(a, b, 0b11_10_11_10);
        var cd = Avx512F.Shuffle4x128(c, d, 0b01_00_01_00) + Avx512F.Shuffle4x128(c, d, 0b11_10_11_10);
        return Avx512F.Shuffle4x128(ab, cd, 0b10_00_10_00) + Avx512F.Shuffle4x128(ab, cd, 0b11_01_11_01);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Half(float* lanes) => Vector512.Load(lanes) + Vector512.Load(lanes + (Lanes / 2));
}

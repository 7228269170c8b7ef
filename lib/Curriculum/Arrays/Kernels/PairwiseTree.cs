using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>Combines lanes in a fixed tree: each of the first half with its partner in the second, then the same with what has come of them.</summary>
internal static unsafe class PairwiseTree
{
    /// <summary>The result of so many lanes, which are overwritten.</summary>
    /// <param name="lanes">The lanes.</param>
    /// <param name="count">How many: a power of two, at least 4.</param>
    public static T Combine<TOp, T>(T* lanes, int count)
        where TOp : struct, IReductionOp
        where T : unmanaged
    {
        for (int half = count / 2; half >= Lanes128<T>.Count; half /= 2)
        {
            for (int i = 0; i < half; i += Lanes128<T>.Count)
                Lanes128<T>.Store(TOp.Combine(Lanes128<T>.Load(lanes + i), Lanes128<T>.Load(lanes + i + half)), lanes + i);
        }

        // The last two or four one by one: a vector that begins within one that has just been stored has to wait until it is in memory.
        var first = Lanes128<T>.Count == 2 ? Pair(lanes, 1) : TOp.Combine(Pair(lanes, 2), Pair(lanes + 1, 2));
        Lanes128<T>.Store(first, lanes);
        return lanes[0];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Lanes128<T> Pair(T* lane, int apart) => TOp.Combine(Lanes128<T>.Broadcast(lane[0]), Lanes128<T>.Broadcast(lane[apart]));
    }
}

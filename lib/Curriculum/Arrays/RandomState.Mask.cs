using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Curriculum.Arrays;

/// <content>Masks for dropout.</content>
public sealed partial class RandomState
{
    /// <summary>A dropout mask: <paramref name="kept"/> with probability 1 − p, else 0. Draws what <c>Rand(shape) &gt; p</c> draws.</summary>
    internal NdArray Mask<T>(Shape shape, double p, T kept)
        where T : unmanaged
    {
        var array = NdArray.Uninitialized(shape, DTypes.Of<T>());
        using var y = array.Write<T>();
        var mask = y.Span;
        Span<uint> words = stackalloc uint[2 * BlockOfDoubles];

        // A number is 53 random bits by 2⁵³, and so is larger than p where these bits are larger than the whole part of p·2⁵³.
        long limit = (long)(p * 9007199254740992.0);
        for (int start = 0; start < mask.Length; start += BlockOfDoubles)
        {
            int count = Math.Min(BlockOfDoubles, mask.Length - start);
            _generator.Fill(words[..(2 * count)]);
            Compare(MemoryMarshal.Cast<uint, ulong>(words[..(2 * count)]), limit, kept, mask.Slice(start, count));
        }

        return array;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compare<T>(ReadOnlySpan<ulong> words, long limit, T kept, Span<T> mask)
        where T : unmanaged
    {
        int i = 0;
        if (Unsafe.SizeOf<T>() == sizeof(float))
        {
            var bits = new Vector<int>(Unsafe.BitCast<T, int>(kept));
            var numbers = MemoryMarshal.Cast<T, int>(mask);
            for (; i <= words.Length - Vector<int>.Count; i += Vector<int>.Count)
            {
                var isLarger = Vector.Narrow(Vector.GreaterThan(Bits(words[i..]), new(limit)), Vector.GreaterThan(Bits(words[(i + Vector<long>.Count)..]), new(limit)));
                (isLarger & bits).CopyTo(numbers[i..]);
            }
        }

        for (; i < words.Length; i++)
            mask[i] = (long)Bits(words[i]) > limit ? kept : default;
    }

    // The upper 27 bits of the first word of a pair, which is the lower half here, and the upper 26 of the second.
    private static Vector<long> Bits(ReadOnlySpan<ulong> pairs)
    {
        var pair = new Vector<ulong>(pairs);
        return Vector.AsVectorInt64(((pair & new Vector<ulong>(0xFFFFFFE0)) << 21) | (pair >> 38));
    }

    private static ulong Bits(ulong pair) => ((pair & 0xFFFFFFE0) << 21) | (pair >> 38);
}

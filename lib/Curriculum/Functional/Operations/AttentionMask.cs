using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Who must not look at whom, in a form that vectors can load: for each matrix of scores all bits of an element set where it is blocked.</summary>
/// <remarks>Matrices that share their mask, such as those of all heads or, where it is causal, all of them, share it here.</remarks>
internal readonly unsafe struct AttentionMask<T>
    where T : unmanaged
{
    private AttentionMask(NdArray? bits, int[] places) => (Bits, Places) = (bits, places);

    /// <summary>The different masks [*, l·s]; null where nothing is blocked.</summary>
    public NdArray? Bits { get; }

    /// <summary>For each matrix of scores where its mask begins.</summary>
    public int[] Places { get; }

    /// <summary>The masks that an array stands for which broadcasts with scores [*, l, s]; null: nothing is blocked.</summary>
    public static AttentionMask<T> Of(NdArray? blocked, NdArray scores)
    {
        if (blocked is null)
            return new(null, []);
        var whole = blocked.BroadcastTo(scores.Shape);
        int rows = scores.Shape[^2], columns = scores.Shape[^1];
        int[] places = MatrixProduct.BatchOffsets(whole, scores.Shape.ToArray()[..^2]);
        var seen = new Dictionary<int, int>();
        foreach (ref int place in places.AsSpan())
        {
            ref int own = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, place, out bool isKnown);
            if (!isKnown)
                own = (seen.Count - 1) * rows * columns;
            place = own;
        }

        var bits = NdArray.Uninitialized([seen.Count, rows * columns], scores.DType);
        using var source = whole.ReadFrom<byte>();
        using var target = bits.Write<T>();
        fixed (byte* from = source.Span)
        {
            fixed (T* to = target.Span)
            {
                foreach (var (offset, place) in seen)
                    Expand(from + offset, whole.Stride(-2), whole.Stride(-1), rows, columns, to + place);
            }
        }

        return new(bits, places);
    }

    /// <summary>The masks of heads [n, heads] of packed sequences: past the end of the keys, and behind the query where it is causal, which there is only between equal sequences.</summary>
    public static AttentionMask<T> Of(HeadRows queries, HeadRows keys, bool isCausal, NdArray weights)
    {
        var blocked = isCausal ? F.CausalMask(queries.Longest, keys.Longest) : keys.IsPast().Reshape(keys.Lengths.Length, 1, 1, keys.Longest);
        return Of(blocked, weights);
    }

    /// <summary>Overwrites the blocked ones of <paramref name="count"/> scores.</summary>
    public static void Fill(T* mask, T* scores, int count, double value)
    {
        T** rows = stackalloc T*[2];
        rows[0] = mask;
        rows[1] = scores;
        RowKernel.Run(new Kernel(value), rows, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Expand(byte* from, nint stepRow, nint step, int rows, int columns, T* to)
    {
        for (int i = 0; i < rows; i++, to += columns)
        {
            for (int j = 0; j < columns; j++)
            {
                int bits = from[(i * stepRow) + (j * step)] != 0 ? -1 : 0;
                if (sizeof(T) == sizeof(int))
                    ((int*)to)[j] = bits;
                else
                    ((long*)to)[j] = bits;
            }
        }
    }

    private readonly struct Kernel(double value) : IRowKernel<T>
    {
        public static int Rows => 2;

        public static int FirstWritten => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(T** rows, nint at)
            where V : struct, ILanes<V, T>
            => V.Store(V.Select(V.Load(rows[0] + at), V.Create(value), V.Load(rows[1] + at)), rows[1] + at);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays.Devices;

namespace Curriculum.Arrays.Kernels;

/// <summary>Combines elements along axes, in an order that depends on the shape alone.</summary>
/// <remarks>
/// Of n elements, element i goes to lane i mod 16; the lanes are combined in the tree (0,8) (1,9) … (0,4) … (0,2) … (0,1). More than 4,096
/// elements are cut into pieces of 4,096 whose results are combined the same way, which also keeps rounding errors small.
/// Neighbouring axes count as one; separate ones are reduced one after the other, the last first. Vector width, memory layout and threads change nothing.
/// </remarks>
internal static unsafe class Reduction
{
    /// <summary>The elements that are combined before the results are.</summary>
    public const int PieceLength = 4096;

    /// <summary>The lanes of a sum.</summary>
    public const int Lanes = 16;

    /// <summary>Neighbouring columns that are combined together.</summary>
    public const int TileWidth = 256;

    /// <summary>Elements of input that are worth a thread's while.</summary>
    private const int Grain = 64 * 1024;

    /// <summary>Reduces over the axes named, or over all of them. x is of Int32, Int64, Float32 or Float64.</summary>
    /// <exception cref="ShapeException">An axis does not exist, or there is nothing to reduce and the operation has no neutral value.</exception>
    public static NdArray Apply<TOp>(NdArray x, int[]? axes, bool keepDims)
        where TOp : struct, IReductionOp
    {
        axes ??= [.. Enumerable.Range(0, x.Rank)];
        bool[] reduced = x.Shape.Mark(TOp.Name, axes);
        var shape = x.Shape.Reduce(TOp.Name, axes, keepDims);
        if (x.Size == 0 && shape.Size > 0 && !TOp.AllowsEmpty)
            throw new ShapeException($"{TOp.Name}: there must be at least one element to choose from, got shape {x.Shape} over axes {Shape.Format(axes)}.");

        var current = x;
        int[] lengths = x.Shape.ToArray();
        for (int end = x.Rank; end > 0; end--)
        {
            if (!reduced[end - 1])
                continue;
            int start = end - 1;
            while (start > 0 && reduced[start - 1])
                start--;
            int outer = Product(lengths.AsSpan(..start)), n = Product(lengths.AsSpan(start..end)), inner = Product(lengths.AsSpan(end..));
            var next = Dispatch<TOp>(current, outer, n, inner);
            if (!ReferenceEquals(current, x))
                current.Release();
            current = next;
            lengths.AsSpan(start, end - start).Fill(1);
            end = start + 1;
        }

        return ReferenceEquals(current, x) ? x.Copy() : current.View(shape, shape.RowMajorStrides(), 0, isView: false);
    }

    /// <summary>Combines count &gt; 0 neighbouring elements, in the order that every reduction of so many has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T OfRow<TOp, T>(T* x, int count)
        where TOp : struct, IReductionOp
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T* lanes = stackalloc T[Lanes];
        int pieces = (count + PieceLength - 1) / PieceLength;
        T* results = stackalloc T[pieces];
        for (int piece = 0; piece < pieces; piece++)
            results[piece] = ReductionWork<TOp, T>.OfPiece(x + ((nint)piece * PieceLength), Math.Min(PieceLength, count - (piece * PieceLength)), lanes);
        return pieces == 1 ? results[0] : OfRow<TOp, T>(results, pieces);
    }

    private static int Product(ReadOnlySpan<int> lengths)
    {
        int product = 1;
        foreach (int length in lengths)
            product *= length;
        return product;
    }

    private static NdArray Dispatch<TOp>(NdArray x, int outer, int n, int inner)
        where TOp : struct, IReductionOp
        => x.Device.Kernels is { } kernels ? OnDevice<TOp>(kernels, x.Contiguous(), outer, n, inner) : x.DType switch
        {
            DType.Float32 => Along<TOp, float>(x, outer, n, inner),
            DType.Float64 => Along<TOp, double>(x, outer, n, inner),
            DType.Int32 => Along<TOp, int>(x, outer, n, inner),
            _ => Along<TOp, long>(x, outer, n, inner),
        };

    private static NdArray OnDevice<TOp>(IDeviceKernels kernels, NdArray x, int outer, int n, int inner)
        where TOp : struct, IReductionOp
    {
        var y = NdArray.Uninitialized([outer, inner], x.DType, x.Device);
        kernels.Reduce<TOp>(x, y, n, inner);
        return y;
    }

    /// <summary>x [outer, n, inner] → [outer, inner].</summary>
    private static NdArray Along<TOp, T>(NdArray x, int outer, int n, int inner)
        where TOp : struct, IReductionOp
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        int pieces = Math.Max(1, (n + PieceLength - 1) / PieceLength);
        var y = NdArray.Uninitialized([outer, pieces, inner], x.DType);
        if (y.Size > 0)
        {
            using var source = x.Read<T>();
            using var target = y.Write<T>();
            fixed (T* px = source.Span, py = target.Span)
            {
                int tiles = (inner + TileWidth - 1) / TileWidth;
                long perItem = Math.Max(1, (long)Math.Min(n, PieceLength) * Math.Min(inner, TileWidth));
                Work.Split<ReductionWork<TOp, T>, T>(outer * pieces * tiles, (int)Math.Max(1, Grain / perItem), new ReductionWork<TOp, T>(px, py, n, inner, pieces, tiles));
            }
        }

        if (pieces == 1)
            return y;
        var result = Along<TOp, T>(y, outer, pieces, inner);
        y.Release();
        return result;
    }
}

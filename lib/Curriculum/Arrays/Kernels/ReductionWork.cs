using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Curriculum.Arrays.Kernels;

/// <summary>The pieces of a <see cref="Reduction"/>: x [outer, n, inner] → y [outer, pieces, inner], an item for each piece and each tile of columns.</summary>
internal readonly unsafe struct ReductionWork<TOp, T>(T* x, T* y, int n, int inner, int pieces, int tiles) : IVectorWork<T>
    where TOp : struct, IReductionOp
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private const int Lanes = Reduction.Lanes, PieceLength = Reduction.PieceLength, TileWidth = Reduction.TileWidth;

    /// <summary>So many rows ahead of a sum over them the next ones are fetched: their columns lie on pages of their own, where the processor does not look by itself.</summary>
    private const int RowsAhead = 8;

    /// <summary>At most <see cref="PieceLength"/> neighbouring elements, on this thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T OfPiece(T* x, int count, T* lanes)
        => Vector512.IsHardwareAccelerated ? Row<Lanes512<T>>(x, count, lanes)
            : Vector256.IsHardwareAccelerated ? Row<Lanes256<T>>(x, count, lanes)
            : Row<Lanes128<T>>(x, count, lanes);

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<V>(int start, int end)
        where V : struct, ILanes<V, T>
    {
        T* lanes = stackalloc T[Lanes * TileWidth];
        if (inner == 1)
        {
            Rows<V>(start, end, lanes);
            return;
        }

        for (int item = start; item < end; item++)
        {
            int tile = item % tiles, piece = item / tiles % pieces, outer = item / tiles / pieces;
            int first = piece * PieceLength, count = Math.Min(PieceLength, n - first);
            T* source = x + ((((nint)outer * n) + first) * inner) + (tile * TileWidth);
            T* target = y + ((((nint)outer * pieces) + piece) * inner) + (tile * TileWidth);
            int width = Math.Min(TileWidth, inner - (tile * TileWidth)), whole = width - (width % V.Count);
            if (whole > 0)
                Columns<V>(source, count, inner, whole, lanes, target);
            if (whole < width)
                Rest<V>(source + whole, count, width - whole, target + whole, lanes);
        }
    }

    /// <summary>Each piece of a row is one item.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rows<V>(int item, int end, T* lanes)
        where V : struct, ILanes<V, T>
    {
        // All but the last piece of a row: as long as from one to the next.
        int length = Math.Min(PieceLength, n);
        while (item < end)
        {
            // The trees of many rows follow one another, so that memory does not wait for each.
            int filled = 0;
            for (; V.Count == Lanes && item + filled + 4 <= end && filled < TileWidth; filled += 4)
            {
                int first = (item + filled) % pieces * PieceLength;
                if (pieces == 1 ? n % Lanes != 0 : first + (4 * PieceLength) > n)
                    break;
                FourRows<V>(SourceOf(item + filled), length, lanes + (filled * Lanes));
            }

            for (int row = 0; row < filled; row++)
                y[item + row] = PairwiseTree.Combine<TOp, T>(lanes + (row * Lanes), Lanes);
            item += filled;
            if (filled > 0)
                continue;
            y[item] = Row<V>(SourceOf(item), Math.Min(PieceLength, n - (item % pieces * PieceLength)), lanes);
            item++;
        }
    }

    private T* SourceOf(int item) => x + ((nint)(item / pieces) * n) + (item % pieces * (nint)PieceLength);

    /// <summary>The last columns, too few for a vector: each is copied into a row.</summary>
    private void Rest<V>(T* source, int count, int columns, T* target, T* lanes)
        where V : struct, ILanes<V, T>
    {
        T* row = stackalloc T[count];
        for (int column = 0; column < columns; column++)
        {
            for (int i = 0; i < count; i++)
                row[i] = source[((nint)i * inner) + column];
            target[column] = Row<V>(row, count, lanes);
        }
    }

    /// <summary>Elements that lie next to each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T Row<V>(T* x, int count, T* lanes)
        where V : struct, ILanes<V, T>
    {
        // 16 lanes are 1 to 8 vectors; the compiler drops those that a width does not have.
        V a0 = V.Broadcast(TOp.Identity<T>()), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        int whole = count - (count % Lanes);
        if (TOp.AllowsAnyOrder && V.Count == Lanes)
        {
            // A comparison takes longer than a sum; four chains of them run side by side.
            V b = a0, c = a0, d = a0;
            for (; whole >= 4 * Lanes; whole -= 4 * Lanes, x += 4 * Lanes)
            {
                a0 = TOp.Combine(a0, V.Load(x));
                b = TOp.Combine(b, V.Load(x + Lanes));
                c = TOp.Combine(c, V.Load(x + (2 * Lanes)));
                d = TOp.Combine(d, V.Load(x + (3 * Lanes)));
            }

            a0 = TOp.Combine(TOp.Combine(a0, b), TOp.Combine(c, d));
        }

        for (int pass = 0; pass < 2; pass++)
        {
            for (T* end = x + whole; x < end; x += Lanes)
            {
                a0 = TOp.Combine(a0, V.Load(x));
                if (V.Count <= 8)
                    a1 = TOp.Combine(a1, V.Load(x + V.Count));
                if (V.Count <= 4)
                {
                    a2 = TOp.Combine(a2, V.Load(x + (2 * V.Count)));
                    a3 = TOp.Combine(a3, V.Load(x + (3 * V.Count)));
                }

                if (V.Count <= 2)
                {
                    a4 = TOp.Combine(a4, V.Load(x + (4 * V.Count)));
                    a5 = TOp.Combine(a5, V.Load(x + (5 * V.Count)));
                    a6 = TOp.Combine(a6, V.Load(x + (6 * V.Count)));
                    a7 = TOp.Combine(a7, V.Load(x + (7 * V.Count)));
                }
            }

            int rest = count % Lanes;
            if (pass == 1 || rest == 0)
                break;

            // The last few, filled up with the neutral value, in a second pass.
            for (int i = 0; i < Lanes; i++)
                lanes[i] = i < rest ? x[i] : TOp.Identity<T>();
            x = lanes;
            whole = Lanes;
        }

        V.Store(a0, lanes);
        if (V.Count <= 8)
            V.Store(a1, lanes + V.Count);
        if (V.Count <= 4)
        {
            V.Store(a2, lanes + (2 * V.Count));
            V.Store(a3, lanes + (3 * V.Count));
        }

        if (V.Count <= 2)
        {
            V.Store(a4, lanes + (4 * V.Count));
            V.Store(a5, lanes + (5 * V.Count));
            V.Store(a6, lanes + (6 * V.Count));
            V.Store(a7, lanes + (7 * V.Count));
        }

        return PairwiseTree.Combine<TOp, T>(lanes, Lanes);
    }

    /// <summary>Four rows of full lanes that follow one another, side by side: each sum waits for itself, four do not wait for one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FourRows<V>(T* x, nint length, T* lanes)
        where V : struct, ILanes<V, T>
    {
        V a = V.Broadcast(TOp.Identity<T>()), b = a, c = a, d = a;
        for (T* end = x + length; x < end; x += Lanes)
        {
            a = TOp.Combine(a, V.Load(x));
            b = TOp.Combine(b, V.Load(x + length));
            c = TOp.Combine(c, V.Load(x + (2 * length)));
            d = TOp.Combine(d, V.Load(x + (3 * length)));
        }

        V.Store(a, lanes);
        V.Store(b, lanes + Lanes);
        V.Store(c, lanes + (2 * Lanes));
        V.Store(d, lanes + (3 * Lanes));
    }

    /// <summary>Whole vectors of neighbouring columns: rows r, r + 16, … go to row r of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Columns<V>(T* x, int count, nint stride, int width, T* lanes, T* target)
        where V : struct, ILanes<V, T>
    {
        int used = Math.Min(Lanes, Math.Max(1, count));
        V identity = V.Broadcast(TOp.Identity<T>());
        for (int i = 0; i < used * width; i += V.Count)
            V.Store(identity, lanes + i);
        for (int row = 0; row < count; row++, x += stride)
        {
            T* lane = lanes + (row % Lanes * width);
            for (int i = 0; i < width; i += V.Count)
            {
                if (Sse.IsSupported)
                    Sse.Prefetch0(x + (RowsAhead * stride) + i);
                V.Store(TOp.Combine(V.Load(lane + i), V.Load(x + i)), lane + i);
            }
        }

        // Lanes that got nothing hold the neutral value and are left out.
        for (int half = Lanes / 2; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half && lane + half < used; lane++)
            {
                T* a = lanes + (lane * width), b = lanes + ((lane + half) * width);
                for (int i = 0; i < width; i += V.Count)
                    V.Store(TOp.Combine(V.Load(a + i), V.Load(b + i)), a + i);
            }
        }

        for (int i = 0; i < width; i += V.Count)
            V.Store(V.Load(lanes + i), target + i);
    }
}

using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Both sums of each column [channels·inner], where channels lie side by side: an item a tile of columns.</summary>
internal readonly unsafe struct ChannelColumnSums<TSum, T>(ChannelShape shape, T* x, T* y, T* p, T* first, T* second) : IVectorWork<T>
    where TSum : struct, IChannelSum
    where T : unmanaged
{
    private const int ColumnTile = ChannelKernel.ColumnTile, RowBlock = ChannelKernel.RowBlock;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<V>(int start, int end)
        where V : struct, ILanes<V, T>
    {
        T* block = stackalloc T[2 * ColumnTile];
        T** rows = stackalloc T*[5];
        T** totals = stackalloc T*[4];
        for (int tile = start; tile < end; tile++)
        {
            int width = shape.Channels * shape.Inner, column = tile * ColumnTile, columns = Math.Min(ColumnTile, width - column);
            int whole = columns - (columns % (2 * V.Count));
            rows[2] = p + column + whole;
            rows[3] = block + whole;
            rows[4] = block + ColumnTile + whole;
            totals[0] = block;
            totals[1] = block + ColumnTile;
            totals[2] = first + column;
            totals[3] = second + column;
            new Span<T>(first + column, columns).Clear();
            new Span<T>(second + column, columns).Clear();
            for (int row = 0; row < shape.Outer; row += RowBlock)
            {
                int last = Math.Min(row + RowBlock, shape.Outer);
                nint at = ((nint)row * width) + column;
                Down<V>(x + at, y + at, p + column, last - row, width, whole, block);
                new Span<T>(block + whole, columns - whole).Clear();
                new Span<T>(block + ColumnTile + whole, columns - whole).Clear();
                for (int i = row; i < last && whole < columns; i++)
                {
                    rows[0] = x + ((nint)i * width) + column + whole;
                    rows[1] = y + ((nint)i * width) + column + whole;
                    RowKernel.Run(default(TermKernel), rows, columns - whole);
                }

                RowKernel.Run(default(TotalKernel), totals, columns);
            }
        }
    }

    // Two vectors of columns at a time, whose sums stay in registers from the first row to the last.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Down<V>(T* x, T* y, T* p, int rows, nint stride, int columns, T* sums)
        where V : struct, ILanes<V, T>
    {
        for (nint j = 0; j < columns; j += 2 * V.Count)
        {
            V u0 = V.Create(0), u1 = u0, w0 = u0, w1 = u0, p0 = V.Load(p + j), p1 = V.Load(p + j + V.Count);
            T* a = x + j, b = y + j;
            for (int i = 0; i < rows; i++, a += stride, b += stride)
            {
                V term = TSum.Term(V.Load(a), p0);
                u0 += term;
                w0 += term * TSum.Factor(term, V.Load(b));
                term = TSum.Term(V.Load(a + V.Count), p1);
                u1 += term;
                w1 += term * TSum.Factor(term, V.Load(b + V.Count));
            }

            V.Store(u0, sums + j);
            V.Store(u1, sums + j + V.Count);
            V.Store(w0, sums + ColumnTile + j);
            V.Store(w1, sums + ColumnTile + j + V.Count);
        }
    }

    private readonly struct TermKernel : IRowKernel<T>
    {
        public static int Rows => 5;

        public static int FirstWritten => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(T** rows, nint at)
            where V : struct, ILanes<V, T>
        {
            V term = TSum.Term(V.Load(rows[0] + at), V.Load(rows[2] + at));
            V.Store(V.Load(rows[3] + at) + term, rows[3] + at);
            V.Store(V.Load(rows[4] + at) + (term * TSum.Factor(term, V.Load(rows[1] + at))), rows[4] + at);
        }
    }

    private readonly struct TotalKernel : IRowKernel<T>
    {
        public static int Rows => 4;

        public static int FirstWritten => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(T** rows, nint at)
            where V : struct, ILanes<V, T>
        {
            V.Store(V.Load(rows[2] + at) + V.Load(rows[0] + at), rows[2] + at);
            V.Store(V.Load(rows[3] + at) + V.Load(rows[1] + at), rows[3] + at);
        }
    }
}

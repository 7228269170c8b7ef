using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Curriculum.Arrays.Kernels;

/// <summary>Matrix products of floats.</summary>
/// <remarks>
/// Each element of C is summed along k in order by fused multiply-add, in blocks of 512 that start from 0 and are added one after the other.
/// Nothing else decides its bits, so tiles, vector widths and threads are free to be whatever is fast.
/// Structure after Goto and van de Geijn (2008): a block of A stays in the second-level cache while slivers of B, two vectors wide, pass by.
/// </remarks>
internal static unsafe class Gemm
{
    /// <summary>The length of a block along k. It is part of the result's bits.</summary>
    public const int InnerBlock = 512;

    /// <summary>Row panels that share a sliver of B while it is in the cache.</summary>
    private const int PanelsPerBlock = 12;

    /// <summary>Multiplications that are worth a thread's while.</summary>
    private const long ParallelWork = 256 * 1024;

    /// <summary>Numbers of B that are packed on the stack.</summary>
    private const int SmallPack = 2048;

    /// <summary>More columns than this pay for copying A next to each other.</summary>
    private const int PackColumns = 192;

    /// <summary>What each core may read over and over without going to memory.</summary>
    private const long CachedBytes = 2 << 20;

    public static void Run<T>(in GemmProblem<T> problem)
        where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated)
            Run<Lanes512<T>, T>(problem);
        else if (Vector256.IsHardwareAccelerated)
            Run<Lanes256<T>, T>(problem);
        else
            Run<Lanes128<T>, T>(problem);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<V, T>(in GemmProblem<T> p)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        int width = 2 * V.Count, slivers = (p.Columns + width - 1) / width, panels = (p.Rows + GemmTiles.MostRows - 1) / GemmTiles.MostRows;
        bool isReadable = p.EndB - p.B >= ((p.Inner - 1) * p.RowB) + ((nint)slivers * width);
        int firstPacked = p.ColumnB != 1 ? 0 : isReadable ? slivers : p.Columns / width, length = Math.Min(p.Inner, InnerBlock);
        bool parallel = Threads.Count > 1 && !WorkerPool.IsBusy && (long)p.Rows * p.Columns * p.Inner > ParallelWork;
        if (!parallel && p.SumsB == null && p.Inner <= InnerBlock && (slivers - firstPacked) * width * length <= SmallPack)
        {
            RunSmall<V, T>(p, firstPacked, slivers, panels);
            return;
        }

        using var packed = firstPacked < slivers ? new Scratch<T>((long)(slivers - firstPacked) * width * length) : default;
        using var lanes = p.SumsB != null ? new Scratch<T>((long)slivers * width * Reduction.Lanes) : default;
        for (int start = 0; start < p.Inner; start += InnerBlock)
        {
            length = Math.Min(InnerBlock, p.Inner - start);
            if (firstPacked < slivers)
            {
                var pack = new PackWork<V, T>(p, start, length, firstPacked, packed.Pointer);
                Work.Split(slivers - firstPacked, parallel ? Math.Max(1, (slivers - firstPacked + 7) / 8) : int.MaxValue, pack);
            }

            // Blocks of rows each read all of B, blocks of columns each copy all of A: where a wide B would come from memory again and again, few rows stay together.
            int rowBlocks = (panels + PanelsPerBlock - 1) / PanelsPerBlock;
            if (parallel && (rowBlocks > 4 || (long)p.Columns * length * sizeof(T) <= CachedBytes))
                rowBlocks = Math.Min(panels, (rowBlocks + 7) / 8 * 8);
            int columnBlocks = parallel && rowBlocks < 8 ? Math.Min(slivers, 16 / rowBlocks) : 1;
            var tiles = new TileWork<V, T>(p, start, length, panels, slivers, rowBlocks, columnBlocks, firstPacked, packed.Pointer, lanes.Pointer);
            Work.Split(rowBlocks * columnBlocks, parallel ? 1 : int.MaxValue, tiles);
        }
    }

    /// <summary>On this thread, with what is packed on the stack: a product of a few microseconds cannot pay for more.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunSmall<V, T>(in GemmProblem<T> p, int firstPacked, int slivers, int panels)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        T* packed = stackalloc T[SmallPack];
        if (firstPacked < slivers)
            new PackWork<V, T>(p, 0, p.Inner, firstPacked, packed).Run(0, slivers - firstPacked);
        int rowBlocks = (panels + PanelsPerBlock - 1) / PanelsPerBlock;
        new TileWork<V, T>(p, 0, p.Inner, panels, slivers, rowBlocks, 1, firstPacked, packed, null).Run(0, rowBlocks);
    }

    /// <summary>Copies fewer elements than two vectors hold, in two vectors that may overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyRow<V, T>(T* from, T* to, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        if (count >= V.Count)
        {
            CopyEnds<V, T>(from, to, count);
        }
        else if (count >= Lanes256<T>.Count)
        {
            CopyEnds<Lanes256<T>, T>(from, to, count);
        }
        else if (count >= Lanes128<T>.Count)
        {
            CopyEnds<Lanes128<T>, T>(from, to, count);
        }
        else
        {
            for (int j = 0; j < count; j++)
                to[j] = from[j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyEnds<V, T>(T* from, T* to, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V first = V.Load(from), last = V.Load(from + count - V.Count);
        V.Store(first, to);
        V.Store(last, to + count - V.Count);
    }

    /// <summary>Copies slivers of B so that their rows follow each other; the last is filled up with zeros.</summary>
    private readonly struct PackWork<V, T>(GemmProblem<T> p, int startK, int length, int firstPacked, T* packed) : IWork
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int start, int end)
        {
            int width = 2 * V.Count;
            for (int i = start; i < end; i++)
            {
                int column = (firstPacked + i) * width, columns = Math.Min(width, p.Columns - column);
                Pack(p.B + (startK * p.RowB) + (column * p.ColumnB), p.RowB, p.ColumnB, length, columns, width, packed + ((nint)i * width * length));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Pack(T* b, nint row, nint column, int length, int columns, int width, T* target)
        {
            T* lastVector = target + (columns > V.Count ? V.Count : 0);
            for (int k = 0; columns < width && k < length; k++, lastVector += width)
                V.Store(V.Create(0), lastVector);
            if (row == 1)
            {
                Transposition.Run(b, column, columns, length, target, width);
                return;
            }

            for (int k = 0; k < length; k++, b += row, target += width)
            {
                if (column == 1)
                {
                    CopyRow<V, T>(b, target, columns);
                    continue;
                }

                for (int j = 0; j < columns; j++)
                    target[j] = b[j * column];
            }
        }
    }

    /// <summary>Computes blocks of C, tile by tile.</summary>
    private readonly struct TileWork<V, T>(
        GemmProblem<T> p, int startK, int length, int panels, int slivers, int rowBlocks, int columnBlocks, int firstPacked, T* packedB, T* lanesB) : IWork
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int start, int end)
        {
            // A row-major A with few columns to multiply is read in place; otherwise its rows are copied next to each other once a block.
            bool pack = p.Columns > PackColumns && p.RowA != 1;
            using var packedA = pack ? new Scratch<T>(((long)PanelsPerBlock * GemmTiles.MostRows * length) + Transposition.Overhang) : default;
            for (int block = start; block < end; block++)
            {
                int rowBlock = block % rowBlocks, columnBlock = block / rowBlocks;
                int firstPanel = panels * rowBlock / rowBlocks, endPanel = panels * (rowBlock + 1) / rowBlocks;
                if (pack)
                {
                    int row = FirstRow(firstPanel);
                    for (int panel = firstPanel; panel < endPanel; panel++)
                        PackPanel(panel, packedA.Pointer + ((nint)(FirstRow(panel) - row) * length));
                }

                Block(firstPanel, endPanel, slivers * columnBlock / columnBlocks, slivers * (columnBlock + 1) / columnBlocks, pack ? packedA.Pointer : null);
            }
        }

        /// <summary>Panels differ by one row at most.</summary>
        private int FirstRow(int panel) => (int)((long)p.Rows * panel / panels);

        [SkipLocalsInit]
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Block(int firstPanel, int endPanel, int firstSliver, int endSliver, T* packedA)
        {
            int width = 2 * V.Count, firstRow = FirstRow(firstPanel);
            bool adds = p.Adds || startK > 0, isLast = p.Bias != null && startK + length == p.Inner;
            T* edge = stackalloc T[12 * width];
            T* bias = stackalloc T[isLast ? width : 1];
            for (int sliver = firstSliver; sliver < endSliver; sliver++)
            {
                int column = sliver * width, columns = Math.Min(width, p.Columns - column), vectors = columns > V.Count ? 2 : 1;
                bool isPacked = sliver >= firstPacked;
                T* b = isPacked ? packedB + ((nint)(sliver - firstPacked) * width * length) : p.B + (startK * p.RowB) + column;
                nint stepB = isPacked ? width : p.RowB;
                for (int panel = firstPanel; panel < endPanel; panel++)
                {
                    int row = FirstRow(panel), rows = FirstRow(panel + 1) - row;
                    T* a = packedA == null ? p.A + (row * p.RowA) + (startK * p.ColumnA) : packedA + ((nint)(row - firstRow) * length);
                    (nint rowA, nint stepA) = packedA == null ? (p.RowA, p.ColumnA) : (1, rows);
                    T* c = p.C + (row * p.RowC) + column;
                    if (columns == width)
                    {
                        GemmTiles.Run<V, T, EvenSteps>(rows, 2, length, a, rowA, stepA, b, stepB, null, c, p.RowC, adds);
                        if (isLast)
                            AddBias(p.Bias + column, c, p.RowC, rows);
                        continue;
                    }

                    // The last columns are computed in a tile of full width beside C; only theirs go back.
                    for (int i = 0; adds && i < rows; i++)
                        CopyRow<V, T>(c + (i * p.RowC), edge + (i * width), columns);
                    GemmTiles.Run<V, T, EvenSteps>(rows, vectors, length, a, rowA, stepA, b, stepB, null, edge, width, adds);
                    if (isLast)
                    {
                        new ReadOnlySpan<T>(p.Bias + column, columns).CopyTo(new(bias, columns));
                        AddBias(bias, edge, width, rows);
                    }

                    for (int i = 0; i < rows; i++)
                        CopyRow<V, T>(edge + (i * width), c + (i * p.RowC), columns);
                }

                if (p.SumsB != null && firstPanel == 0)
                    SumColumns(b, stepB, lanesB + ((nint)sliver * width * Reduction.Lanes), columns, p.SumsB + column);
            }
        }

        private void SumColumns(T* b, nint stepB, T* lanes, int columns, T* sums)
        {
            SliverSums.Add<V, T>(b, stepB, length, lanes, startK == 0);
            if (startK + length == p.Inner)
                SliverSums.Finish<V, T>(lanes, columns, sums);
        }

        // While the tile is in the first-level cache.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void AddBias(T* bias, T* c, nint rowC, int rows)
        {
            V first = V.Load(bias), second = V.Load(bias + V.Count);
            for (int i = 0; i < rows; i++, c += rowC)
            {
                V.Store(V.Load(c) + first, c);
                V.Store(V.Load(c + V.Count) + second, c + V.Count);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void PackPanel(int panel, T* target)
        {
            int row = FirstRow(panel), rows = FirstRow(panel + 1) - row;
            T* source = p.A + (row * p.RowA) + (startK * p.ColumnA);
            if (p.ColumnA == 1)
            {
                Transposition.Run(source, p.RowA, rows, length, target, rows);
                return;
            }

            for (int i = 0; i < rows; i++, source += p.RowA)
            {
                for (int k = 0; k < length; k++)
                    target[(k * rows) + i] = source[k * p.ColumnA];
            }
        }
    }
}

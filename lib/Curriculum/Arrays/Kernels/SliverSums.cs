using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>Sums of neighbouring columns, two vectors of them, whose rows come in blocks; the bits are those of a <see cref="Reduction"/> over the rows.</summary>
/// <remarks>Row r goes to lane r mod 16, and the lanes meet in the tree (0,8) (1,9) … (0,4) … (0,2) … (0,1).</remarks>
internal static unsafe class SliverSums
{
    /// <summary>Fewer rows leave lanes empty, more are cut into pieces by a <see cref="Reduction"/>.</summary>
    public const int FewestRows = Reduction.Lanes, MostRows = Reduction.PieceLength;

    /// <summary>Adds rows to lanes [16, 2 vectors]; all rows before them were a multiple of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add<V, T>(T* x, nint step, int rows, T* lanes, bool isFirst)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        int width = 2 * V.Count;
        for (int i = 0; isFirst && i < Reduction.Lanes * width; i += V.Count)
            V.Store(V.Create(0), lanes + i);
        for (int row = 0; row < rows; row++, x += step)
        {
            T* lane = lanes + (row % Reduction.Lanes * width);
            V.Store(V.Load(lane) + V.Load(x), lane);
            V.Store(V.Load(lane + V.Count) + V.Load(x + V.Count), lane + V.Count);
        }
    }

    /// <summary>The sums of the first columns, of as many as are wanted. The lanes are overwritten.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Finish<V, T>(T* lanes, int columns, T* sums)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        int width = 2 * V.Count;
        for (int half = Reduction.Lanes / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half * width; i += V.Count)
                V.Store(V.Load(lanes + i) + V.Load(lanes + i + (half * width)), lanes + i);
        }

        new ReadOnlySpan<T>(lanes, columns).CopyTo(new(sums, columns));
    }
}

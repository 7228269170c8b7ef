using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>y = a·x for the rows of a matrix.</summary>
internal static unsafe class Scaling
{
    /// <summary>Rows that begin stepX apart go to rows that begin stepY apart; they may be the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Copy<V, T>(T* x, nint stepX, int rows, int columns, T factor, T* y, nint stepY)
        where V : struct, ILanes<V, T>
        where T : unmanaged, System.Numerics.INumber<T>
    {
        V a = V.Broadcast(factor);
        for (int row = 0; row < rows; row++, x += stepX, y += stepY)
        {
            int j = 0;
            for (; j <= columns - V.Count; j += V.Count)
                V.Store(V.Load(x + j) * a, y + j);
            for (; j < columns; j++)
                y[j] = x[j] * factor;
        }
    }
}

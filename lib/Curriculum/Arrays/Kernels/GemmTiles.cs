using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Curriculum.Arrays.Kernels;

/// <summary>Picks the <see cref="GemmTile"/> for a number of rows and vectors.</summary>
internal static unsafe class GemmTiles
{
    /// <summary>The rows of the largest tile: 12 where there are 32 vector registers, else 6.</summary>
    public static int MostRows => Vector512.IsHardwareAccelerated ? 12 : 6;

    /// <summary>Runs a tile of 1 to 12 rows and 1 or 2 vectors; the arguments are those of <see cref="GemmTile"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<V, T, TSteps>(int rows, int vectors, nint length, T* a, nint rowA, nint stepA, T* b, nint stepB, nint* steps, T* c, nint rowC, bool add)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where TSteps : struct, ISteps
    {
        if (vectors == 1)
            Run<V, T, Number1, TSteps>(rows, length, a, rowA, stepA, b, stepB, steps, c, rowC, add);
        else
            Run<V, T, Number2, TSteps>(rows, length, a, rowA, stepA, b, stepB, steps, c, rowC, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<V, T, TVectors, TSteps>(int rows, nint length, T* a, nint rowA, nint stepA, T* b, nint stepB, nint* steps, T* c, nint rowC, bool add)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where TVectors : struct, INumberOf
        where TSteps : struct, ISteps
    {
        switch (rows)
        {
            case 1: GemmTile.Run<V, T, Number1, TVectors, TSteps>(length, a, rowA, stepA, b, stepB, steps, c, rowC, add); break;
            case 2: GemmTile.Run<V, T, Number2, TVectors, TSteps>(length, a, rowA, stepA, b, stepB, steps, c, rowC, add); break;
            case 3: GemmTile.Run<V, T, Number3, TVectors, TSteps>(length, a, rowA, stepA, b, stepB, steps, c, rowC, add); break;
            case 4: GemmTile.Run<V, T, Number4, TVectors, TSteps>(length, a, rowA, stepA, b, stepB, steps, c, rowC, add); break;
            case 5: GemmTile.Run<V, T, Number5, TVectors, TSteps>(length, a, rowA, stepA, b, stepB, steps, c, rowC, add); break;
            case 6: GemmTile.Run<V, T, Number6, TVectors, TSteps>(length, a, rowA, stepA, b, stepB, steps, c, rowC, add); break;
            case 7: GemmTile.Run<V, T, Number7, TVectors, TSteps>(length, a, rowA, stepA, b, stepB, steps, c, rowC, add); break;
            case 8: GemmTile.Run<V, T, Number8, TVectors, TSteps>(length, a, rowA, stepA, b, stepB, steps, c, rowC, add); break;
            case 9: GemmTile.Run<V, T, Number9, TVectors, TSteps>(length, a, rowA, stepA, b, stepB, steps, c, rowC, add); break;
            case 10: GemmTile.Run<V, T, Number10, TVectors, TSteps>(length, a, rowA, stepA, b, stepB, steps, c, rowC, add); break;
            case 11: GemmTile.Run<V, T, Number11, TVectors, TSteps>(length, a, rowA, stepA, b, stepB, steps, c, rowC, add); break;
            default: GemmTile.Run<V, T, Number12, TVectors, TSteps>(length, a, rowA, stepA, b, stepB, steps, c, rowC, add); break;
        }
    }
}

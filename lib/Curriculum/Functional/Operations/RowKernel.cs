using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Runs an <see cref="IRowKernel{T}"/> over rows of equal length, in the widest vectors there are.</summary>
internal static unsafe class RowKernel
{
    public static void Run<TKernel, T>(TKernel kernel, T** rows, int count)
        where TKernel : struct, IRowKernel<T>
        where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated)
            Run<TKernel, Lanes512<T>, T>(kernel, rows, count);
        else if (Vector256.IsHardwareAccelerated)
            Run<TKernel, Lanes256<T>, T>(kernel, rows, count);
        else
            Run<TKernel, Lanes128<T>, T>(kernel, rows, count);
    }

    /// <summary>Names blocks of a row that follow each other.</summary>
    public static void Blocks<T>(T* row, int count, int size, T** rows)
        where T : unmanaged
    {
        for (int block = 0; block < count; block++)
            rows[block] = row + (block * size);
    }

    private static void Run<TKernel, V, T>(TKernel kernel, T** rows, int count)
        where TKernel : struct, IRowKernel<T>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        int whole = count - (count % V.Count), rest = count - whole;
        Loop<TKernel, V, T>(kernel, rows, whole);
        if (rest == 0)
            return;

        // The last few elements go through the same loop, in vectors that are filled up.
        T* scratch = stackalloc T[TKernel.Rows * V.Count];
        T** tails = stackalloc T*[TKernel.Rows];
        for (int row = 0; row < TKernel.Rows; row++)
        {
            tails[row] = scratch + (row * V.Count);
            new Span<T>(tails[row] + rest, V.Count - rest).Clear();
            new ReadOnlySpan<T>(rows[row] + whole, rest).CopyTo(new Span<T>(tails[row], rest));
        }

        Loop<TKernel, V, T>(kernel, tails, V.Count);
        for (int row = TKernel.FirstWritten; row < TKernel.Rows; row++)
            new ReadOnlySpan<T>(tails[row], rest).CopyTo(new Span<T>(rows[row] + whole, rest));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Loop<TKernel, V, T>(TKernel kernel, T** rows, int count)
        where TKernel : struct, IRowKernel<T>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        for (nint i = 0; i < count; i += V.Count)
            kernel.Apply<V>(rows, i);
    }
}

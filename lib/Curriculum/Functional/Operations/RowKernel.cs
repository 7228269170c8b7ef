using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Runs an <see cref="IRowKernel{T}"/> over rows of equal length, in the widest vectors there are.</summary>
internal static unsafe class RowKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TKernel, T>(TKernel kernel, T** rows, int count)
        where TKernel : struct, IRowKernel<T>
        where T : unmanaged
    {
        int done = 0;
        if (Vector512.IsHardwareAccelerated)
            done = Loop<TKernel, Lanes512<T>, T>(kernel, rows, done, count);
        if (Vector256.IsHardwareAccelerated && count - done >= Lanes256<T>.Count)
            done = Loop<TKernel, Lanes256<T>, T>(kernel, rows, done, count);
        if (count - done >= Lanes128<T>.Count)
            done = Loop<TKernel, Lanes128<T>, T>(kernel, rows, done, count);
        if (done < count)
            Rest<TKernel, Lanes128<T>, T>(kernel, rows, done, count - done);
    }

    /// <summary>Names blocks of a row that follow each other.</summary>
    public static void Blocks<T>(T* row, int count, int size, T** rows)
        where T : unmanaged
    {
        for (int block = 0; block < count; block++)
            rows[block] = row + (block * size);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Loop<TKernel, V, T>(TKernel kernel, T** rows, int start, int count)
        where TKernel : struct, IRowKernel<T>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        nint i = start;
        for (; i <= count - V.Count; i += V.Count)
            kernel.Apply<V>(rows, i);
        return (int)i;
    }

    // The last few elements, in vectors that are filled up with zeros.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rest<TKernel, V, T>(TKernel kernel, T** rows, int start, int count)
        where TKernel : struct, IRowKernel<T>
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        T* scratch = stackalloc T[TKernel.Rows * V.Count];
        T** vectors = stackalloc T*[TKernel.Rows];
        for (int row = 0; row < TKernel.Rows; row++)
        {
            vectors[row] = scratch + (row * V.Count);
            for (int i = 0; i < V.Count; i++)
                vectors[row][i] = i < count ? rows[row][start + i] : default;
        }

        Loop<TKernel, V, T>(kernel, vectors, 0, V.Count);
        for (int row = TKernel.FirstWritten; row < TKernel.Rows; row++)
        {
            for (int i = 0; i < count; i++)
                rows[row][start + i] = vectors[row][i];
        }
    }
}

using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>y += x for two rows.</summary>
internal static unsafe class RowSum
{
    public static void Add<T>(T* x, T* y, int count)
        where T : unmanaged
    {
        T** rows = stackalloc T*[2];
        rows[0] = x;
        rows[1] = y;
        RowKernel.Run(default(Kernel<T>), rows, count);
    }

    private readonly struct Kernel<T> : IRowKernel<T>
        where T : unmanaged
    {
        public static int Rows => 2;

        public static int FirstWritten => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(T** rows, nint at)
            where V : struct, ILanes<V, T>
            => V.Store(V.Load(rows[1] + at) + V.Load(rows[0] + at), rows[1] + at);
    }
}

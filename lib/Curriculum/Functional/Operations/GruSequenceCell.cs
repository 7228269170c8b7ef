using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>GRU: rows of <see cref="GruStep"/>.</summary>
internal readonly unsafe struct GruSequenceCell<T> : ISequenceCell<T>
    where T : unmanaged
{
    public static int Gates => 3;

    public static int Saved => 4;

    public static bool HasCell => false;

    public static bool SplitsGradient => true;

    public static void Forward(T* fromInput, T* fromState, T* stateBias, T* h, T* c, T* saved, int size)
    {
        T** rows = stackalloc T*[ForwardKernel.Rows];
        RowKernel.Blocks(fromInput, 3, size, rows);
        RowKernel.Blocks(fromState, 3, size, rows + 3);
        RowKernel.Blocks(stateBias == null ? fromInput : stateBias, 3, size, rows + 6);
        RowKernel.Blocks(saved, 4, size, rows + 9);
        rows[13] = h;
        RowKernel.Run(new ForwardKernel(stateBias != null), rows, size);
    }

    public static void Backward(T* saved, T* hBefore, T* hAfter, T* cBefore, T* cAfter, T* gh, T* gc, T* gInput, T* gState, int size)
    {
        T** rows = stackalloc T*[BackwardKernel.Rows];
        RowKernel.Blocks(saved, 4, size, rows);
        rows[4] = hBefore;
        RowKernel.Blocks(gInput, 3, size, rows + 5);
        RowKernel.Blocks(gState, 3, size, rows + 8);
        rows[11] = gh;
        RowKernel.Run(default(BackwardKernel), rows, size);
    }

    private readonly struct ForwardKernel(bool hasBias) : IRowKernel<T>
    {
        public static int Rows => 14;

        public static int FirstWritten => 9;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(T** rows, nint at)
            where V : struct, ILanes<V, T>
        {
            V sr = V.Load(rows[3] + at), sz = V.Load(rows[4] + at), q = V.Load(rows[5] + at), h = V.Load(rows[13] + at);
            if (hasBias)
                (sr, sz, q) = (sr + V.Load(rows[6] + at), sz + V.Load(rows[7] + at), q + V.Load(rows[8] + at));
            V r = V.Load(rows[0] + at) + sr, z = V.Load(rows[1] + at) + sz, n = V.Load(rows[2] + at);
            GruStep.Forward(ref r, ref z, ref n, q, ref h);
            V.Store(r, rows[9] + at);
            V.Store(z, rows[10] + at);
            V.Store(n, rows[11] + at);
            V.Store(q, rows[12] + at);
            V.Store(h, rows[13] + at);
        }
    }

    private readonly struct BackwardKernel : IRowKernel<T>
    {
        public static int Rows => 12;

        public static int FirstWritten => 5;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(T** rows, nint at)
            where V : struct, ILanes<V, T>
        {
            V r = V.Load(rows[0] + at), z = V.Load(rows[1] + at), n = V.Load(rows[2] + at), q = V.Load(rows[3] + at), h = V.Load(rows[4] + at);
            V gh = V.Load(rows[11] + at);
            GruStep.Backward(ref r, ref z, ref n, ref q, h, ref gh);
            V.Store(r, rows[5] + at);
            V.Store(z, rows[6] + at);
            V.Store(n, rows[7] + at);
            V.Store(r, rows[8] + at);
            V.Store(z, rows[9] + at);
            V.Store(q, rows[10] + at);
            V.Store(gh, rows[11] + at);
        }
    }
}

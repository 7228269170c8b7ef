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
        GateKernel.Run<SigmoidOp, T>(fromInput, fromState, stateBias, saved, 2 * size);
        T** rows = stackalloc T*[CandidateKernel.Rows];
        rows[0] = fromInput + (2 * size);
        rows[1] = fromState + (2 * size);
        rows[2] = stateBias == null ? rows[1] : stateBias + (2 * size);
        RowKernel.Blocks(saved, 4, size, rows + 3);
        rows[7] = h;
        RowKernel.Run(new CandidateKernel(stateBias != null), rows, size);
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

    private readonly struct CandidateKernel(bool hasBias) : IRowKernel<T>
    {
        public static int Rows => 8;

        public static int FirstWritten => 5;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(T** rows, nint at)
            where V : struct, ILanes<V, T>
        {
            V n = V.Load(rows[0] + at), q = V.Load(rows[1] + at), h = V.Load(rows[7] + at);
            if (hasBias)
                q += V.Load(rows[2] + at);
            GruStep.Candidate(V.Load(rows[3] + at), V.Load(rows[4] + at), ref n, q, ref h);
            V.Store(n, rows[5] + at);
            V.Store(q, rows[6] + at);
            V.Store(h, rows[7] + at);
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

using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>LSTM: rows of <see cref="LstmStep"/>.</summary>
internal readonly unsafe struct LstmSequenceCell<T> : ISequenceCell<T>
    where T : unmanaged
{
    public static int Gates => 4;

    public static int Saved => 4;

    public static bool HasCell => true;

    public static bool SplitsGradient => false;

    public static void Forward(T* fromInput, T* fromState, T* stateBias, T* h, T* c, T* saved, int size)
    {
        GateKernel.Run<SigmoidOp, T>(fromInput, fromState, null, saved, 2 * size);
        GateKernel.Run<TanhOp, T>(fromInput + (2 * size), fromState + (2 * size), null, saved + (2 * size), size);
        GateKernel.Run<SigmoidOp, T>(fromInput + (3 * size), fromState + (3 * size), null, saved + (3 * size), size);
        T** rows = stackalloc T*[CellKernel.Rows];
        RowKernel.Blocks(saved, 4, size, rows);
        rows[4] = h;
        rows[5] = c;
        RowKernel.Run(default(CellKernel), rows, size);
    }

    public static void Backward(T* saved, T* hBefore, T* hAfter, T* cBefore, T* cAfter, T* gh, T* gc, T* gInput, T* gState, int size)
    {
        T** rows = stackalloc T*[BackwardKernel.Rows];
        RowKernel.Blocks(saved, 4, size, rows);
        rows[4] = cBefore;
        rows[5] = cAfter;
        RowKernel.Blocks(gInput, 4, size, rows + 6);
        rows[10] = gh;
        rows[11] = gc;
        RowKernel.Run(default(BackwardKernel), rows, size);
    }

    private readonly struct CellKernel : IRowKernel<T>
    {
        public static int Rows => 6;

        public static int FirstWritten => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(T** rows, nint at)
            where V : struct, ILanes<V, T>
        {
            V c = V.Load(rows[5] + at);
            V.Store(LstmStep.Cell(V.Load(rows[0] + at), V.Load(rows[1] + at), V.Load(rows[2] + at), V.Load(rows[3] + at), ref c), rows[4] + at);
            V.Store(c, rows[5] + at);
        }
    }

    private readonly struct BackwardKernel : IRowKernel<T>
    {
        public static int Rows => 12;

        public static int FirstWritten => 6;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(T** rows, nint at)
            where V : struct, ILanes<V, T>
        {
            V i = V.Load(rows[0] + at), f = V.Load(rows[1] + at), g = V.Load(rows[2] + at), o = V.Load(rows[3] + at);
            V gc = V.Load(rows[11] + at);
            LstmStep.Backward(ref i, ref f, ref g, ref o, V.Load(rows[4] + at), V.Load(rows[5] + at), V.Load(rows[10] + at), ref gc);
            V.Store(i, rows[6] + at);
            V.Store(f, rows[7] + at);
            V.Store(g, rows[8] + at);
            V.Store(o, rows[9] + at);
            V.Store(V.Create(0), rows[10] + at);
            V.Store(gc, rows[11] + at);
        }
    }
}

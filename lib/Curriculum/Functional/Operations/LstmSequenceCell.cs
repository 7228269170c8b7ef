using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>LSTM: i, f, o = sigmoid, g = tanh; c′ = f·c + i·g; h′ = o·tanh(c′).</summary>
internal readonly unsafe struct LstmSequenceCell<T> : ISequenceCell<T>
    where T : unmanaged
{
    public static int Gates => 4;

    public static int Saved => 4;

    public static bool HasCell => true;

    public static bool SplitsGradient => false;

    public static void Forward(T* fromInput, T* fromState, T* stateBias, T* h, T* c, T* saved, int size)
    {
        T** rows = stackalloc T*[ForwardKernel.Rows];
        RowKernel.Blocks(fromInput, 4, size, rows);
        RowKernel.Blocks(fromState, 4, size, rows + 4);
        RowKernel.Blocks(saved, 4, size, rows + 8);
        rows[12] = h;
        rows[13] = c;
        RowKernel.Run(default(ForwardKernel), rows, size);
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

    private readonly struct ForwardKernel : IRowKernel<T>
    {
        public static int Rows => 14;

        public static int FirstWritten => 8;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(T** rows, nint at)
            where V : struct, ILanes<V, T>
        {
            V i = LaneMath.Sigmoid(V.Load(rows[0] + at) + V.Load(rows[4] + at));
            V f = LaneMath.Sigmoid(V.Load(rows[1] + at) + V.Load(rows[5] + at));
            V g = LaneMath.Tanh(V.Load(rows[2] + at) + V.Load(rows[6] + at));
            V o = LaneMath.Sigmoid(V.Load(rows[3] + at) + V.Load(rows[7] + at));
            V c = (f * V.Load(rows[13] + at)) + (i * g);
            V.Store(i, rows[8] + at);
            V.Store(f, rows[9] + at);
            V.Store(g, rows[10] + at);
            V.Store(o, rows[11] + at);
            V.Store(o * LaneMath.Tanh(c), rows[12] + at);
            V.Store(c, rows[13] + at);
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
            V one = V.Create(1), bent = LaneMath.Tanh(V.Load(rows[5] + at)), gh = V.Load(rows[10] + at);
            V gc = V.Load(rows[11] + at) + (gh * o * (one - (bent * bent)));
            V.Store(gc * g * i * (one - i), rows[6] + at);
            V.Store(gc * V.Load(rows[4] + at) * f * (one - f), rows[7] + at);
            V.Store(gc * i * (one - (g * g)), rows[8] + at);
            V.Store(gh * bent * o * (one - o), rows[9] + at);
            V.Store(V.Create(0), rows[10] + at);
            V.Store(gc * f, rows[11] + at);
        }
    }
}

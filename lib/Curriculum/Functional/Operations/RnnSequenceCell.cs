using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>The simple cell: h′ = tanh or relu of the sum of both shares. Its slope follows from h′ alone, so nothing is kept.</summary>
internal readonly unsafe struct RnnSequenceCell<T, TNonlinearity> : ISequenceCell<T>
    where T : unmanaged
    where TNonlinearity : struct, INonlinearity
{
    public static int Gates => 1;

    public static int Saved => 0;

    public static bool HasCell => false;

    public static bool SplitsGradient => false;

    public static void Forward(T* fromInput, T* fromState, T* stateBias, T* h, T* c, T* saved, int size)
    {
        T** rows = stackalloc T*[3];
        rows[0] = fromInput;
        rows[1] = fromState;
        rows[2] = h;
        RowKernel.Run(default(ForwardKernel), rows, size);
    }

    public static void Backward(T* saved, T* hBefore, T* hAfter, T* cBefore, T* cAfter, T* gh, T* gc, T* gInput, T* gState, int size)
    {
        T** rows = stackalloc T*[3];
        rows[0] = hAfter;
        rows[1] = gInput;
        rows[2] = gh;
        RowKernel.Run(default(BackwardKernel), rows, size);
    }

    private readonly struct ForwardKernel : IRowKernel<T>
    {
        public static int Rows => 3;

        public static int FirstWritten => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(T** rows, nint at)
            where V : struct, ILanes<V, T>
            => V.Store(TNonlinearity.Value(V.Load(rows[0] + at) + V.Load(rows[1] + at)), rows[2] + at);
    }

    private readonly struct BackwardKernel : IRowKernel<T>
    {
        public static int Rows => 3;

        public static int FirstWritten => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(T** rows, nint at)
            where V : struct, ILanes<V, T>
        {
            V.Store(TNonlinearity.Backward(V.Load(rows[0] + at), V.Load(rows[2] + at)), rows[1] + at);
            V.Store(V.Create(0), rows[2] + at);
        }
    }
}

using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Gates of a recurrent cell: a nonlinearity of the input's share and the state's.</summary>
/// <remarks>A loop of its own for each nonlinearity: the compiler inlines only so much into one, and a call for every few elements would cost more than they do.</remarks>
internal static unsafe class GateKernel
{
    /// <summary>gate = f(input + (state + bias)); the bias may be null.</summary>
    public static void Run<TOp, T>(T* input, T* state, T* bias, T* gate, int count)
        where TOp : struct, IUnaryOp
        where T : unmanaged
    {
        T** rows = stackalloc T*[] { input, state, bias == null ? state : bias, gate };
        RowKernel.Run(new Kernel<TOp, T>(bias != null), rows, count);
    }

    private readonly struct Kernel<TOp, T>(bool hasBias) : IRowKernel<T>
        where TOp : struct, IUnaryOp
        where T : unmanaged
    {
        public static int Rows => 4;

        public static int FirstWritten => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(T** rows, nint at)
            where V : struct, ILanes<V, T>
        {
            V state = V.Load(rows[1] + at);
            if (hasBias)
                state += V.Load(rows[2] + at);
            V.Store(TOp.Apply(V.Load(rows[0] + at) + state), rows[3] + at);
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>y = exp(logits − lse)·a − one-hot(label)·b, row by row.</summary>
internal readonly unsafe struct SoftmaxGradientRowKernel<T>(int classes, T* logits, long* labels, T* lse, T* a, T* b, T* y) : IVectorWork<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Scores that are worth a thread's while.</summary>
    private const int Grain = 32 * 1024;

    /// <summary>logits [n, c], labels [n] (checked), lse, a, b [n] → y [n, c].</summary>
    public static NdArray Run(NdArray logits, NdArray labels, NdArray lse, NdArray a, NdArray b)
    {
        int rows = logits.Shape[0], classes = logits.Shape[1];
        var y = NdArray.Uninitialized(logits.Shape, logits.DType);
        using var scores = logits.Read<T>();
        using var columns = labels.Read<long>();
        using var logSums = lse.Read<T>();
        using var factors = a.Read<T>();
        using var amounts = b.Read<T>();
        using var target = y.Write<T>();
        fixed (T* px = scores.Span, ps = logSums.Span, pa = factors.Span, pb = amounts.Span, py = target.Span)
        {
            fixed (long* pl = columns.Span)
                Work.Split<SoftmaxGradientRowKernel<T>, T>(rows, Math.Max(1, Grain / Math.Max(1, classes)), new SoftmaxGradientRowKernel<T>(classes, px, pl, ps, pa, pb, py));
        }

        return y;
    }

    public void Run<V>(int start, int end)
        where V : struct, ILanes<V, T>
    {
        T** rows = stackalloc T*[ScaledExp.Rows];
        for (int row = start; row < end; row++)
        {
            rows[0] = logits + ((nint)row * classes);
            rows[1] = y + ((nint)row * classes);
            RowKernel.Run(new ScaledExp(lse[row], a[row]), rows, classes);
            rows[1][labels[row]] -= b[row];
        }
    }

    private readonly struct ScaledExp(T lse, T a) : IRowKernel<T>
    {
        public static int Rows => 2;

        public static int FirstWritten => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(T** rows, nint at)
            where V : struct, ILanes<V, T>
            => V.Store(LaneMath.Exp(V.Load(rows[0] + at) - V.Broadcast(lse)) * V.Broadcast(a), rows[1] + at);
    }
}

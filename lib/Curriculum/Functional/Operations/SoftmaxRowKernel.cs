using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Rows = Curriculum.Arrays.Kernels.Reduction;

namespace Curriculum.Functional.Operations;

/// <summary>What the cross-entropy of a row of scores is made of: the largest score m, Σ exp(score − m), and score − m at the label. No exponential is kept.</summary>
internal readonly unsafe struct SoftmaxRowKernel<T>(int classes, T* logits, long* labels, T* max, T* sum, T* atLabel) : IWork
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    /// <summary>Scores that are worth a thread's while.</summary>
    private const int Grain = 32 * 1024;

    /// <summary>logits [n, c], labels [n] (checked) → three numbers for each row, [n] each.</summary>
    public static (NdArray Max, NdArray Sum, NdArray AtLabel) Run(NdArray logits, NdArray labels)
    {
        int rows = logits.Shape[0], classes = logits.Shape[1];
        var (max, sum, atLabel) = (NdArray.Uninitialized([rows], logits.DType), NdArray.Uninitialized([rows], logits.DType), NdArray.Uninitialized([rows], logits.DType));
        using var scores = logits.Read<T>();
        using var columns = labels.Read<long>();
        using var largest = max.Write<T>();
        using var sums = sum.Write<T>();
        using var picked = atLabel.Write<T>();
        fixed (T* px = scores.Span, pm = largest.Span, ps = sums.Span, pa = picked.Span)
        {
            fixed (long* pl = columns.Span)
                Work.Split(rows, Math.Max(1, Grain / Math.Max(1, classes)), new SoftmaxRowKernel<T>(classes, px, pl, pm, ps, pa));
        }

        return (max, sum, atLabel);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int start, int end)
    {
        int pieces = (classes + Rows.PieceLength - 1) / Rows.PieceLength;
        T* results = stackalloc T[pieces];
        using var scratch = new Scratch<T>(Math.Min(classes, Rows.PieceLength));
        T** rows = stackalloc T*[ExpKernel.Rows];
        rows[1] = scratch.Pointer;
        for (int row = start; row < end; row++)
        {
            T* scores = logits + ((nint)row * classes);
            T largest = Rows.OfRow<MaxReduction, T>(scores, classes);
            for (int piece = 0; piece < pieces; piece++)
            {
                int first = piece * Rows.PieceLength, count = Math.Min(Rows.PieceLength, classes - first);
                rows[0] = scores + first;
                RowKernel.Run(new ExpKernel(largest), rows, count);
                results[piece] = Rows.OfRow<SumReduction, T>(scratch.Pointer, count);
            }

            (max[row], sum[row], atLabel[row]) = (largest, Rows.OfRow<SumReduction, T>(results, pieces), scores[labels[row]] - largest);
        }
    }

    private readonly struct ExpKernel(T largest) : IRowKernel<T>
    {
        public static int Rows => 2;

        public static int FirstWritten => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(T** rows, nint at)
            where V : struct, ILanes<V, T>
            => V.Store(LaneMath.Exp(V.Load(rows[0] + at) - V.Broadcast(largest)), rows[1] + at);
    }
}

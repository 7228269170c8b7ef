using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Rows = Curriculum.Arrays.Kernels.Reduction;

namespace Curriculum.Functional.Operations;

/// <summary>What the cross-entropy of a row of scores is made of: the largest score m, Σ exp(score − m), and score − m at the label. No exponential is kept.</summary>
internal readonly unsafe struct SoftmaxRowKernel<T>(int classes, T* logits, long* labels, T* max, T* sum, T* atLabel) : IVectorWork<T>
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
                Work.Split<SoftmaxRowKernel<T>, T>(rows, Math.Max(1, Grain / Math.Max(1, classes)), new SoftmaxRowKernel<T>(classes, px, pl, pm, ps, pa));
        }

        return (max, sum, atLabel);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<V>(int start, int end)
        where V : struct, ILanes<V, T>
    {
        int pieces = (classes + Rows.PieceLength - 1) / Rows.PieceLength;
        T* results = stackalloc T[pieces];
        using var scratch = new Scratch<T>(Math.Min(classes, Rows.PieceLength));
        for (int row = start; row < end; row++)
        {
            T* scores = logits + ((nint)row * classes);
            T largest = Largest<V>(scores, scratch.Pointer);
            for (int piece = 0; piece < pieces; piece++)
            {
                int first = piece * Rows.PieceLength, count = Math.Min(Rows.PieceLength, classes - first);
                results[piece] = Exponentials<V>(scores + first, count, largest, scratch.Pointer, classes);
            }

            (max[row], sum[row], atLabel[row]) = (largest, Rows.OfRow<SumReduction, T>(results, pieces), scores[labels[row]] - largest);
        }
    }

    // A NaN among the scores may be passed over: the sum of their exponentials is NaN all the same.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private T Largest<V>(T* x, T* lanes)
        where V : struct, ILanes<V, T>
    {
        if (classes < 4 * V.Count)
            return Rows.OfRow<MaxReduction, T>(x, classes);
        V a = V.Load(x), b = a, c = a, d = a;
        nint last = classes - (4 * V.Count);
        for (nint i = 0; i < last; i += 4 * V.Count)
        {
            a = V.AtLeast(a, V.Load(x + i));
            b = V.AtLeast(b, V.Load(x + i + V.Count));
            c = V.AtLeast(c, V.Load(x + i + (2 * V.Count)));
            d = V.AtLeast(d, V.Load(x + i + (3 * V.Count)));
        }

        // The last ones, some of them for the second time.
        a = V.AtLeast(a, V.Load(x + last));
        b = V.AtLeast(b, V.Load(x + last + V.Count));
        c = V.AtLeast(c, V.Load(x + last + (2 * V.Count)));
        d = V.AtLeast(d, V.Load(x + last + (3 * V.Count)));
        V.Store(V.AtLeast(V.AtLeast(a, b), V.AtLeast(c, d)), lanes);
        return Rows.OfRow<MaxReduction, T>(lanes, V.Count);
    }

    // Σ exp(x − largest) of a piece: in one walk where a vector holds all lanes of a sum, else by way of a row of exponentials. Meanwhile the next row is fetched.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T Exponentials<V>(T* x, int count, T largest, T* scratch, nint next)
        where V : struct, ILanes<V, T>
    {
        int whole = V.Count == Rows.Lanes ? count - (count % V.Count) : 0;
        if (whole == 0)
        {
            T** rows = stackalloc T*[ExpKernel.Rows];
            rows[0] = x;
            rows[1] = scratch;
            RowKernel.Run(new ExpKernel(largest), rows, count);
            return Rows.OfRow<SumReduction, T>(scratch, count);
        }

        V sum = V.Create(0), m = V.Broadcast(largest);
        for (nint i = 0; i < whole; i += V.Count)
        {
            if (Sse.IsSupported)
                Sse.Prefetch1(x + i + next);
            sum += LaneMath.Exp(V.Load(x + i) - m);
        }

        if (whole < count)
        {
            for (int i = 0; i < V.Count; i++)
                scratch[i] = whole + i < count ? x[whole + i] : T.CreateTruncating(double.NegativeInfinity);
            sum += LaneMath.Exp(V.Load(scratch) - m);
        }

        V.Store(sum, scratch);
        return Rows.OfRow<SumReduction, T>(scratch, V.Count);
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

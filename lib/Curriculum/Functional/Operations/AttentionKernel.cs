using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Attention of many small matrices, forward and back: a few of them at a time go through all steps.</summary>
internal static unsafe class AttentionKernel<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    /// <summary>Scores that are worked on at a time: they stay in the first-level cache.</summary>
    private const int Together = 4096;

    /// <summary>softmax(scale·q·kᵀ) where nothing is blocked: q [*, l, d], k [*, s, d] → [*, l, s].</summary>
    public static NdArray Weights(NdArray query, NdArray key, NdArray? blocked, double scale)
    {
        (query, key) = (MatrixStack.WithRows(query), MatrixStack.WithRows(key));
        MatrixStack q = MatrixStack.Of(query), k = MatrixStack.Of(key);
        var y = NdArray.Uninitialized([.. query.Shape.ToArray()[..^1], k.Rows], query.DType);
        using var queries = query.ReadFrom<T>();
        using var keys = key.ReadFrom<T>();
        using var target = y.Write<T>();
        var mask = AttentionMask<T>.Of(blocked, y);
        using (var bits = (mask.Bits ?? query).ReadFrom<T>())
        {
            fixed (T* pq = queries.Span, pk = keys.Span, py = target.Span, pm = bits.Span)
                Split(q.Offsets.Length, q.Rows * k.Rows, new WeightsWork(q, pq, k, pk, mask.Bits is null ? null : pm, mask.Places, T.CreateTruncating(scale), py));
        }

        mask.Bits?.Release();
        return y;
    }

    /// <summary>The gradients by q and k, as far as they are wanted, from the weights and theirs. They lie in memory as q and k do.</summary>
    public static (NdArray? Query, NdArray? Key) WeightsBackward(
        NdArray query, NdArray key, NdArray? blocked, double scale, NdArray y, NdArray gy, bool needsQuery, bool needsKey)
    {
        var (gq, gk) = (needsQuery ? MatrixStack.Like(query, query.Shape[^2], query.Shape[^1]) : null, needsKey ? MatrixStack.Like(key, key.Shape[^2], key.Shape[^1]) : null);
        (query, key) = (MatrixStack.WithRows(query), MatrixStack.WithRows(key));
        MatrixStack q = MatrixStack.Of(query), k = MatrixStack.Of(key), tq = MatrixStack.Of(gq ?? query), tk = MatrixStack.Of(gk ?? key);
        using var queries = query.ReadFrom<T>();
        using var keys = key.ReadFrom<T>();
        using var weights = y.Read<T>();
        using var gradients = gy.Read<T>();
        using var targetQuery = (gq ?? y).ReadFrom<T>();
        using var targetKey = (gk ?? y).ReadFrom<T>();
        var mask = AttentionMask<T>.Of(blocked, y);
        using (var bits = (mask.Bits ?? query).ReadFrom<T>())
        {
            fixed (T* pq = queries.Span, pk = keys.Span, py = weights.Span, pg = gradients.Span, ptq = targetQuery.Span, ptk = targetKey.Span, pm = bits.Span)
            {
                var work = new BackwardWork(
                    q, pq, k, pk, mask.Bits is null ? null : pm, mask.Places, T.CreateTruncating(scale), py, pg, tq, needsQuery ? ptq : null, tk, needsKey ? ptk : null);
                Split(q.Offsets.Length, q.Rows * k.Rows, work);
            }
        }

        mask.Bits?.Release();
        return (gq, gk);
    }

    /// <summary>w·v: w [*, l, s], v [*, s, e] → [*, l, e], which lies in memory as v does.</summary>
    public static NdArray Sum(NdArray weights, NdArray values)
    {
        var y = MatrixStack.Like(values, weights.Shape[^2], values.Shape[^1]);
        Multiply(MatrixStack.WithRows(weights), false, MatrixStack.WithRows(values), y);
        return y;
    }

    /// <summary>wᵀ·g, the gradient of the values, which lies in memory as they do.</summary>
    public static NdArray SumBackward(NdArray weights, NdArray values, NdArray gy)
    {
        var gv = MatrixStack.Like(values, values.Shape[^2], values.Shape[^1]);
        Multiply(MatrixStack.WithRows(weights), true, MatrixStack.WithRows(gy), gv);
        return gv;
    }

    private static void Multiply(NdArray left, bool isTransposed, NdArray right, NdArray result)
    {
        MatrixStack a = MatrixStack.Of(left), b = MatrixStack.Of(right), c = MatrixStack.Of(result);
        using var x = left.ReadFrom<T>();
        using var y = right.ReadFrom<T>();
        using var z = result.ReadFrom<T>();
        fixed (T* pa = x.Span, pb = y.Span, pc = z.Span)
            Work.Split(a.Offsets.Length, Grain(a.Rows * b.Columns), new ProductWork(a, pa, isTransposed, b, pb, c, pc));
    }

    private static void Split<TWork>(int matrices, int scores, TWork work)
        where TWork : struct, IVectorWork<T>
        => Work.Split<TWork, T>(matrices, Grain(scores), work);

    private static int Grain(int elements) => Math.Max(1, Together / elements);

    private readonly struct WeightsWork(MatrixStack q, T* pq, MatrixStack k, T* pk, T* masks, int[] places, T scale, T* y) : IVectorWork<T>
    {
        public void Run<V>(int start, int end)
            where V : struct, ILanes<V, T>
        {
            int scores = q.Rows * k.Rows, step = Grain(scores);
            using var scaled = new Scratch<T>(q.Rows * q.Columns);
            for (int first = start; first < end; first += step)
            {
                int last = Math.Min(end, first + step);
                for (int i = first; i < last; i++)
                {
                    T* own = y + ((nint)i * scores);
                    Scaling.Copy<V, T>(pq + q.Offsets[i], q.Step, q.Rows, q.Columns, scale, scaled.Pointer, q.Columns);
                    Product.Run(q.Rows, q.Columns, k.Rows, scaled.Pointer, (q.Columns, 1), pk + k.Offsets[i], (1, k.Step), own);
                    if (masks != null)
                        AttentionMask<T>.Fill(masks + places[i], own, scores, F.BlockedScore);
                }

                T* all = y + ((nint)first * scores);
                new ShortSoftmaxKernel<T>(k.Rows, (last - first) * q.Rows, all, null, all).RunAll<V>();
            }
        }
    }

    private readonly struct BackwardWork(
        MatrixStack q, T* pq, MatrixStack k, T* pk, T* masks, int[] places, T scale, T* y, T* gy, MatrixStack tq, T* gq, MatrixStack tk, T* gk) : IVectorWork<T>
    {
        public void Run<V>(int start, int end)
            where V : struct, ILanes<V, T>
        {
            int scores = q.Rows * k.Rows, step = Grain(scores);
            using var scratch = new Scratch<T>((step * scores) + (q.Rows * q.Columns));
            T* scaled = scratch.Pointer + (step * scores);
            for (int first = start; first < end; first += step)
            {
                int last = Math.Min(end, first + step);
                nint at = (nint)first * scores;
                new ShortSoftmaxKernel<T>(k.Rows, (last - first) * q.Rows, gy + at, y + at, scratch.Pointer).RunAll<V>();
                for (int i = first; i < last; i++)
                {
                    T* gz = scratch.Pointer + ((nint)(i - first) * scores);
                    if (masks != null)
                        AttentionMask<T>.Fill(masks + places[i], gz, scores, 0);
                    if (gq != null)
                    {
                        T* target = gq + tq.Offsets[i];
                        Product.Run(q.Rows, k.Rows, q.Columns, gz, (k.Rows, 1), pk + k.Offsets[i], (k.Step, 1), target, rowC: tq.Step);
                        Scaling.Copy<V, T>(target, tq.Step, q.Rows, q.Columns, scale, target, tq.Step);
                    }

                    if (gk != null)
                    {
                        Scaling.Copy<V, T>(pq + q.Offsets[i], q.Step, q.Rows, q.Columns, scale, scaled, q.Columns);
                        Product.Run(k.Rows, q.Rows, q.Columns, gz, (1, k.Rows), scaled, (q.Columns, 1), gk + tk.Offsets[i], rowC: tk.Step);
                    }
                }
            }
        }
    }

    private readonly struct ProductWork(MatrixStack a, T* pa, bool isTransposed, MatrixStack b, T* pb, MatrixStack c, T* pc) : IWork
    {
        public void Run(int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                T* left = pa + a.Offsets[i], right = pb + b.Offsets[i], result = pc + c.Offsets[i];
                Product.Run(c.Rows, b.Rows, c.Columns, left, isTransposed ? (1, a.Step) : (a.Step, 1), right, (b.Step, 1), result, rowC: c.Step);
            }
        }
    }
}

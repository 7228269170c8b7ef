using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Attention of many small matrices, forward and back: a few of them at a time go through all steps.</summary>
/// <remarks>Weights w [n, l, s] belong to n matrices of queries and of keys; where these have fewer rows than l or s, the rest of w is 0 and is not looked at.</remarks>
internal static unsafe class AttentionKernel<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    /// <summary>Scores that are worked on at a time: they stay in the first-level cache.</summary>
    private const int Together = 4096;

    /// <summary>w = softmax(scale·q·kᵀ) over the keys that are not blocked.</summary>
    public static void Weights(MatrixStack q, NdArray query, MatrixStack k, NdArray key, AttentionMask<T> mask, double scale, NdArray weights)
    {
        using var queries = query.ReadFrom<T>();
        using var keys = key.ReadFrom<T>();
        using var target = weights.Write<T>();
        using var bits = (mask.Bits ?? query).ReadFrom<T>();
        fixed (T* pq = queries.Span, pk = keys.Span, pw = target.Span, pm = bits.Span)
            Work.Split<WeightsWork, T>(q.Count, Grain(q.Rows * k.Rows), new WeightsWork(q, pq, k, pk, mask.Bits is null ? null : pm, mask.Places, T.CreateTruncating(scale), pw));
    }

    /// <summary>The gradients by q and k, as far as there is room for them, from the weights and theirs.</summary>
    public static void WeightsBackward(
        MatrixStack q, NdArray query, MatrixStack k, NdArray key, AttentionMask<T> mask, double scale, NdArray weights, NdArray gradient,
        MatrixStack tq, NdArray? gq, MatrixStack tk, NdArray? gk)
    {
        using var queries = query.ReadFrom<T>();
        using var keys = key.ReadFrom<T>();
        using var values = weights.Read<T>();
        using var gradients = gradient.Read<T>();
        using var targetQuery = (gq ?? weights).ReadFrom<T>();
        using var targetKey = (gk ?? weights).ReadFrom<T>();
        using var bits = (mask.Bits ?? query).ReadFrom<T>();
        fixed (T* pq = queries.Span, pk = keys.Span, pw = values.Span, pg = gradients.Span, ptq = targetQuery.Span, ptk = targetKey.Span, pm = bits.Span)
        {
            var work = new BackwardWork(
                q, pq, k, pk, mask.Bits is null ? null : pm, mask.Places, T.CreateTruncating(scale), pw, pg, tq, gq is null ? null : ptq, tk, gk is null ? null : ptk);
            Work.Split<BackwardWork, T>(q.Count, Grain(q.Rows * k.Rows), work);
        }
    }

    /// <summary>y = w·v, or where the weights are turned y = wᵀ·v. What y has no room for is not computed.</summary>
    public static void Sum(NdArray weights, bool isTurned, MatrixStack v, NdArray values, MatrixStack y, NdArray result)
    {
        weights = MatrixStack.WithRows(weights);
        var w = MatrixStack.Of(weights);
        using var factors = weights.ReadFrom<T>();
        using var source = values.ReadFrom<T>();
        using var target = result.ReadFrom<T>();
        fixed (T* pw = factors.Span, pv = source.Span, py = target.Span)
            Work.Split(v.Count, Grain(Math.Max(v.Rows, y.Rows) * v.Columns), new SumWork(w, pw, isTurned, v, pv, y, py));
    }

    /// <summary>w = a·bᵀ, 0 where a or b has no rows.</summary>
    public static void Products(MatrixStack a, NdArray left, MatrixStack b, NdArray right, NdArray weights)
    {
        using var x = left.ReadFrom<T>();
        using var y = right.ReadFrom<T>();
        using var target = weights.Write<T>();
        fixed (T* pa = x.Span, pb = y.Span, pw = target.Span)
            Work.Split(a.Count, Grain(a.Rows * b.Rows), new ProductWork(a, pa, b, pb, pw));
    }

    private static int Grain(int elements) => Math.Max(1, Together / elements);

    private readonly struct WeightsWork(MatrixStack q, T* pq, MatrixStack k, T* pk, T* masks, int[] places, T scale, T* weights) : IVectorWork<T>
    {
        public void Run<V>(int start, int end)
            where V : struct, ILanes<V, T>
        {
            int scores = q.Rows * k.Rows, step = Grain(scores);
            using var scaled = new Scratch<T>(q.Rows * q.Columns);
            for (int first = start; first < end; first += step)
            {
                int last = Math.Min(end, first + step);
                T* all = weights + ((nint)first * scores);
                for (int i = first; i < last; i++)
                {
                    T* own = weights + ((nint)i * scores);
                    Scaling.Copy<V, T>(pq + q.Offsets[i], q.Step, q.RowsOf(i), q.Columns, scale, scaled.Pointer, q.Columns);
                    Product.Run(q.RowsOf(i), q.Columns, k.RowsOf(i), scaled.Pointer, (q.Columns, 1), pk + k.Offsets[i], (1, k.Step), own, rowC: k.Rows);
                    if (masks != null)
                        AttentionMask<T>.Fill(masks + places[i], own, q.RowsOf(i) * k.Rows, F.BlockedScore);
                    ClearRest(i, own);
                }

                new ShortSoftmaxKernel<T>(k.Rows, (last - first) * q.Rows, all, null, all).RunAll<V>();
                for (int i = first; i < last; i++)
                    ClearRest(i, weights + ((nint)i * scores));
            }
        }

        private void ClearRest(int i, T* own) => new Span<T>(own + (q.RowsOf(i) * k.Rows), (q.Rows - q.RowsOf(i)) * k.Rows).Clear();
    }

    private readonly struct BackwardWork(
        MatrixStack q, T* pq, MatrixStack k, T* pk, T* masks, int[] places, T scale, T* weights, T* gradients, MatrixStack tq, T* gq, MatrixStack tk, T* gk) : IVectorWork<T>
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
                new ShortSoftmaxKernel<T>(k.Rows, (last - first) * q.Rows, gradients + at, weights + at, scratch.Pointer).RunAll<V>();
                for (int i = first; i < last; i++)
                {
                    int queries = q.RowsOf(i), keys = k.RowsOf(i);
                    T* gz = scratch.Pointer + ((nint)(i - first) * scores);
                    if (masks != null)
                        AttentionMask<T>.Fill(masks + places[i], gz, queries * k.Rows, 0);
                    if (gq != null)
                    {
                        T* target = gq + tq.Offsets[i];
                        Product.Run(queries, keys, q.Columns, gz, (k.Rows, 1), pk + k.Offsets[i], (k.Step, 1), target, rowC: tq.Step);
                        Scaling.Copy<V, T>(target, tq.Step, queries, q.Columns, scale, target, tq.Step);
                    }

                    if (gk != null)
                    {
                        Scaling.Copy<V, T>(pq + q.Offsets[i], q.Step, queries, q.Columns, scale, scaled, q.Columns);
                        Product.Run(keys, queries, q.Columns, gz, (1, k.Rows), scaled, (q.Columns, 1), gk + tk.Offsets[i], rowC: tk.Step);
                    }
                }
            }
        }
    }

    private readonly struct SumWork(MatrixStack w, T* weights, bool isTurned, MatrixStack v, T* values, MatrixStack y, T* result) : IWork
    {
        public void Run(int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                Product.Run(
                    y.RowsOf(i), v.RowsOf(i), y.Columns, weights + w.Offsets[i], isTurned ? (1, w.Step) : (w.Step, 1), values + v.Offsets[i], (v.Step, 1), result + y.Offsets[i], rowC: y.Step);
            }
        }
    }

    private readonly struct ProductWork(MatrixStack a, T* left, MatrixStack b, T* right, T* weights) : IWork
    {
        public void Run(int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                T* own = weights + ((nint)i * a.Rows * b.Rows);
                if (a.RowsOf(i) < a.Rows || b.RowsOf(i) < b.Rows)
                    new Span<T>(own, a.Rows * b.Rows).Clear();
                Product.Run(a.RowsOf(i), a.Columns, b.RowsOf(i), left + a.Offsets[i], (a.Step, 1), right + b.Offsets[i], (1, b.Step), own, rowC: b.Rows);
            }
        }
    }
}

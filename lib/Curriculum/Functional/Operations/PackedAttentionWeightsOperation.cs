using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional.Operations;

/// <summary>y = softmax(scale·q·kᵀ) for every head of packed sequences: q [r, heads·d], k [p, heads·d] → y [n, heads, longest, longest], 0 where a query or a key is not real or, if so wished, lies behind the query.</summary>
/// <remarks>The heads are read where they lie, and nothing is computed for positions past the end.</remarks>
internal sealed record PackedAttentionWeightsOperation(HeadRows Queries, HeadRows Keys, bool IsCausal, double Scale) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        var (query, key) = (x[0].Contiguous(), x[1].Contiguous());
        var y = NdArray.Uninitialized([Queries.Lengths.Length, Queries.Heads, Queries.Longest, Keys.Longest], query.DType);
        if (y.DType == DType.Float32)
            Run<float>();
        else
            Run<double>();
        return y;

        void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => AttentionKernel<T>.Weights(MatrixStack.Of(query, Queries), query, MatrixStack.Of(key, Keys), key, AttentionMask<T>.Of(Queries, Keys, IsCausal, y), Scale, y);
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        if (Fused.StepsAside)
            return Fused.Differentiate(x, [gy], own => [Compose(own[0], own[1])]);
        NdArray query = x[0].Data.Contiguous(), key = x[1].Data.Contiguous();
        var gq = x[0].NeedsGradient ? NdArray.Uninitialized(query.Shape, query.DType) : null;
        var gk = x[1].NeedsGradient ? NdArray.Uninitialized(key.Shape, key.DType) : null;
        if (gy.DType == DType.Float32)
            Run<float>();
        else
            Run<double>();
        return [gq is null ? null : Fused.Own(gq), gk is null ? null : Fused.Own(gk)];

        void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            MatrixStack q = MatrixStack.Of(query, Queries), k = MatrixStack.Of(key, Keys);
            // No mask: a weight of 0 takes its score's gradient with it.
            AttentionKernel<T>.WeightsBackward(q, query, k, key, AttentionMask<T>.Of(null, y.Data), Scale, y.Data, gy.Data, q, gq, k, gk);
        }
    }

    // In small steps, on all positions.
    private Tensor Compose(Tensor query, Tensor key)
    {
        var scores = (Queries.Spread(query) * Scale).MatMul(Keys.Spread(key), transposeB: true);
        NdArray past = Keys.IsPast().Reshape(Keys.Lengths.Length, 1, 1, -1), notThere = Queries.IsPast().Reshape(Queries.Lengths.Length, 1, -1, 1);
        var weights = Composed.Softmax(Tensor.Where(IsCausal ? past | F.CausalMask(Queries.Longest, Keys.Longest) : past, F.BlockedScore, scores));
        return Tensor.Where(notThere, 0.0, weights);
    }
}

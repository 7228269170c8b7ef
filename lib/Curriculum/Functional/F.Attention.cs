using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;
using Curriculum.Functional.Operations;

namespace Curriculum.Functional;

/// <content>Attention: each query looks at all keys and gets the mean of their values, weighted by how well they fit.</content>
public static partial class F
{
    // Its exponential is 0 beside that of any other score. Finite, so that a query with nothing to look at gets the plain mean and not NaN.
    internal const double BlockedScore = -1e30;

    /// <summary>softmax(q·kᵀ / √d)·v.</summary>
    /// <remarks>Vaswani et al., arXiv:1706.03762, eq. 1. Without the scale it is the dot attention of Luong et al., arXiv:1508.04025.</remarks>
    /// <param name="query">q [*, l, d].</param>
    /// <param name="key">k [*, s, d].</param>
    /// <param name="value">v [*, s, e].</param>
    /// <param name="blocked">True where a query must not look at a key, a shape that broadcasts with [*, l, s]; null: nowhere.</param>
    /// <param name="scale">What q·kᵀ is multiplied by; left out: 1/√d.</param>
    /// <param name="dropWeights">What is done to the weights before they meet the values, such as dropout; null: nothing.</param>
    /// <returns>The output [*, l, e] and the weights [*, l, s], each row of which adds up to 1.</returns>
    /// <exception cref="ShapeException">q, k and v do not fit together, or the mask does not fit the scores.</exception>
    public static (Tensor Output, Tensor Weights) DotProductAttention(
        Tensor query, Tensor key, Tensor value, NdArray? blocked = null, double? scale = null, Func<Tensor, Tensor>? dropWeights = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        if (query.Rank < 2 || key.Rank < 2 || query.Shape[^1] != key.Shape[^1])
            throw new ShapeException($"DotProductAttention: query [*, l, d] and key [*, s, d] must have the same d, got {query.Shape} and {key.Shape}.");
        RequireAValueForEachKey("DotProductAttention", key, value);
        double factor = scale ?? 1 / Math.Sqrt(query.Shape[^1]);
        var weights = !AttentionWeightsOperation.Fits(query, key, blocked) ? Softmax(Block((query * factor).MatMul(key, transposeB: true), blocked))
            : new AttentionWeightsOperation(factor).Apply(blocked is null ? [query, key] : [query, key, Tensor.Constant(blocked.To(query.Data.Device))]);
        var used = dropWeights?.Invoke(weights) ?? weights;
        return (WeightedSumOperation.Fits(used, value) ? new WeightedSumOperation().Apply(used, value) : used.MatMul(value), weights);
    }

    /// <summary>Attention whose scores come from a small network: w_v · tanh(q·W_q + k·W_k + b).</summary>
    /// <remarks>Bahdanau et al., arXiv:1409.0473, appendix A.1.2.</remarks>
    /// <param name="query">q [n, l, d].</param>
    /// <param name="key">k [n, s, e].</param>
    /// <param name="value">v [n, s, g].</param>
    /// <param name="queryWeight">W_q [d, a].</param>
    /// <param name="keyWeight">W_k [e, a].</param>
    /// <param name="bias">b [a], or null for none.</param>
    /// <param name="scoreWeight">w_v [a].</param>
    /// <param name="blocked">True where a query must not look at a key, a shape that broadcasts with [n, l, s]; null: nowhere.</param>
    /// <returns>The output [n, l, g] and the weights [n, l, s], each row of which adds up to 1.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static (Tensor Output, Tensor Weights) AdditiveAttention(
        Tensor query, Tensor key, Tensor value, Tensor queryWeight, Tensor keyWeight, Tensor? bias, Tensor scoreWeight, NdArray? blocked = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(scoreWeight);
        RequireAValueForEachKey("AdditiveAttention", key, value);
        var queries = Linear(query, queryWeight).ExpandDims(-2);
        var keys = Linear(key, keyWeight, bias).ExpandDims(-3);
        var weights = Softmax(Block((queries + keys).Tanh().MatMul(scoreWeight), blocked));
        return (weights.MatMul(value), weights);
    }

    /// <summary>The mask of a decoder, which must not see the future: mask[i, j] = (j &gt; i), true where key j lies behind query i, [length, keys].</summary>
    /// <param name="length">How many query positions.</param>
    /// <param name="keys">How many key positions; left out: as many.</param>
    public static NdArray CausalMask(int length, int? keys = null) => NdArray.Arange(keys ?? length) > NdArray.Arange(length).ExpandDims(1);

    /// <summary>The mask of padded sequences: mask[i, t] = (t ≥ lengths[i]), [n, length].</summary>
    /// <param name="lengths">The length of each sequence, [n].</param>
    /// <param name="length">The length of the longest, padding included.</param>
    /// <exception cref="ShapeException">The lengths are no vector.</exception>
    public static NdArray PaddingMask(NdArray lengths, int length)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        if (lengths.Rank != 1)
            throw new ShapeException($"PaddingMask: lengths must be [n], the length of each sequence, got {lengths.Shape}.");
        return NdArray.Places([.. Enumerable.Range(0, length).Select(i => (long)i)]).To(lengths.Device) >= lengths.ExpandDims(1);
    }

    // Between packed sequences: q [r, heads·d], k [p, heads·d], v [p, heads·e] → the output [r, heads·e] and the weights [n, heads, longest, longest], with meaning where both positions are real.
    internal static (Tensor Output, Tensor Weights) PackedAttention(
        Tensor query, Tensor key, Tensor value, HeadRows queries, HeadRows keys, NdArray? blocked, bool isCausal, double? scale, Func<Tensor, Tensor>? dropWeights)
    {
        bool isFused = query.DType.IsFloat() && query.DType == key.DType && query.DType == value.DType && !(OnDevice.Holds(query.Data) || OnDevice.Holds(key.Data) || OnDevice.Holds(value.Data))
            && ShortSoftmaxKernel<float>.IsShort(keys.Longest) && (!isCausal || queries.Lengths.AsSpan().SequenceEqual(keys.Lengths));
        if (!isFused)
        {
            var (heads, all) = DotProductAttention(queries.Spread(query), keys.Spread(key), keys.Spread(value), blocked, scale, dropWeights);
            return (queries.Gather(heads), all);
        }

        var weights = new PackedAttentionWeightsOperation(queries, keys, isCausal, scale ?? 1 / Math.Sqrt(query.Shape[1] / queries.Heads)).Apply(query, key);
        return (new PackedWeightedSumOperation(queries, keys).Apply(dropWeights?.Invoke(weights) ?? weights, value), weights);
    }

    private static Tensor Block(Tensor scores, NdArray? blocked)
        => blocked is null ? scores : Tensor.Where(Tensor.Constant(blocked.To(scores.Data.Device)), BlockedScore, scores);

    private static void RequireAValueForEachKey(string op, Tensor key, Tensor value)
    {
        if (value.Rank < 2 || key.Rank < 2 || value.Shape[^2] != key.Shape[^2])
            throw new ShapeException($"{op}: there must be a value for each key, got keys {key.Shape} and values {value.Shape}.");
    }
}

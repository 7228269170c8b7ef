using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>Attention whose scores come from a small network, w_v · tanh(q·W_q + k·W_k + b): what a decoder of a seq2seq network looks at its encoder with (<see cref="F.AdditiveAttention"/>).</summary>
/// <remarks>q [n, l, d], k [n, s, e], v [n, s, g] → y [n, l, g]. Bahdanau et al., arXiv:1409.0473, appendix A.1.2.</remarks>
/// <param name="QueryWeight">W_q [d, a].</param>
/// <param name="KeyWeight">W_k [e, a].</param>
/// <param name="Bias">b [a]; null: none.</param>
/// <param name="ScoreWeight">w_v [a].</param>
public sealed record AdditiveAttention(Tensor QueryWeight, Tensor KeyWeight, Tensor? Bias, Tensor ScoreWeight) : Module
{
    /// <summary>A new layer with random weights and zero biases.</summary>
    /// <param name="queryFeatures">d, the features of queries.</param>
    /// <param name="keyFeatures">e, the features of keys.</param>
    /// <param name="hidden">a, the units of the scoring network.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="weights">How they are drawn; left out: <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of features is not positive.</exception>
    public static AdditiveAttention Create(
        int queryFeatures, int keyFeatures, int hidden, RandomState random, Initializer? weights = null, DType dtype = DType.Float32, bool bias = true)
    {
        Sizes.RequirePositive(nameof(AdditiveAttention), queryFeatures);
        Sizes.RequirePositive(nameof(AdditiveAttention), keyFeatures);
        Sizes.RequirePositive(nameof(AdditiveAttention), hidden);
        weights ??= Initializer.GlorotUniform;
        return new(
            New(nameof(QueryWeight), [queryFeatures, hidden], queryFeatures, hidden),
            New(nameof(KeyWeight), [keyFeatures, hidden], keyFeatures, hidden),
            bias ? Tensor.Variable(NdArray.Zeros([hidden], dtype), nameof(Bias)) : null,
            New(nameof(ScoreWeight), [hidden], hidden, 1));

        Tensor New(string name, Shape shape, int fanIn, int fanOut) => Tensor.Variable(weights.Create(shape, fanIn, fanOut, random, dtype), name);
    }

    /// <summary>What each query finds.</summary>
    /// <param name="query">q [n, l, d].</param>
    /// <param name="key">k [n, s, e].</param>
    /// <param name="value">v [n, s, g].</param>
    /// <param name="blocked">True where a query must not look at a key, a shape that broadcasts with [n, l, s]; null: nowhere.</param>
    /// <returns>The output [n, l, g] and the weights [n, l, s], each row of which adds up to 1.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public (Tensor Output, Tensor Weights) Attend(Tensor query, Tensor key, Tensor value, NdArray? blocked = null)
        => F.AdditiveAttention(query, key, value, QueryWeight, KeyWeight, Bias, ScoreWeight, blocked);

    /// <inheritdoc/>
    public override AdditiveAttention Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with
        {
            QueryWeight = map.At(nameof(QueryWeight), QueryWeight),
            KeyWeight = map.At(nameof(KeyWeight), KeyWeight),
            Bias = map.At(nameof(Bias), Bias),
            ScoreWeight = map.At(nameof(ScoreWeight), ScoreWeight),
        };
    }

    /// <inheritdoc/>
    protected override string Describe() => $"AdditiveAttention {QueryWeight.Shape} and {KeyWeight.Shape}{(Bias is null ? ", no bias" : "")}";
}

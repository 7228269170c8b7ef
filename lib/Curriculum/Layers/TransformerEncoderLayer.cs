using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Layers;

/// <summary>A layer of a Transformer's encoder: x ← norm₁(x + attention(x)), y = norm₂(x + feed-forward(x)).</summary>
/// <remarks>
/// x [n, l, e] → y [n, l, e]. Vaswani et al., arXiv:1706.03762, figure 1, left. With <paramref name="NormFirst"/> the norm comes before each part, x ← x + part(norm(x)), which trains
/// without a warm-up (Xiong et al., arXiv:2002.04745).
/// </remarks>
/// <param name="Attention">The self-attention.</param>
/// <param name="FeedForward">The feed-forward network.</param>
/// <param name="Norm1">The norm of the attention's sum.</param>
/// <param name="Norm2">The norm of the feed-forward's sum.</param>
/// <param name="NormFirst">Whether norms come before the parts.</param>
/// <param name="DropProbability">The probability of dropping a feature of a part's output in a training pass.</param>
public sealed record TransformerEncoderLayer(
    MultiHeadAttention Attention, FeedForward FeedForward, LayerNorm Norm1, LayerNorm Norm2, bool NormFirst = false, double DropProbability = 0) : Layer
{
    /// <summary>A new layer.</summary>
    /// <param name="features">e.</param>
    /// <param name="heads">How many heads; divides e.</param>
    /// <param name="hidden">The units of the feed-forward network.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="dropProbability">The probability of dropping, everywhere in the layer.</param>
    /// <param name="activation">The feed-forward network's nonlinearity; left out: ReLU.</param>
    /// <param name="normFirst">Whether norms come before the parts.</param>
    /// <param name="epsilon">The norms' ε.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    public static TransformerEncoderLayer Create(
        int features, int heads, int hidden, RandomState random, double dropProbability = 0, Layer? activation = null, bool normFirst = false,
        double epsilon = 1e-5, DType dtype = DType.Float32)
        => new(
            MultiHeadAttention.Create(features, heads, random, dropProbability: dropProbability, dtype: dtype),
            FeedForward.Create(features, hidden, random, activation, dropProbability: dropProbability, dtype: dtype),
            LayerNorm.Create(features, epsilon, dtype), LayerNorm.Create(features, epsilon, dtype), normFirst, dropProbability);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => Forward(x, null, null, pass);

    /// <summary>The output where some positions must not be looked at.</summary>
    /// <param name="x">x [n, l, e].</param>
    /// <param name="blocked">True where a position must not look at another, [l, l]; null: nowhere.</param>
    /// <param name="blockedKeys">True at positions that nobody must look at (padding), [n, l]; null: none.</param>
    /// <param name="pass">Drops when it trains; left out: evaluation.</param>
    public Tensor Forward(Tensor x, NdArray? blocked, NdArray? blockedKeys, Pass? pass = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        pass ??= Pass.Evaluation;
        x = Residual.Add(x, Norm1, NormFirst, DropProbability, pass, t => Attention.Attend(t, t, t, blocked, blockedKeys, pass).Output);
        return Residual.Add(x, Norm2, NormFirst, DropProbability, pass, t => FeedForward.Forward(t, pass));
    }

    /// <summary>The output for packed sequences: no work is done for padding.</summary>
    /// <param name="rows">x [r, e].</param>
    /// <param name="plan">The self-attention of the sequences.</param>
    /// <param name="pass">Drops when it trains; left out: evaluation.</param>
    public Tensor Forward(Tensor rows, AttentionPlan plan, Pass? pass = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        pass ??= Pass.Evaluation;
        rows = Residual.Add(rows, Norm1, NormFirst, DropProbability, pass, t => Attention.Attend(t, t, t, plan, pass).Output);
        return Residual.Add(rows, Norm2, NormFirst, DropProbability, pass, t => FeedForward.Forward(t, pass));
    }

    /// <inheritdoc/>
    public override TransformerEncoderLayer Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with
        {
            Attention = map.In(nameof(Attention), Attention),
            FeedForward = map.In(nameof(FeedForward), FeedForward),
            Norm1 = map.In(nameof(Norm1), Norm1),
            Norm2 = map.In(nameof(Norm2), Norm2),
        };
    }

    /// <inheritdoc/>
    protected override string Describe() => $"TransformerEncoderLayer: {Attention}, {FeedForward}{(NormFirst ? ", norm first" : "")}";
}

using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Layers;

/// <summary>A layer of a Transformer's decoder: attention to itself, then to the encoder's output (memory), then a feed-forward network, each with its way around and norm.</summary>
/// <remarks>x [n, l, e], memory [n, s, e] → y [n, l, e]. Vaswani et al., arXiv:1706.03762, figure 1, right.</remarks>
/// <param name="SelfAttention">The attention to itself.</param>
/// <param name="CrossAttention">The attention to the memory (Source–Target Attention).</param>
/// <param name="FeedForward">The feed-forward network.</param>
/// <param name="Norm1">The norm of the self-attention's sum.</param>
/// <param name="Norm2">The norm of the cross-attention's sum.</param>
/// <param name="Norm3">The norm of the feed-forward's sum.</param>
/// <param name="NormFirst">Whether norms come before the parts.</param>
/// <param name="DropProbability">The probability of dropping a feature of a part's output in a training pass.</param>
public sealed record TransformerDecoderLayer(
    MultiHeadAttention SelfAttention, MultiHeadAttention CrossAttention, FeedForward FeedForward, LayerNorm Norm1, LayerNorm Norm2, LayerNorm Norm3,
    bool NormFirst = false, double DropProbability = 0) : Module
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
    public static TransformerDecoderLayer Create(
        int features, int heads, int hidden, RandomState random, double dropProbability = 0, Layer? activation = null, bool normFirst = false,
        double epsilon = 1e-5, DType dtype = DType.Float32)
        => new(
            MultiHeadAttention.Create(features, heads, random, dropProbability: dropProbability, dtype: dtype),
            MultiHeadAttention.Create(features, heads, random, dropProbability: dropProbability, dtype: dtype),
            FeedForward.Create(features, hidden, random, activation, dropProbability: dropProbability, dtype: dtype),
            LayerNorm.Create(features, epsilon, dtype), LayerNorm.Create(features, epsilon, dtype), LayerNorm.Create(features, epsilon, dtype), normFirst, dropProbability);

    /// <summary>The output for targets x and the encoder's output.</summary>
    /// <param name="x">x [n, l, e].</param>
    /// <param name="memory">The encoder's output [n, s, e].</param>
    /// <param name="blocked">True where a target must not look at another, [l, l], such as <see cref="Functional.F.CausalMask"/>; null: nowhere.</param>
    /// <param name="blockedKeys">True at targets that nobody must look at, [n, l]; null: none.</param>
    /// <param name="blockedMemory">True where a target must not look at a memory, [l, s]; null: nowhere.</param>
    /// <param name="blockedMemoryKeys">True at memories that nobody must look at (padding), [n, s]; null: none.</param>
    /// <param name="pass">Drops when it trains; left out: evaluation.</param>
    public Tensor Forward(
        Tensor x, Tensor memory, NdArray? blocked = null, NdArray? blockedKeys = null, NdArray? blockedMemory = null, NdArray? blockedMemoryKeys = null, Pass? pass = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(memory);
        pass ??= Pass.Evaluation;
        x = Residual.Add(x, Norm1, NormFirst, DropProbability, pass, t => SelfAttention.Attend(t, t, t, blocked, blockedKeys, pass).Output);
        x = Residual.Add(x, Norm2, NormFirst, DropProbability, pass, t => CrossAttention.Attend(t, memory, memory, blockedMemory, blockedMemoryKeys, pass).Output);
        return Residual.Add(x, Norm3, NormFirst, DropProbability, pass, t => FeedForward.Forward(t, pass));
    }

    /// <summary>The output for packed sequences: no work is done for padding.</summary>
    /// <param name="rows">x [r, e].</param>
    /// <param name="memory">The encoder's output [q, e].</param>
    /// <param name="self">The self-attention of the targets, causal.</param>
    /// <param name="cross">The attention of the targets to the memory.</param>
    /// <param name="pass">Drops when it trains; left out: evaluation.</param>
    public Tensor Forward(Tensor rows, Tensor memory, AttentionPlan self, AttentionPlan cross, Pass? pass = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(memory);
        pass ??= Pass.Evaluation;
        rows = Residual.Add(rows, Norm1, NormFirst, DropProbability, pass, t => SelfAttention.Attend(t, t, t, self, pass).Output);
        rows = Residual.Add(rows, Norm2, NormFirst, DropProbability, pass, t => CrossAttention.Attend(t, memory, memory, cross, pass).Output);
        return Residual.Add(rows, Norm3, NormFirst, DropProbability, pass, t => FeedForward.Forward(t, pass));
    }

    /// <summary>The output for the next target alone: what came before is in the cache.</summary>
    /// <remarks>Gives what <c>Forward</c> with a causal mask gives at its last position, with a projection less for every position before it.</remarks>
    /// <param name="x">The next target [n, 1, e].</param>
    /// <param name="past">Keys and values of the targets before; null: this is the first.</param>
    /// <param name="memory">The encoder's output as the cross-attention remembers it (<c>MultiHeadAttention.Remember</c>).</param>
    /// <param name="blockedMemoryKeys">True at memories that nobody must look at (padding), [n, s]; null: none.</param>
    /// <param name="pass">Drops when it trains; left out: evaluation.</param>
    /// <returns>The output [n, 1, e], and the cache for the next step.</returns>
    /// <exception cref="ShapeException">x is not one target: the first of several would look at those after it.</exception>
    public (Tensor Output, AttentionMemory Past) Step(Tensor x, AttentionMemory? past, AttentionMemory memory, NdArray? blockedMemoryKeys = null, Pass? pass = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(memory);
        if (x.Rank != 3 || x.Shape[1] != 1)
            throw new ShapeException($"TransformerDecoderLayer: a step takes the next target alone, x [n, 1, features], got {x.Shape}. Forward with a causal mask takes several.");
        pass ??= Pass.Evaluation;
        x = Residual.Add(x, Norm1, NormFirst, DropProbability, pass, t =>
        {
            var present = SelfAttention.Remember(t, t);
            past = past is null ? present : past.Append(present);
            return SelfAttention.Attend(t, past, pass: pass).Output;
        });
        x = Residual.Add(x, Norm2, NormFirst, DropProbability, pass, t => CrossAttention.Attend(t, memory, null, blockedMemoryKeys, pass).Output);
        return (Residual.Add(x, Norm3, NormFirst, DropProbability, pass, t => FeedForward.Forward(t, pass)), past!);
    }

    /// <inheritdoc/>
    public override TransformerDecoderLayer Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with
        {
            SelfAttention = map.In(nameof(SelfAttention), SelfAttention),
            CrossAttention = map.In(nameof(CrossAttention), CrossAttention),
            FeedForward = map.In(nameof(FeedForward), FeedForward),
            Norm1 = map.In(nameof(Norm1), Norm1),
            Norm2 = map.In(nameof(Norm2), Norm2),
            Norm3 = map.In(nameof(Norm3), Norm3),
        };
    }

    /// <inheritdoc/>
    protected override string Describe() => $"TransformerDecoderLayer: {SelfAttention}, {FeedForward}{(NormFirst ? ", norm first" : "")}";
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>Several attentions side by side, each on a projection of its own: y = concat(head₁ … head_h)·W_o + b_o, head_j = attention(q·W_q, k·W_k, v·W_v) on the features of head j.</summary>
/// <remarks>
/// <para>q [n, l, e], k [n, s, ·], v [n, s, ·] → y [n, l, e]. Scores are divided by √(e / heads), unless <see cref="Scale"/> says otherwise. Vaswani et al., arXiv:1706.03762, section 3.2.2.</para>
/// <para>Projections are <see cref="Linear"/> layers with weights [in, out]; PyTorch's in_proj_weight holds their transposes, one below the other.</para>
/// </remarks>
/// <param name="Query">Projects queries, [e, e′].</param>
/// <param name="Key">Projects keys, [·, e′].</param>
/// <param name="Value">Projects values, [·, e′].</param>
/// <param name="Output">Projects the heads' outputs, [e′, e].</param>
/// <param name="Heads">How many heads; divides e′.</param>
/// <param name="DropProbability">The probability of dropping an attention weight in a training pass.</param>
public sealed record MultiHeadAttention(Linear Query, Linear Key, Linear Value, Linear Output, int Heads, double DropProbability = 0) : Layer
{
    /// <summary>What q·kᵀ is multiplied by; null: 1/√(e′ / heads).</summary>
    public double? Scale { get; init; }

    /// <summary>A new layer; projections of queries, keys and values are drawn as one matrix would be (Glorot, uniform).</summary>
    /// <param name="features">e, the features of queries and outputs.</param>
    /// <param name="heads">How many heads; divides e.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="keyFeatures">The features of keys; left out: e.</param>
    /// <param name="valueFeatures">The features of values; left out: e.</param>
    /// <param name="weights">How weights are drawn; left out: <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="dropProbability">The probability of dropping an attention weight in a training pass.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    /// <param name="bias">Whether the projections have biases.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of features or heads is not positive.</exception>
    /// <exception cref="ArgumentException">heads does not divide features.</exception>
    public static MultiHeadAttention Create(
        int features, int heads, RandomState random, int? keyFeatures = null, int? valueFeatures = null, Initializer? weights = null,
        double dropProbability = 0, DType dtype = DType.Float32, bool bias = true)
    {
        Sizes.RequirePositive(nameof(MultiHeadAttention), features);
        Sizes.RequirePositive(nameof(MultiHeadAttention), heads);
        Sizes.RequirePositive(nameof(MultiHeadAttention), keyFeatures ?? features, nameof(keyFeatures));
        Sizes.RequirePositive(nameof(MultiHeadAttention), valueFeatures ?? features, nameof(valueFeatures));
        if (features % heads != 0)
            throw new ArgumentException($"MultiHeadAttention: heads must divide the {features} features, got {heads}.", nameof(heads));
        return new(New(features), New(keyFeatures ?? features), New(valueFeatures ?? features), New(features), heads, dropProbability);

        Linear New(int inputs) => Linear.Create(inputs, features, random, weights ?? Initializer.GlorotUniform, dtype, bias);
    }

    /// <summary>Self-attention: queries, keys and values are all x.</summary>
    /// <param name="x">x [n, l, e].</param>
    /// <param name="pass">Drops attention weights when it trains.</param>
    public override Tensor Forward(Tensor x, Pass pass) => Attend(x, x, x, pass: pass).Output;

    /// <summary>Attention of queries to keys and their values.</summary>
    /// <param name="query">q [n, l, e].</param>
    /// <param name="key">k [n, s, ·].</param>
    /// <param name="value">v [n, s, ·].</param>
    /// <param name="blocked">True where a query must not look at a key: [l, s], or [n, heads, l, s] for masks that differ; null: nowhere.</param>
    /// <param name="blockedKeys">True at keys that nobody must look at (padding), [n, s]; null: none.</param>
    /// <param name="pass">Drops attention weights when it trains; left out: evaluation.</param>
    /// <returns>The output [n, l, e] and the weights [n, heads, l, s].</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public (Tensor Output, Tensor Weights) Attend(
        Tensor query, Tensor key, Tensor value, NdArray? blocked = null, NdArray? blockedKeys = null, Pass? pass = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        if (query.Rank != 3 || key.Rank != 3 || value.Rank != 3 || query.Shape[0] != key.Shape[0])
            throw new ShapeException($"MultiHeadAttention: query must be [n, l, features], key and value [n, s, features], got {query.Shape}, {key.Shape} and {value.Shape}.");
        return Attend(query, Remember(key, value), blocked, blockedKeys, pass);
    }

    /// <summary>Projects keys and values, for queries that come later: a decoder projects each position once.</summary>
    /// <param name="key">k [n, s, ·].</param>
    /// <param name="value">v [n, s, ·].</param>
    public AttentionMemory Remember(Tensor key, Tensor value) => new(Split(Key.Forward(key)), Split(Value.Forward(value)));

    /// <summary>Attention of queries to keys and values that were projected before.</summary>
    /// <param name="query">q [n, l, e].</param>
    /// <param name="memory">Keys and values of s positions.</param>
    /// <param name="blocked">True where a query must not look at a key: [l, s], or [n, heads, l, s] for masks that differ; null: nowhere.</param>
    /// <param name="blockedKeys">True at keys that nobody must look at (padding), [n, s]; null: none.</param>
    /// <param name="pass">Drops attention weights when it trains; left out: evaluation.</param>
    /// <returns>The output [n, l, e] and the weights [n, heads, l, s].</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public (Tensor Output, Tensor Weights) Attend(Tensor query, AttentionMemory memory, NdArray? blocked = null, NdArray? blockedKeys = null, Pass? pass = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(memory);
        if (query.Rank != 3 || query.Shape[0] != memory.Keys.Shape[0])
            throw new ShapeException($"MultiHeadAttention: query must be [{memory.Keys.Shape[0]}, l, features] for a memory {memory.Keys.Shape}, got {query.Shape}.");
        pass ??= Pass.Evaluation;
        var mask = Combine(blocked, blockedKeys, query.Shape[0], memory.Length);
        var (heads, weights) = Attend(Split(Query.Forward(query, pass)), memory.Keys, memory.Values, mask, pass);
        return (Output.Forward(heads.Transpose(0, 2, 1, 3).Reshape(query.Shape[0], query.Shape[1], Heads * heads.Shape[3]), pass), weights);
    }

    /// <summary>Attention between packed sequences: no projection is made for padding.</summary>
    /// <param name="query">q [r, e], the rows of the plan's queries.</param>
    /// <param name="key">k [q, ·], the rows of its keys.</param>
    /// <param name="value">v [q, ·].</param>
    /// <param name="plan">Who looks at whom.</param>
    /// <param name="pass">Drops attention weights when it trains; left out: evaluation.</param>
    /// <returns>The output [r, e] and the weights [n, heads, longest, longest], with meaning where both positions are real.</returns>
    /// <exception cref="ShapeException">The rows are not those of the plan.</exception>
    /// <exception cref="ArgumentException">The plan is for another number of heads.</exception>
    public (Tensor Output, Tensor Weights) Attend(Tensor query, Tensor key, Tensor value, AttentionPlan plan, Pass? pass = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(plan);
        if (query.Rank != 2 || key.Rank != 2 || value.Rank != 2 || query.Shape[0] != plan.Queries.Rows || key.Shape[0] != plan.Keys.Rows || value.Shape[0] != plan.Keys.Rows)
            throw new ShapeException($"MultiHeadAttention: query must be [{plan.Queries.Rows}, features], key and value [{plan.Keys.Rows}, features] by the plan, got {query.Shape}, {key.Shape} and {value.Shape}.");
        RequireHeads(plan);
        pass ??= Pass.Evaluation;
        var (k, v) = (Key.Forward(key, pass), Value.Forward(value, pass));
        var (rows, weights) = F.PackedAttention(
            Query.Forward(query, pass), k, v, plan.QueryHeads, plan.KeyHeads, plan.Blocked, plan.IsCausal, Scale, Drop(pass));
        pass.Attended?.Invoke(this, weights);
        return (Output.Forward(rows, pass), weights);
    }

    /// <summary>Projects keys and values of packed sequences, for queries that come later.</summary>
    /// <param name="rows">The keys, and values, [q, ·].</param>
    /// <param name="plan">Whose keys they are.</param>
    /// <returns>Keys and values [n, heads, longest, d]; those past the end of a sequence are to be blocked.</returns>
    /// <exception cref="ArgumentException">The plan is for another number of heads.</exception>
    public AttentionMemory Remember(Tensor rows, AttentionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        RequireHeads(plan);
        return new(plan.KeyHeads.Spread(Key.Forward(rows)), plan.KeyHeads.Spread(Value.Forward(rows)));
    }

    /// <inheritdoc/>
    public override MultiHeadAttention Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with { Query = map.In(nameof(Query), Query), Key = map.In(nameof(Key), Key), Value = map.In(nameof(Value), Value), Output = map.In(nameof(Output), Output) };
    }

    /// <inheritdoc/>
    protected override string Describe() => $"MultiHeadAttention {Query.Weight.Shape[0]}, {Heads} heads";

    private void RequireHeads(AttentionPlan plan)
    {
        if (plan.QueryHeads.Heads != Heads)
            throw new ArgumentException($"MultiHeadAttention: the plan must be for {Heads} heads, as the layer has them, got one for {plan.QueryHeads.Heads}.", nameof(plan));
    }

    private (Tensor Heads, Tensor Weights) Attend(Tensor query, Tensor key, Tensor value, NdArray? mask, Pass pass)
    {
        var (heads, weights) = F.DotProductAttention(query, key, value, mask, Scale, Drop(pass));
        pass.Attended?.Invoke(this, weights);
        return (heads, weights);
    }

    private Func<Tensor, Tensor>? Drop(Pass pass) => pass.IsTraining && DropProbability != 0 ? w => F.Dropout(w, DropProbability, pass.Random) : null;

    // [n, l, e] → [n, heads, l, e / heads]
    private Tensor Split(Tensor x) => x.Reshape(x.Shape[0], x.Shape[1], Heads, x.Shape[2] / Heads).Transpose(0, 2, 1, 3);

    private static NdArray? Combine(NdArray? blocked, NdArray? blockedKeys, int batch, int keys)
    {
        if (blockedKeys is null)
            return blocked;
        if (blockedKeys.Shape != [batch, keys])
            throw new ShapeException($"MultiHeadAttention: blockedKeys must be [{batch}, {keys}] (n, s), got {blockedKeys.Shape}.");
        var forAll = blockedKeys.Reshape(batch, 1, 1, keys);
        return blocked is null ? forAll : blocked | forAll;
    }
}

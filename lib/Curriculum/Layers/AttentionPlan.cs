using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>Who looks at whom in an attention between packed sequences, worked out once for all layers: sequence i of the queries looks at sequence i of the keys.</summary>
public sealed class AttentionPlan
{
    private readonly NdArray _queries, _keys, _outputs;
    private readonly int _heads;

    /// <summary>An attention of queries to keys.</summary>
    /// <param name="queries">The sequences that look.</param>
    /// <param name="keys">As many sequences, that are looked at; the same for self-attention.</param>
    /// <param name="heads">How many heads there are.</param>
    /// <param name="isCausal">Whether a position must not look at later ones.</param>
    /// <exception cref="ArgumentException">There are not as many sequences of keys as of queries.</exception>
    public AttentionPlan(PackedSequences queries, PackedSequences keys, int heads, bool isCausal = false)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(heads);
        if (queries.Lengths.Count != keys.Lengths.Count)
            throw new ArgumentException($"AttentionPlan: keys must be one sequence for each of the {queries.Lengths.Count} of the queries, got {keys.Lengths.Count}.", nameof(keys));
        (Queries, Keys, _heads) = (queries, keys, heads);
        _queries = queries.HeadsOfPositions(heads);
        _keys = ReferenceEquals(queries, keys) ? _queries : keys.HeadsOfPositions(heads);
        _outputs = queries.PositionsOfHeads(heads);
        // Behind the end of a sequence there are only later positions: the causal mask hides them, too.
        Blocked = isCausal ? F.CausalMask(queries.Longest, keys.Longest) : keys.Padding();
    }

    /// <summary>The sequences that look.</summary>
    public PackedSequences Queries { get; }

    /// <summary>The sequences that are looked at.</summary>
    public PackedSequences Keys { get; }

    /// <summary>True where a query must not look at a key, a shape that broadcasts with [n, heads, l, s]; null: nowhere.</summary>
    public NdArray? Blocked { get; }

    // [r, e′] → [n, heads, longest, e′ / heads]
    internal Tensor SpreadQueries(Tensor rows) => Spread(rows, _queries);

    internal Tensor SpreadKeys(Tensor rows) => Spread(rows, _keys);

    // [n, heads, longest, d] → [r, heads·d]
    internal Tensor Gather(Tensor heads) => heads.Reshape(-1, heads.Shape[3]).Take(_outputs).Reshape(Queries.Rows, -1);

    private Tensor Spread(Tensor rows, NdArray from) => rows.Reshape(rows.Shape[0] * _heads, -1).Take(from);
}

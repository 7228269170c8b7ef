using Curriculum.Arrays;
using Curriculum.Functional;
using Curriculum.Functional.Operations;

namespace Curriculum.Layers;

/// <summary>Who looks at whom in an attention between packed sequences, worked out once for all layers: sequence i of the queries looks at sequence i of the keys.</summary>
public sealed class AttentionPlan
{
    /// <summary>An attention of queries to keys.</summary>
    /// <param name="queries">The sequences that look.</param>
    /// <param name="keys">As many sequences, that are looked at; the same for self-attention.</param>
    /// <param name="heads">How many heads there are.</param>
    /// <param name="isCausal">Whether a position must not look at later ones; keys then are as long as queries.</param>
    /// <exception cref="ArgumentException">There are not as many sequences of keys as of queries, or a causal attention has others that are not as long.</exception>
    public AttentionPlan(PackedSequences queries, PackedSequences keys, int heads, bool isCausal = false)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(keys);
        Sizes.RequirePositive(nameof(AttentionPlan), heads);
        if (queries.Lengths.Count != keys.Lengths.Count)
            throw new ArgumentException($"AttentionPlan: keys must be one sequence for each of the {queries.Lengths.Count} of the queries, got {keys.Lengths.Count}.", nameof(keys));
        if (isCausal && !queries.Lengths.SequenceEqual(keys.Lengths))
            throw new ArgumentException($"AttentionPlan: keys must have the lengths of the queries where no position looks at later ones, got [{string.Join(", ", queries.Lengths)}] and [{string.Join(", ", keys.Lengths)}].", nameof(keys));
        (Queries, Keys, IsCausal) = (queries, keys, isCausal);
        QueryHeads = new HeadRows(queries.Lengths, heads);
        KeyHeads = ReferenceEquals(queries, keys) ? QueryHeads : new HeadRows(keys.Lengths, heads);
        // Behind the end of a sequence there are only later positions: the causal mask hides them, too.
        Blocked = isCausal ? F.CausalMask(queries.Longest, keys.Longest) : keys.Padding();
    }

    /// <summary>The sequences that look.</summary>
    public PackedSequences Queries { get; }

    /// <summary>The sequences that are looked at.</summary>
    public PackedSequences Keys { get; }

    /// <summary>True where a query must not look at a key, a shape that broadcasts with [n, heads, l, s]; null: nowhere.</summary>
    public NdArray? Blocked { get; }

    internal bool IsCausal { get; }

    internal HeadRows QueryHeads { get; }

    internal HeadRows KeyHeads { get; }
}

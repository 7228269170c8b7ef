using Curriculum.Arrays;

namespace Curriculum.Layers;

/// <summary>Sequences of different lengths with nothing between them: the r real positions of n sequences as the rows of one matrix [r, e], instead of [n, longest, e] with padding.</summary>
/// <remarks>What treats each position alone (linear layers, norms, dropout) then does no work for padding; only attention needs to know where a sequence begins (<see cref="AttentionPlan"/>).</remarks>
public sealed class PackedSequences
{
    /// <summary>Sequences of these lengths.</summary>
    /// <param name="lengths">At least one, each at least 1.</param>
    /// <exception cref="ArgumentException">There is no sequence, or one is empty.</exception>
    public PackedSequences(IReadOnlyList<int> lengths)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        if (lengths.Count == 0 || lengths.Any(length => length < 1))
            throw new ArgumentException($"PackedSequences: lengths must hold at least one length, each 1 or more, got [{string.Join(", ", lengths)}].", nameof(lengths));
        (Lengths, Longest) = ([.. lengths], lengths.Max());
        Starts = new int[lengths.Count];
        for (int i = 1; i < lengths.Count; i++)
            Starts[i] = Starts[i - 1] + lengths[i - 1];
        long[] rows = new long[Starts[^1] + lengths[^1]], places = new long[rows.Length];
        for (int i = 0; i < lengths.Count; i++)
        {
            for (int t = 0; t < lengths[i]; t++)
                (rows[Starts[i] + t], places[Starts[i] + t]) = ((i * Longest) + t, t);
        }

        (Positions, Places) = (NdArray.Places(rows), NdArray.Places(places));
    }

    /// <summary>The length of each sequence.</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>The length of the longest.</summary>
    public int Longest { get; }

    /// <summary>Which of the n·longest positions of a padded batch are real, [r]: <c>padded.Reshape(-1, e).Take(Positions)</c> packs.</summary>
    public NdArray Positions { get; }

    /// <summary>The place of each row in its sequence, from 0, [r].</summary>
    public NdArray Places { get; }

    /// <summary>How many rows there are, r.</summary>
    public int Rows => Positions.Size;

    // The row of each sequence's first position.
    internal int[] Starts { get; }

    // Where the heads of each position lie among rows of one head each, [n, heads, longest]; a position past the end takes the first row, since nobody looks there.
    internal NdArray HeadsOfPositions(int heads)
    {
        long[] from = new long[Lengths.Count * heads * Longest];
        for (int i = 0; i < Lengths.Count; i++)
        {
            for (int head = 0; head < heads; head++)
            {
                for (int t = 0; t < Lengths[i]; t++)
                    from[(((i * heads) + head) * Longest) + t] = ((Starts[i] + t) * heads) + head;
            }
        }

        return NdArray.Places(from).Reshape(Lengths.Count, heads, Longest);
    }

    // The way back, [r, heads]: where each head of each row lies in [n, heads, longest].
    internal NdArray PositionsOfHeads(int heads)
    {
        long[] from = new long[Rows * heads];
        for (int i = 0; i < Lengths.Count; i++)
        {
            for (int t = 0; t < Lengths[i]; t++)
            {
                for (int head = 0; head < heads; head++)
                    from[((Starts[i] + t) * heads) + head] = (((i * heads) + head) * Longest) + t;
            }
        }

        return NdArray.Places(from).Reshape(Rows, heads);
    }

    // True past the end of each sequence, [n, 1, 1, longest]; null where all are of one length.
    internal NdArray? Padding()
        => Lengths.All(length => length == Longest)
            ? null
            : Functional.F.PaddingMask(NdArray.Places([.. Lengths.Select(length => (long)length)]), Longest).Reshape(Lengths.Count, 1, 1, Longest);
}

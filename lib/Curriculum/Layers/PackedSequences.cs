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
        int[] starts = new int[lengths.Count];
        for (int i = 1; i < lengths.Count; i++)
            starts[i] = starts[i - 1] + lengths[i - 1];
        long[] rows = new long[starts[^1] + lengths[^1]], places = new long[rows.Length];
        for (int i = 0; i < lengths.Count; i++)
        {
            for (int t = 0; t < lengths[i]; t++)
                (rows[starts[i] + t], places[starts[i] + t]) = ((i * Longest) + t, t);
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

    // True past the end of each sequence, [n, 1, 1, longest]; null where all are of one length.
    internal NdArray? Padding()
        => Lengths.All(length => length == Longest)
            ? null
            : Functional.F.PaddingMask(NdArray.Places([.. Lengths.Select(length => (long)length)]), Longest).Reshape(Lengths.Count, 1, 1, Longest);
}

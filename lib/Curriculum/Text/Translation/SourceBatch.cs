using Curriculum.Arrays;
using Curriculum.Layers;

namespace Curriculum.Text.Translation;

/// <summary>Sentences to translate, side by side: each ends with <see cref="SpecialTokens.End"/> and is filled up with <see cref="SpecialTokens.Padding"/>.</summary>
public sealed class SourceBatch
{
    private SourceBatch(NdArray tokens, PackedSequences packed, bool hasBegin) => (Tokens, Packed, HasBegin) = (tokens, packed, hasBegin);

    /// <summary>The numbers of the tokens, [n, s] (Int64).</summary>
    public NdArray Tokens { get; }

    /// <summary>The lengths, special tokens included, and which tokens are real.</summary>
    public PackedSequences Packed { get; }

    /// <summary>Whether sentences begin with <see cref="SpecialTokens.Begin"/>.</summary>
    public bool HasBegin { get; }

    /// <summary>How many sentences there are, n.</summary>
    public int Count => Tokens.Shape[0];

    /// <summary>Puts sentences side by side.</summary>
    /// <param name="sentences">The numbers of their words; at least one sentence.</param>
    /// <param name="special">The special tokens.</param>
    /// <param name="withBegin">Whether <see cref="SpecialTokens.Begin"/> is put before each.</param>
    /// <exception cref="ArgumentException">There is no sentence.</exception>
    public static SourceBatch Of(IReadOnlyList<int[]> sentences, SpecialTokens special, bool withBegin = false)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(special);
        var (tokens, lengths) = TokenRows.Of([.. sentences.Select(s => (int[])[.. withBegin ? (int[])[special.Begin] : [], .. s, special.End])], special.Padding);
        return new(tokens, new PackedSequences(lengths), withBegin);
    }
}

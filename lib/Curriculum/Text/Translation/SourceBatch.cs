using Curriculum.Arrays;
using Curriculum.Functional;

namespace Curriculum.Text.Translation;

/// <summary>Sentences to translate, side by side: each ends with <see cref="SpecialTokens.End"/> and is filled up with <see cref="SpecialTokens.Padding"/>.</summary>
public sealed class SourceBatch
{
    private SourceBatch(NdArray tokens, NdArray lengths, NdArray? padding, bool hasBegin) => (Tokens, Lengths, Padding, HasBegin) = (tokens, lengths, padding, hasBegin);

    /// <summary>The numbers of the tokens, [n, s] (Int64).</summary>
    public NdArray Tokens { get; }

    /// <summary>The length of each sentence, special tokens included, [n].</summary>
    public NdArray Lengths { get; }

    /// <summary>True where a sentence is filled up, [n, s]; null where all are of one length.</summary>
    public NdArray? Padding { get; }

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
        bool isFilledUp = lengths.Any(length => length < tokens.Shape[1]);
        var all = NdArray.Of(Array.ConvertAll(lengths, length => (long)length));
        return new(tokens, all, isFilledUp ? F.PaddingMask(all, tokens.Shape[1]) : null, withBegin);
    }
}

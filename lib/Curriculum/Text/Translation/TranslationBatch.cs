using Curriculum.Arrays;
using Curriculum.Layers;

namespace Curriculum.Text.Translation;

/// <summary>Sentence pairs to learn from, side by side, with the longest target first.</summary>
/// <remarks>
/// A target w₁ … w_k is read as BEGIN w₁ … w_k and is to be answered with w₁ … w_k END. Positions behind a sentence's end are computed with the rest and count for nothing:
/// <see cref="Packed"/> says which positions are real, and <see cref="Labels"/> what is right there.
/// </remarks>
public sealed class TranslationBatch
{
    private TranslationBatch(SourceBatch source, NdArray targets, PackedSequences packed, NdArray labels, IReadOnlyList<int[]> references)
        => (Source, Targets, Packed, Labels, References) = (source, targets, packed, labels, references);

    /// <summary>The sentences.</summary>
    public SourceBatch Source { get; }

    /// <summary>What the decoder reads when it is told the right words so far (teacher forcing): BEGIN w₁ … w_k, [n, t] (Int64).</summary>
    public NdArray Targets { get; }

    /// <summary>The length of each target, END included, and which of the n·t positions are real.</summary>
    public PackedSequences Packed { get; }

    /// <summary>The right word at each real position: w₁ … w_k END, [r].</summary>
    public NdArray Labels { get; }

    /// <summary>The translations, without special tokens, in the order of the batch.</summary>
    public IReadOnlyList<int[]> References { get; }

    /// <summary>How many pairs there are, n.</summary>
    public int Count => Source.Count;

    /// <summary>How many positions the longest target has, t.</summary>
    public int Steps => Targets.Shape[1];

    /// <summary>Puts pairs side by side.</summary>
    /// <param name="pairs">At least one pair; their order is changed.</param>
    /// <param name="special">The special tokens.</param>
    /// <param name="sourceBegin">Whether sources begin with <see cref="SpecialTokens.Begin"/>.</param>
    /// <exception cref="ArgumentException">There is no pair.</exception>
    public static TranslationBatch Of(IEnumerable<EncodedPair> pairs, SpecialTokens special, bool sourceBegin = false)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(special);
        // Stable: pairs of one length stay in their order.
        EncodedPair[] sorted = [.. pairs.OrderByDescending(pair => pair.Target.Length)];
        var source = SourceBatch.Of([.. sorted.Select(pair => pair.Source)], special, sourceBegin);
        var (targets, lengths) = TokenRows.Of([.. sorted.Select(pair => (int[])[special.Begin, .. pair.Target])], special.Padding);
        long[] labels = [.. sorted.SelectMany(pair => pair.Target.Append(special.End).Select(id => (long)id))];
        return new(source, targets, new PackedSequences(lengths), NdArray.Places(labels), [.. sorted.Select(pair => pair.Target)]);
    }

    /// <summary>How many of the targets still have a word at a position: those are the first so many.</summary>
    /// <param name="position">0 … <see cref="Steps"/> − 1.</param>
    public int CountAt(int position) => Packed.Lengths.TakeWhile(length => length > position).Count();

    /// <summary>Cuts pairs into batches in their order, such as a validation set.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="batchSize">How many pairs a batch has; the last has the rest.</param>
    /// <param name="special">The special tokens.</param>
    /// <param name="sourceBegin">Whether sources begin with <see cref="SpecialTokens.Begin"/>.</param>
    public static IEnumerable<TranslationBatch> InOrder(IReadOnlyList<EncodedPair> pairs, int batchSize, SpecialTokens special, bool sourceBegin = false)
        => pairs.Chunk(batchSize).Select(chunk => Of(chunk, special, sourceBegin));

    /// <summary>Cuts pairs into batches of like length, so that little is filled up, and gives the batches in random order.</summary>
    /// <remarks>Pairs of one length are drawn anew for each epoch. Batches of one length are less alike than random ones; what it saves must be weighed against that.</remarks>
    /// <param name="pairs">The pairs.</param>
    /// <param name="batchSize">How many pairs a batch has; one of the batches has the rest.</param>
    /// <param name="special">The special tokens.</param>
    /// <param name="random">Where the order comes from.</param>
    /// <param name="sourceBegin">Whether sources begin with <see cref="SpecialTokens.Begin"/>.</param>
    public static IEnumerable<TranslationBatch> ByLength(
        IReadOnlyList<EncodedPair> pairs, int batchSize, SpecialTokens special, RandomState random, bool sourceBegin = false)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(random);
        EncodedPair[][] chunks =
        [
            .. random.Permutation(pairs.Count).ToArray<long>().Select(i => pairs[(int)i])
                .OrderBy(pair => pair.Target.Length).ThenBy(pair => pair.Source.Length).Chunk(batchSize),
        ];
        return random.Permutation(chunks.Length).ToArray<long>().Select(i => Of(chunks[(int)i], special, sourceBegin));
    }
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;

namespace Curriculum.Text.Translation;

/// <summary>What a model does on a set of sentence pairs.</summary>
/// <param name="Loss">The mean loss of a sentence: −Σ log p over its words and END.</param>
/// <param name="Bleu">The corpus BLEU of its best words, cut at END, without smoothing.</param>
public sealed record TranslationScores(double Loss, BleuScore Bleu)
{
    /// <summary>Measures a model while it reads the right words, or its own.</summary>
    /// <remarks>
    /// With the right words (<see cref="DecoderInputs.Gold"/>) this is no translation: at each position the model is told what comes before, and a sentence ends at the latest with its reference.
    /// With its own words, each batch goes as far as its longest reference, as the course measures its RNN. The two must not be compared.
    /// </remarks>
    /// <param name="model">The model.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="inputs">What the decoder reads.</param>
    /// <param name="batchSize">How many pairs are computed side by side.</param>
    public static TranslationScores Of(Translator model, IReadOnlyList<EncodedPair> pairs, DecoderInputs inputs, int batchSize = 64)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(pairs);
        using var off = Gradient.Off();
        double loss = 0;
        var (hypotheses, references) = (new List<int[]>(), new List<int[]>());
        foreach (var batch in TranslationBatch.InOrder(pairs, batchSize, model.Special, model.TrainsOnSourceBegin))
        {
            var (sum, words) = inputs == DecoderInputs.Gold ? WithGold(model, batch) : WithOwn(model, batch);
            loss += sum;
            hypotheses.AddRange(words);
            references.AddRange(batch.References);
        }

        return new(loss / pairs.Count, BleuOf(hypotheses, references));
    }

    /// <summary>The BLEU of greedy translations, each with its one reference.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="maxLength">How many words a translation has at most, END included.</param>
    /// <param name="sourceBegin">Whether sources begin with <see cref="SpecialTokens.Begin"/>; left out: as the model reads them.</param>
    public static BleuScore OfGreedy(Translator model, IReadOnlyList<EncodedPair> pairs, int maxLength, bool? sourceBegin = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return BleuOf(Decoding.Greedy(model, [.. pairs.Select(pair => pair.Source)], maxLength, sourceBegin), pairs.Select(pair => pair.Target));
    }

    /// <summary>The BLEU of translations, each with its one reference, in numbers of words: an unknown word matches an unknown word.</summary>
    /// <param name="hypotheses">The translations.</param>
    /// <param name="references">What they should have been.</param>
    public static BleuScore BleuOf(IEnumerable<int[]> hypotheses, IEnumerable<int[]> references)
        => Text.Bleu.Corpus<int>([.. hypotheses], [.. references.Select(reference => (IReadOnlyList<IReadOnlyList<int>>)[reference])]);

    private static (double Loss, IEnumerable<int[]> Words) WithGold(Translator model, TranslationBatch batch)
    {
        var logits = model.Logits(batch, DecoderInputs.Gold, Pass.Evaluation);
        int[] best = logits.Value.ArgMax(1).ToArray<int>();
        var words = new List<int[]>();
        int start = 0;
        foreach (int length in batch.Packed.Lengths)
        {
            words.Add(ToEnd(best.AsSpan(start, length), model.Special));
            start += length;
        }

        return (F.SoftmaxCrossEntropy(logits, batch.Labels, Reduction.Sum).Item(), words);
    }

    private static (double Loss, IEnumerable<int[]> Words) WithOwn(Translator model, TranslationBatch batch)
    {
        double loss = 0;
        var said = new int[batch.Count, batch.Steps];
        var state = model.Start(batch.Source);
        var words = NdArray.Places([.. Enumerable.Repeat((long)model.Special.Begin, batch.Count)]);
        for (int t = 0; t < batch.Steps; t++)
        {
            (var scores, state) = model.Next(state, words);
            int active = batch.CountAt(t);
            long[] right = [.. batch.References.Take(active).Select(r => (long)(t < r.Length ? r[t] : model.Special.End))];
            loss += F.SoftmaxCrossEntropy(scores[..active], NdArray.Places(right), Reduction.Sum).Item();
            words = scores.ArgMax(1);
            int[] best = words.ToArray<int>();
            for (int i = 0; i < best.Length; i++)
                said[i, t] = best[i];
        }

        return (loss, Enumerable.Range(0, batch.Count).Select(i => ToEnd([.. Enumerable.Range(0, batch.Steps).Select(t => said[i, t])], model.Special)));
    }

    private static int[] ToEnd(ReadOnlySpan<int> words, SpecialTokens special) => words[..(words.IndexOf(special.End) is >= 0 and var end ? end : words.Length)].ToArray();
}

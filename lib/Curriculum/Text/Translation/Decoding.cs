using Curriculum.Arrays;

namespace Curriculum.Text.Translation;

/// <summary>Ways to find a translation, given a model's scores of the next word.</summary>
public static class Decoding
{
    /// <summary>Says the best word, again and again, until <see cref="SpecialTokens.End"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sentences">The numbers of the sentences' words.</param>
    /// <param name="maxLength">How many words a translation has at most, END included.</param>
    /// <param name="sourceBegin">Whether sources begin with <see cref="SpecialTokens.Begin"/>; left out: as the model reads them.</param>
    /// <param name="batchSize">How many sentences are translated side by side; makes no difference to what is said.</param>
    /// <returns>The numbers of the words of each translation, without END.</returns>
    public static IReadOnlyList<int[]> Greedy(Translator model, IReadOnlyList<int[]> sentences, int maxLength, bool? sourceBegin = null, int batchSize = 128)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        return [.. sentences.Chunk(batchSize).SelectMany(chunk => Greedy(model, SourceBatch.Of(chunk, model.Special, sourceBegin ?? model.ReadsSourceBegin), maxLength))];
    }

    /// <summary>Says the best word of each sentence, again and again.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">The sentences.</param>
    /// <param name="maxLength">How many words a translation has at most, END included.</param>
    /// <returns>The numbers of the words of each translation, without END.</returns>
    public static IReadOnlyList<int[]> Greedy(Translator model, SourceBatch source, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(source);
        var said = new List<int>[source.Count];
        for (int i = 0; i < said.Length; i++)
            said[i] = [];
        var state = model.Start(source);
        // The sentences that are not at their end, by their place in the batch.
        int[] open = [.. Enumerable.Range(0, source.Count)];
        var words = NdArray.Places([.. Enumerable.Repeat((long)model.Special.Begin, source.Count)]);
        for (int t = 0; t < maxLength && open.Length > 0; t++)
        {
            (var scores, state) = model.Next(state, words);
            int[] best = scores.ArgMax(1).ToArray<int>();
            for (int i = 0; i < best.Length; i++)
            {
                if (best[i] != model.Special.End)
                    said[open[i]].Add(best[i]);
            }

            long[] kept = [.. Enumerable.Range(0, best.Length).Where(i => best[i] != model.Special.End).Select(i => (long)i)];
            if (kept.Length < best.Length && kept.Length > 0)
                state = state.Take(NdArray.Places(kept));
            open = [.. kept.Select(i => open[i])];
            words = NdArray.Places([.. kept.Select(i => (long)best[i])]);
        }

        return [.. said.Select(sentence => sentence.ToArray())];
    }

    /// <summary>Keeps the k best beginnings of a translation and tries every next word for each: it finds translations that begin with a word that is not the best one.</summary>
    /// <remarks>
    /// Hypotheses are compared by Σ log p / lengthᵃ with a = <paramref name="lengthPower"/>: 0 is the plain probability, which favours short translations (Wu et al., arXiv:1609.08144, section 7,
    /// have a refined form). The search is over when no open hypothesis can beat the best finished one, or at <paramref name="maxLength"/>.
    /// </remarks>
    /// <param name="model">The model.</param>
    /// <param name="sentence">The numbers of the sentence's words.</param>
    /// <param name="maxLength">How many words a translation has at most, END included.</param>
    /// <param name="beamSize">k.</param>
    /// <param name="lengthPower">a.</param>
    /// <param name="sourceBegin">Whether the source begins with <see cref="SpecialTokens.Begin"/>; left out: as the model reads it.</param>
    /// <returns>The hypotheses that were kept, the best first.</returns>
    public static IReadOnlyList<Hypothesis> Beam(
        Translator model, int[] sentence, int maxLength, int beamSize = 3, double lengthPower = 1, bool? sourceBegin = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sentence);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(beamSize);
        var state = model.Start(SourceBatch.Of([sentence], model.Special, sourceBegin ?? model.ReadsSourceBegin));
        var open = new List<Hypothesis> { new([], 0, false, lengthPower) };
        var finished = new List<Hypothesis>();
        for (int t = 0; t < maxLength && open.Count > 0; t++)
        {
            (var scores, state) = model.Next(state, NdArray.Places([.. open.Select(h => (long)(h.Words.Length == 0 ? model.Special.Begin : h.Words[^1]))]));
            var (logs, words) = (scores - scores.LogSumExp(1, keepDims: true)).TopK(Math.Min(beamSize, scores.Shape[1]));
            var candidates = Enumerable.Range(0, logs.Size)
                .Select(i => (From: i / logs.Shape[1], Word: (int)(long)words[i / logs.Shape[1], i % logs.Shape[1]], Log: logs[i / logs.Shape[1], i % logs.Shape[1]].Item()))
                .OrderByDescending(c => open[c.From].LogProbability + c.Log)
                .Take(beamSize).ToList();
            finished.AddRange(candidates.Where(c => c.Word == model.Special.End).Select(c => open[c.From].Finish(c.Log)));
            var going = candidates.Where(c => c.Word != model.Special.End).ToList();
            if (going.Count > 0)
                state = state.Take(NdArray.Places([.. going.Select(c => (long)c.From)]));
            open = [.. going.Select(c => open[c.From].Say(c.Word, c.Log))];
            if (finished.Count > 0 && open.TrueForAll(h => h.BestScore(maxLength) <= finished.Max(f => f.Score)))
                break;
        }

        return [.. finished.Concat(open).OrderByDescending(h => h.Score).Take(beamSize)];
    }
}

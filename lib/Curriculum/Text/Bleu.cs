namespace Curriculum.Text;

/// <summary>BLEU, the usual measure of a translation: how many n-grams of it, n = 1 … 4, a reference translation has too.</summary>
/// <remarks>
/// pₙ = clipped matches / n-grams of the hypotheses, both summed over the corpus <i>before</i> dividing: the score of a corpus is not the mean of its sentences' scores.
/// Source: Papineni, Roukos, Ward and Zhu (2002), "BLEU: a method for automatic evaluation of machine translation", equations 1–3; the zero counts as in NLTK's <c>corpus_bleu</c>.
/// </remarks>
public static class Bleu
{
    /// <summary>The longest n-gram.</summary>
    public const int Order = 4;

    private const double Epsilon = 0.1;
    private const double SmallestNormal = 2.2250738585072014e-308;

    /// <summary>BLEU of a corpus with one reference a sentence.</summary>
    /// <typeparam name="TToken">A word: a text, or its number in a vocabulary.</typeparam>
    /// <param name="hypotheses">The translations.</param>
    /// <param name="references">What each should have been.</param>
    /// <param name="smoothing">What becomes of a count of 0.</param>
    /// <exception cref="ArgumentException">There are not as many references as hypotheses, or none of either.</exception>
    public static BleuScore Corpus<TToken>(
        IReadOnlyList<IReadOnlyList<TToken>> hypotheses, IReadOnlyList<IReadOnlyList<TToken>> references, BleuSmoothing smoothing = BleuSmoothing.None)
        where TToken : IEquatable<TToken>
    {
        ArgumentNullException.ThrowIfNull(references);
        return Corpus(hypotheses, [.. references.Select(reference => (IReadOnlyList<IReadOnlyList<TToken>>)[reference])], smoothing);
    }

    /// <summary>BLEU of a corpus with several references a sentence.</summary>
    /// <typeparam name="TToken">A word: a text, or its number in a vocabulary.</typeparam>
    /// <param name="hypotheses">The translations.</param>
    /// <param name="references">For each of them one or more right ones.</param>
    /// <param name="smoothing">What becomes of a count of 0.</param>
    /// <exception cref="ArgumentException">There are not as many lists of references as hypotheses, none of either, or a list is empty.</exception>
    public static BleuScore Corpus<TToken>(
        IReadOnlyList<IReadOnlyList<TToken>> hypotheses, IReadOnlyList<IReadOnlyList<IReadOnlyList<TToken>>> references, BleuSmoothing smoothing = BleuSmoothing.None)
        where TToken : IEquatable<TToken>
    {
        ArgumentNullException.ThrowIfNull(hypotheses);
        ArgumentNullException.ThrowIfNull(references);
        if (hypotheses.Count == 0 || hypotheses.Count != references.Count)
            throw new ArgumentException($"Bleu: references must be one list a hypothesis, and at least one, got {references.Count} for {hypotheses.Count} hypotheses.", nameof(references));

        long[] matches = new long[Order], totals = new long[Order];
        long length = 0, referenceLength = 0;
        foreach (var (hypothesis, right) in hypotheses.Zip(references))
        {
            if (right.Count == 0)
                throw new ArgumentException("Bleu: references must hold at least one for each hypothesis, got none.", nameof(references));
            length += hypothesis.Count;
            referenceLength += right.Select(reference => reference.Count).MinBy(count => (Math.Abs(count - hypothesis.Count), count));
            for (int n = 1; n <= Order; n++)
            {
                var most = MostOf(right, n);
                matches[n - 1] += Count(hypothesis, n).Sum(gram => Math.Min(gram.Value, most.GetValueOrDefault(gram.Key)));
                totals[n - 1] += Math.Max(1, hypothesis.Count - n + 1);
            }
        }

        // exp(1 − r/c) tends to 0 as the hypotheses become empty.
        double brevity = length > referenceLength ? 1 : length == 0 ? 0 : Math.Exp(1 - ((double)referenceLength / length));
        return new(matches[0] == 0 ? 0 : brevity * Mean(matches, totals, smoothing), matches, totals, length, referenceLength, brevity);
    }

    // exp(Σ ¼ · log pₙ)
    private static double Mean(long[] matches, long[] totals, BleuSmoothing smoothing)
    {
        double sum = 0;
        for (int n = 0; n < Order; n++)
        {
            double count = matches[n] == 0 && smoothing == BleuSmoothing.Epsilon ? Epsilon : matches[n];
            sum += Math.Log(count == 0 ? SmallestNormal : count / totals[n]) / Order;
        }

        return Math.Exp(sum);
    }

    // A word counts at most as often as in that reference which has it most often: "the the the the" is no good translation.
    private static Dictionary<NGram<TToken>, int> MostOf<TToken>(IReadOnlyList<IReadOnlyList<TToken>> references, int n)
        where TToken : IEquatable<TToken>
    {
        var most = Count(references[0], n);
        foreach (var (gram, count) in references.Skip(1).SelectMany(reference => Count(reference, n)))
            most[gram] = Math.Max(count, most.GetValueOrDefault(gram));
        return most;
    }

    private static Dictionary<NGram<TToken>, int> Count<TToken>(IReadOnlyList<TToken> sentence, int n)
        where TToken : IEquatable<TToken>
    {
        var counts = new Dictionary<NGram<TToken>, int>();
        for (int i = 0; i + n <= sentence.Count; i++)
        {
            var gram = new NGram<TToken>(sentence, i, n);
            counts[gram] = counts.GetValueOrDefault(gram) + 1;
        }

        return counts;
    }
}

namespace Curriculum.Text;

/// <summary>A BLEU score and the counts that it is made of.</summary>
/// <param name="Value">BLEU = BP · exp(Σₙ ¼ · log pₙ), 0 … 1; papers print 100 times that.</param>
/// <param name="Matches">Clipped matches of n-grams, n = 1 … 4, summed over all sentences.</param>
/// <param name="Totals">n-grams of the hypotheses, n = 1 … 4; a sentence shorter than n counts 1.</param>
/// <param name="HypothesisLength">c: words of all hypotheses.</param>
/// <param name="ReferenceLength">r: the sum of the reference lengths that are closest to their hypothesis; of two equally close ones the shorter.</param>
/// <param name="BrevityPenalty">BP = 1 if c &gt; r, else e^(1 − r/c).</param>
public sealed record BleuScore(
    double Value, IReadOnlyList<long> Matches, IReadOnlyList<long> Totals, long HypothesisLength, long ReferenceLength, double BrevityPenalty)
{
    /// <summary>The score as papers print it, with its parts: "BLEU 33.20 (precisions 61.2/39.7/27.0/18.7, brevity penalty 0.981)".</summary>
    public override string ToString()
    {
        string precisions = string.Join("/", Matches.Zip(Totals, (m, t) => $"{(t == 0 ? 0 : 100.0 * m / t):0.0}"));
        return $"BLEU {100 * Value:0.00} (precisions {precisions}, brevity penalty {BrevityPenalty:0.000})";
    }
}

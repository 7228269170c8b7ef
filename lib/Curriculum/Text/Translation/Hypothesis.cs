namespace Curriculum.Text.Translation;

/// <summary>A translation, or the beginning of one, that a beam search holds.</summary>
/// <param name="Words">The numbers of its words, without <see cref="SpecialTokens.End"/>.</param>
/// <param name="LogProbability">Σ log p of its words, and of END where it is finished.</param>
/// <param name="IsFinished">Whether END was said.</param>
/// <param name="LengthPower">a: the power of the length that the sum is divided by.</param>
public sealed record Hypothesis(int[] Words, double LogProbability, bool IsFinished, double LengthPower)
{
    /// <summary>Σ log p / lengthᵃ, where END counts as a word.</summary>
    public double Score => LogProbability / Math.Pow(Math.Max(1, Words.Length + (IsFinished ? 1 : 0)), LengthPower);

    // No word makes a probability larger; the longest translation divides it by most.
    internal double BestScore(int maxLength) => LogProbability / Math.Pow(maxLength, LengthPower);

    internal Hypothesis Say(int word, double log) => this with { Words = [.. Words, word], LogProbability = LogProbability + log };

    internal Hypothesis Finish(double log) => this with { LogProbability = LogProbability + log, IsFinished = true };
}

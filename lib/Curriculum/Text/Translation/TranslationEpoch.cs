namespace Curriculum.Text.Translation;

/// <summary>What was measured after an epoch. Losses are of a sentence (−Σ log p over its words and END), BLEU is of the corpus, 0 … 100.</summary>
/// <param name="Epoch">Which, from 1.</param>
/// <param name="TrainLoss">The mean over the epoch's batches, each before its update.</param>
/// <param name="ValidLoss">As the course measures it: the Transformer reads the right words, the RNN its own.</param>
/// <param name="ValidBleuGold">Validation BLEU while the right words are read (teacher-forced): no translation.</param>
/// <param name="ValidBleuOwn">Validation BLEU of greedy translations (free-running).</param>
/// <param name="DevBleu">BLEU of greedy translations of the development set.</param>
/// <param name="DevBleuWithoutBegin">The same where the source is fed as in training, without BEGIN; null where there is no difference.</param>
/// <param name="Seconds">How long the updates of the epoch took.</param>
public sealed record TranslationEpoch(
    int Epoch, double TrainLoss, double ValidLoss, double ValidBleuGold, double ValidBleuOwn, double DevBleu, double? DevBleuWithoutBegin, double Seconds)
{
    // Each measurement under the name that a training run's history has for it.
    internal static IReadOnlyList<(string Name, Func<TranslationEpoch, double> Of)> Measures { get; } =
    [
        ("train loss", e => e.TrainLoss),
        ("valid loss", e => e.ValidLoss),
        ("valid BLEU, teacher-forced", e => e.ValidBleuGold),
        ("valid BLEU, free-running", e => e.ValidBleuOwn),
        ("dev BLEU", e => e.DevBleu),
        ("dev BLEU, source without BEGIN", e => e.DevBleuWithoutBegin ?? double.NaN),
        ("seconds", e => e.Seconds),
    ];

    // The measurements in that order.
    internal static TranslationEpoch Of(int epoch, double[] m) => new(epoch, m[0], m[1], m[2], m[3], m[4], double.IsNaN(m[5]) ? null : m[5], m[6]);
}


using System.Globalization;

namespace Curriculum.Text.Translation;

/// <summary>How far a training run has come.</summary>
/// <param name="Epoch">The present epoch, from 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Batch">The batches of this epoch that are done.</param>
/// <param name="Batches">How many an epoch has.</param>
/// <param name="Loss">The mean loss of a sentence in the last batch.</param>
/// <param name="TokensPerSecond">Target words and ENDs learned from in a second, since the run began or was taken up.</param>
/// <param name="Left">The time that the updates still take at this speed.</param>
public sealed record TranslationStatus(int Epoch, int Epochs, int Batch, int Batches, double Loss, double TokensPerSecond, TimeSpan Left)
{
    /// <summary>One line: "epoch 3/10, batch 120/625, loss 31.2, 4,100 tokens/s, 5:20 left".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {Epoch}/{Epochs}, batch {Batch}/{Batches}, loss {Loss:0.0}, {TokensPerSecond:#,0} tokens/s, {(int)Left.TotalMinutes}:{Left.Seconds:00} left");
}

using Curriculum.Arrays;

namespace Curriculum.Lessons.Experiments;

// One run of exercise 2_5, or one to compare it with.
internal sealed record OverfitSetting(string Id)
{
    public int[] Hidden { get; init; } = [100, 100, 100, 100, 100, 100];

    public int Images { get; init; } = 300;

    public double LearningRate { get; init; } = 0.01;

    public int Iterations { get; init; } = 1000;

    // λ₁·Σ|w| and ½·λ₂·Σw² over all weights, without the biases.
    public double L1 { get; init; }

    public double L2 { get; init; }

    // The L1 penalty by soft thresholding after each step in place of its gradient.
    public bool SoftThreshold { get; init; }

    // The output layer is neither decayed nor updated, as in the course's cell.
    public bool OutputUntouched { get; init; }

    // The probability of dropping, after each activation.
    public double Dropout { get; init; }

    // Rescaled while training; false: masked only, and multiplied by 1 − p in evaluation.
    public bool Rescale { get; init; } = true;

    public Augmentation Augmentation { get; init; }

    // Every image gets a label drawn by chance.
    public bool RandomLabels { get; init; }

    public DType DType { get; init; } = DType.Float32;

    public int[] LoggedSteps => [.. Enumerable.Range(1, Iterations / DigitNet.LogEvery).Select(i => i * DigitNet.LogEvery)];

    public IReadOnlyDictionary<string, string> Describe() => new Dictionary<string, string>
    {
        ["network"] = $"{string.Join("-", [784, .. Hidden, 10])} ReLU, He",
        ["images"] = $"the first {Images}{(RandomLabels ? ", labels drawn by chance" : "")}",
        ["penalty"] = Penalty(),
        ["dropout"] = Dropout == 0 ? "none" : FormattableString.Invariant($"{Dropout} after each ReLU, {(Rescale ? "rescaled in training" : "rescaled in evaluation")}"),
        ["augmentation"] = Augmentation switch
        {
            Augmentation.Crop => "padded by 2 pixels, 28×28 cut out at random",
            Augmentation.Flip => "mirrored left to right, every other image",
            _ => "none",
        },
        ["update"] = FormattableString.Invariant($"SGD {LearningRate}, {Iterations} steps of 100 images drawn with replacement{(OutputUntouched ? ", output layer left as drawn" : "")}"),
    };

    private string Penalty() => (L1, L2) switch
    {
        (0, 0) => "none",
        (0, _) => FormattableString.Invariant($"L2 {L2}"),
        (_, 0) => FormattableString.Invariant($"L1 {L1}{(SoftThreshold ? ", by soft thresholding" : "")}"),
        _ => FormattableString.Invariant($"L1 {L1} and L2 {L2}"),
    };
}

namespace Curriculum.Lessons.Experiments;

// One network of exercises 1_4_1, 2_2_1, 2_3 and 2_4 and how it is trained.
internal sealed record NetSetting(string Id, string Activation, string Weights)
{
    public int[] Hidden { get; init; } = [40, 20];

    // SGD, Momentum, AdaGrad, RMSProp or Adam.
    public string Optimizer { get; init; } = "SGD";

    public double LearningRate { get; init; } = 0.1;

    // The learning rate falls to 0 along a half cosine.
    public bool Decays { get; init; }

    public int Iterations { get; init; } = 2000;

    // How many images a step uses.
    public int Batch { get; init; } = 100;

    public NormalizationPlace Normalization { get; init; } = NormalizationPlace.None;

    // The sigmoid's derivative taken at the activation, σ′(σ(u)), as the learners' copies probably do.
    public bool DerivativeSlip { get; init; }

    // Learn from the first images only; null: from all.
    public int? TrainingImages { get; init; }

    public IReadOnlyDictionary<string, string> Describe() => new Dictionary<string, string>
    {
        ["network"] = string.Join("-", [784, .. Hidden, 10]),
        ["activation"] = Activation + (DerivativeSlip ? ", derivative taken at the activation" : ""),
        ["weights"] = Weights,
        ["normalization"] = Normalization switch
        {
            NormalizationPlace.BeforeActivation => "batch, before the activation",
            NormalizationPlace.AfterActivation => "batch, after the activation",
            NormalizationPlace.BeforeActivationWithNoise => "batch, before the activation, then noise",
            _ => "none",
        },
        ["images"] = TrainingImages is { } n ? $"the first {n}" : "all",
        ["update"] = FormattableString.Invariant($"{Optimizer} {LearningRate}{(Decays ? " falling to 0" : "")}, {Iterations} steps of {Batch} image{(Batch == 1 ? "" : "s")} drawn with replacement"),
    };
}

namespace Curriculum.Lessons.Experiments;

/// <summary>Day 2 Section 5: AlexNet with a sixteenth of its channels and units, with dropout in its dense layers and without, on many images and on few.</summary>
/// <remarks>
/// One stream of random numbers a run, in NumPy's order: the weights layer by layer from the input, then in every step 100 indices with replacement and the masks of dropout.
/// </remarks>
public static class SmallAlexNet
{
    private static readonly ConvSetting WithDropout = new(
        "dropout", "AlexNet with a sixteenth of its channels and units, from its maps of 27×27 on, dropout 0.5 behind both hidden dense layers, He", random => DeepNets.AlexNet(random, 0.5))
    { Iterations = 500, LogEvery = 50 };

    private static readonly ConvSetting Plain = WithDropout with { Id = "no-dropout", Network = "the same without dropout", Build = random => DeepNets.AlexNet(random, 0) };

    /// <summary>The experiment and its variants.</summary>
    public static Experiment Experiment { get; } = new(
        "alexnet", "What does dropout do in AlexNet's dense layers?", [.. Settings().Select(DeepNets.WithShift)], (_, _) => new Dictionary<string, double>());

    internal static IEnumerable<ConvSetting> Settings()
    {
        yield return WithDropout;
        yield return Plain;
        yield return WithDropout with { Id = "dropout-500", TrainingImages = 500 };
        yield return Plain with { Id = "no-dropout-500", TrainingImages = 500 };
    }
}

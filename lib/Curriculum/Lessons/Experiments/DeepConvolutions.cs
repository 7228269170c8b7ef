using Curriculum.Layers;

namespace Curriculum.Lessons.Experiments;

/// <summary>Day 2 Section 5: the deep net of the course's exercise 2_8, and a lighter one with three ways from maps to scores.</summary>
/// <remarks>
/// One stream of random numbers a run, in NumPy's order: the weights layer by layer from the input, then in every step 100 indices with replacement and the mask of dropout.
/// </remarks>
public static class DeepConvolutions
{
    private static readonly ConvSetting Flattened = new("flatten", "8, 16, 32 filters 3×3 with ReLU, max pooling 2×2 between them, flattened, 10, He", random => DeepNets.Light(random, new Flatten()))
    {
        LearningRate = 0.003,
    };

    /// <summary>The experiment and its variants.</summary>
    public static Experiment Experiment { get; } = new(
        "deep-cnn", "What does a deep net reach, and how should it go from maps to scores?", [.. Settings().Select(DeepNets.WithShift)], (_, _) => new Dictionary<string, double>());

    internal static IEnumerable<ConvSetting> Settings()
    {
        yield return Flattened;
        yield return Flattened with { Id = "max", Network = "the same, each map's maximum in place of flattening", Build = random => DeepNets.Light(random, new GlobalMaxPool()) };
        yield return Flattened with { Id = "average", Network = "the same, each map's mean in place of flattening", Build = random => DeepNets.Light(random, new GlobalAveragePool()) };
        yield return new(
            "deep", "2_8: 16, 16, 32, 32, 64, 64 filters 3×3 with ReLU, max pooling 2×2 after every second, 50 ReLU, dropout 0.5 (mask only, × 0.5 in evaluation), 10, He", DeepNets.Deep);
    }
}

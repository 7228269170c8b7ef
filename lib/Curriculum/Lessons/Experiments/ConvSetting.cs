using Curriculum.Arrays;
using Curriculum.Layers;

namespace Curriculum.Lessons.Experiments;

// One network of exercises 2_6 to 2_8, or one to compare it with, and how it is trained.
internal sealed record ConvSetting(string Id, string Network, Func<RandomState, Sequential> Build)
{
    public int Iterations { get; init; } = 1000;

    // Of Adam.
    public double LearningRate { get; init; } = 0.001;

    public int LogEvery { get; init; } = 100;

    // Learn from the first images only, as the exercises do.
    public int TrainingImages { get; init; } = 5000;

    // One permutation of the 784 pixels, the same for every image.
    public bool ShufflePixels { get; init; }

    // Leave the filters as chance drew them; only the fully connected layers learn.
    public bool FreezeFilters { get; init; }

    public int[] LoggedSteps => [.. Enumerable.Range(1, Iterations / LogEvery).Select(i => i * LogEvery)];

    public IReadOnlyDictionary<string, string> Describe() => new Dictionary<string, string>
    {
        ["network"] = Network,
        ["filters"] = FreezeFilters ? "left as drawn" : "learned",
        ["pixels"] = ShufflePixels ? "shuffled, the same way in every image" : "in order",
        ["images"] = $"the first {TrainingImages}",
        ["update"] = FormattableString.Invariant($"Adam {LearningRate}, {Iterations} steps of 100 images drawn with replacement"),
    };
}

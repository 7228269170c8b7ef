using System.Globalization;

namespace Curriculum.Lessons.Experiments;

// A net with a head for digits and, unless it works alone, one for a second task on the same trunk.
internal sealed record MultiTaskSetting(string Id)
{
    public const int Iterations = 300;

    public const int LogEvery = 50;

    // Images whose digit is known.
    public const int Labelled = 100;

    // Images on which the second label is known: 0 for no second task.
    public int SecondImages { get; init; }

    // The second label, dealt out at random among those images: as often each, but of no other image's concern.
    public bool ShuffleSecond { get; init; }

    // λ of the loss: digits + λ · second.
    public double Weight { get; init; } = 1;

    // λ of the digits: 0 leaves a net for the second task alone.
    public double DigitWeight { get; init; } = 1;

    public static int[] LoggedSteps => [.. Enumerable.Range(1, Iterations / LogEvery).Select(i => i * LogEvery)];

    public IReadOnlyDictionary<string, string> Describe() => new Dictionary<string, string>
    {
        ["network"] = "784-50-50 ReLU, He; a linear head for each task",
        ["digits"] = $"{Labelled} images, drawn anew for every seed",
        ["second task"] = SecondImages == 0 ? "none" : $"number of holes (0, 1, 2 or more) of {(SecondImages == Labelled ? "the same" : SecondImages)} images{(ShuffleSecond ? ", shuffled" : "")}",
        ["loss"] = SecondImages == 0 ? "digits" : string.Create(CultureInfo.InvariantCulture, $"digits + {Weight} × second"),
        ["update"] = $"Adam 0.003, {Iterations} steps of 50 images a task, drawn with replacement",
    };
}

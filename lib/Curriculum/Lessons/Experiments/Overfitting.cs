using System.Globalization;
using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Training;

namespace Curriculum.Lessons.Experiments;

/// <summary>Day 2 Section 3: a net with 130,000 weights learns from 300 digits, with and without what should keep it from learning them by heart (the course's exercise 2_5).</summary>
/// <remarks>
/// One stream of random numbers a run, in NumPy's order: the weights layer by layer from the input, then in every step 100 indices with replacement and the masks of dropout,
/// <c>rand(100, width)</c> a layer.
/// </remarks>
public static class Overfitting
{
    private static readonly OverfitSetting Course = new("overfit");

    private static readonly OverfitSetting Ridge = Course with { Id = "l2", L2 = 0.1 };

    private static readonly OverfitSetting Lasso = Course with { Id = "l1", L1 = 0.005, LearningRate = 0.1 };

    private static readonly OverfitSetting Masked = Course with { Id = "dropout", Dropout = 0.15, Rescale = false };

    private static readonly OverfitSetting MaskedLasso = Masked with { Id = "dropout-l1", Dropout = 0.08, L1 = 0.004 };

    // The course's lasso with a smaller step, so that its last value is not a matter of chance.
    private static readonly OverfitSetting CalmLasso = Lasso with { Id = "l1-rate-0.01", LearningRate = 0.01 };

    private static readonly OverfitSetting Crop = Course with { Id = "crop", Augmentation = Augmentation.Crop };

    /// <summary>The experiment and its variants.</summary>
    public static Experiment Experiment { get; } = new(
        "overfitting", "What keeps a large net from learning 300 images by heart?", [.. Settings().Select(ToVariant)], Probe);

    internal static IEnumerable<OverfitSetting> Settings() => [.. TheCourses(), .. Causes(), .. Penalties(), .. Others()];

    // The table of runs of exercise 2_5, each in the forms that its words allow.
    private static IEnumerable<OverfitSetting> TheCourses() =>
    [
        Course,
        Ridge,
        Ridge with { Id = "l2-output-untouched", OutputUntouched = true },
        Lasso,
        Lasso with { Id = "l1-output-untouched", OutputUntouched = true },
        Masked,
        Masked with { Id = "dropout-inverted", Rescale = true },
        MaskedLasso,
        MaskedLasso with { Id = "dropout-l1-output-untouched", OutputUntouched = true },
        MaskedLasso with { Id = "dropout-l1-inverted", Rescale = true },
    ];

    // Fewer and more images, fewer and more units, fewer layers; labels that can only be learned by heart.
    private static IEnumerable<OverfitSetting> Causes()
    {
        foreach (int images in new[] { 100, 1000, 8000 })
            yield return Course with { Id = $"images-{images}", Images = images };
        foreach (int units in new[] { 10, 30, 200 })
            yield return Course with { Id = $"units-{units}", Hidden = [.. Enumerable.Repeat(units, 6)] };
        yield return Course with { Id = "one-hidden-layer", Hidden = [100] };
        yield return Course with { Id = "random-labels", RandomLabels = true };
    }

    private static IEnumerable<OverfitSetting> Penalties()
    {
        foreach (double rate in new[] { 0.001, 0.01, 0.03, 0.3, 1 })
            yield return Ridge with { Id = string.Create(CultureInfo.InvariantCulture, $"l2-{rate}"), L2 = rate };
        yield return CalmLasso;
        yield return CalmLasso with { Id = "l1-soft", SoftThreshold = true };
        yield return CalmLasso with { Id = "elastic-net", L1 = 0.002, L2 = 0.02 };
    }

    private static IEnumerable<OverfitSetting> Others()
    {
        foreach (double p in new[] { 0.3, 0.5 })
            yield return Masked with { Id = string.Create(CultureInfo.InvariantCulture, $"dropout-inverted-{p}"), Dropout = p, Rescale = true };
        yield return Crop;
        yield return Crop with { Id = "flip", Augmentation = Augmentation.Flip };
        yield return Crop with { Id = "crop-dropout-inverted", Dropout = 0.15 };
    }

    private static Variant ToVariant(OverfitSetting setting) => new(
        setting.Id, setting.Describe(), setting.LoggedSteps, (data, seed) => OverfitNet.Train(setting, data, seed).Run);

    // What the penalties do to the weights; dropout's thinned nets, alone and together; what stopping early would have done.
    private static Dictionary<string, double> Probe(DataSplit data, uint seed)
    {
        var measures = new Dictionary<string, double>();
        foreach (string id in new[] { "overfit", "l2", "l2-0.03", "l1-rate-0.01", "l1-soft" })
        {
            var net = OverfitNet.Train(Settings().Single(s => s.Id == id), data, seed).Net;
            var weights = NdArray.Concatenate(0, [.. net.Layers.OfType<Linear>().Select(layer => layer.Weight.Value.Flatten())]);
            measures[$"weight-rms-{id}"] = weights.Square().Mean().Sqrt().Item();
            measures[$"largest-weight-{id}"] = weights.Abs().Max().Item();
            measures[$"share-zero-{id}"] = weights.EqualTo(0).Mean().Item();
            measures[$"share-below-0.001-{id}"] = (weights.Abs() < 0.001).Mean().Item();
            measures[$"test-loss-{id}"] = Evaluation.Loss(net, data.Test, (y, t) => F.SoftmaxCrossEntropy(y, t));
        }

        var (single, average, whole) = OverfitNet.Thinned(OverfitNet.Train(Settings().Single(s => s.Id == "dropout-inverted"), data, seed).Net, 30, data.Test, seed);
        (measures["thinned-single"], measures["thinned-average"], measures["thinned-whole"]) = (single, average, whole);

        var history = OverfitNet.HoldOut(Course, 60, data, seed);
        var (watched, loss, accuracy) = (history["validation loss"], history["test loss"], history["test accuracy"]);
        int best = watched.Values.ToList().IndexOf(watched.Values.Min());
        measures["stop-step"] = watched.Iterations[best];
        (measures["stop-loss"], measures["end-loss"]) = (loss.Values[best], loss.Last);
        (measures["stop-accuracy"], measures["end-accuracy"]) = (accuracy.Values[best], accuracy.Last);
        return measures;
    }
}

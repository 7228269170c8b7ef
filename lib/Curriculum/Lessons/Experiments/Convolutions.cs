using Curriculum.Data;
using Curriculum.Layers;

namespace Curriculum.Lessons.Experiments;

/// <summary>Day 2 Section 4: convolution, pooling and learned filters on digits (the course's exercises 2_6 and 2_7), each beside a net without it.</summary>
/// <remarks>
/// One stream of random numbers a run, in NumPy's order: the weights layer by layer from the input, filters as [out, in, row, column], then 100 indices with replacement in every step.
/// </remarks>
public static class Convolutions
{
    private const int ProbeSteps = 300;
    private const int ProbePixels = 2;

    private static readonly ConvSetting DenseNet = new("dense", "784-100-10 ReLU, N(0, 0.01²)", ConvNets.Dense);

    private static readonly ConvSetting SimpleNet = new(
        "simple", "30 filters 5×5, ReLU, max pooling 2×2, 100 ReLU, 10, N(0, 0.01²)", random => ConvNets.Simple(random, new MaxPool2d(2)));

    private static readonly ConvSetting StridedNet = new("simple-stride", "30 filters 5×5 with stride 2, ReLU, 100 ReLU, 10, N(0, 0.01²)", ConvNets.Strided);

    /// <summary>The experiment and its variants.</summary>
    public static Experiment Experiment { get; } = new(
        "cnn", "What do convolution, pooling and learned filters add to a net that reads digits?", [.. Settings().Select(ToVariant)], Probe);

    internal static IEnumerable<ConvSetting> Settings()
    {
        yield return DenseNet;
        yield return SimpleNet;
        yield return StridedNet;
        yield return SimpleNet with
        {
            Id = "simple-average",
            Network = "30 filters 5×5, ReLU, average pooling 2×2, 100 ReLU, 10, N(0, 0.01²)",
            Build = random => ConvNets.Simple(random, new AveragePool2d(2)),
        };
        yield return SimpleNet with { Id = "simple-frozen", FreezeFilters = true };
        yield return DenseNet with { Id = "dense-shuffled", ShufflePixels = true };
        yield return SimpleNet with { Id = "simple-shuffled", ShufflePixels = true };
        yield return new("double", "30 filters 5×5 twice, each with ReLU, max pooling 2×2, 100 ReLU, 10, N(0, 0.01²)", random => ConvNets.Double(random, 30, 30, 5, 0)) { Iterations = 100, LogEvery = 20 };
        yield return new("double-3x3", "16 and 32 filters 3×3 with padding 1, each with ReLU, max pooling 2×2, 100 ReLU, 10, N(0, 0.01²)", random => ConvNets.Double(random, 16, 32, 3, 1)) { Iterations = 100, LogEvery = 20 };
    }

    private static Variant ToVariant(ConvSetting setting) => new(
        setting.Id, setting.Describe(), setting.LoggedSteps, (data, seed) => ConvNets.Train(setting, data, seed).Run);

    // How much of its accuracy a net keeps, after a short training, when every test image moves by two pixels.
    private static Dictionary<string, double> Probe(DataSplit data, uint seed) => new()
    {
        ["kept-after-shift-dense"] = Kept(DenseNet, data, seed),
        ["kept-after-shift-stride"] = Kept(StridedNet, data, seed),
        ["kept-after-shift-pooling"] = Kept(SimpleNet, data, seed),
    };

    private static double Kept(ConvSetting setting, DataSplit data, uint seed)
    {
        var (net, run) = ConvNets.Train(setting with { Iterations = ProbeSteps }, data, seed);
        return ConvNets.Kept(net, run, data.Test, ProbePixels);
    }
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;

namespace Curriculum.Lessons.Experiments;

/// <summary>Day 2 Section 1: activations, initial weights and batch normalisation on small digit classifiers (the course's exercises 2_2_1 and 2_3).</summary>
/// <remarks>
/// One stream of random numbers a run, in NumPy's order: the weights layer by layer from the input, then 100 indices with replacement in every step. The draws
/// are those of a NumPy program with the same seed; only the shaken variant draws more (its noise, between two batches).
/// </remarks>
public static class VanishingGradient
{
    // Learning rate .01, 1,000 steps: exercise 2_3.
    private static readonly NetSetting Normalized =
        new("batchnorm", "sigmoid", "xavier") { LearningRate = 0.01, Iterations = 1000, Normalization = NormalizationPlace.BeforeActivation };

    private static readonly NetSetting FewImages = new("few-images", "relu", "he") { Iterations = 1000, TrainingImages = 300 };

    /// <summary>The experiment and its variants.</summary>
    public static Experiment Experiment { get; } = new(
        "vanishing-gradient", "Which activations, initial weights and normalisations let a net learn?", [.. Settings().Select(ToVariant)], Probe);

    private static IEnumerable<NetSetting> Settings()
    {
        foreach (string activation in new[] { "sigmoid", "relu" })
        {
            foreach (string weights in new[] { "gauss", "xavier", "he", "normal" })
                yield return new NetSetting($"{activation}-{weights}", activation, weights);
        }

        yield return new NetSetting("sigmoid-xavier-20-10", "sigmoid", "xavier") { Hidden = [20, 10] };
        yield return new NetSetting("sigmoid-xavier-80-40", "sigmoid", "xavier") { Hidden = [80, 40] };
        yield return new NetSetting("relu-he-20-10", "relu", "he") { Hidden = [20, 10] };
        yield return new NetSetting("relu-he-80-40", "relu", "he") { Hidden = [80, 40] };
        yield return new NetSetting("sigmoid-xavier-slip", "sigmoid", "xavier") { DerivativeSlip = true };
        yield return new NetSetting("sigmoid-he-slip", "sigmoid", "he") { DerivativeSlip = true };

        yield return Normalized with { Id = "batchnorm-none", Normalization = NormalizationPlace.None };
        yield return Normalized;
        yield return Normalized with { Id = "batchnorm-after", Normalization = NormalizationPlace.AfterActivation };
        yield return Normalized with { Id = "batchnorm-noise", Normalization = NormalizationPlace.BeforeActivationWithNoise };
        yield return Normalized with { Id = "batchnorm-slip", DerivativeSlip = true };
        yield return Normalized with { Id = "batchnorm-fast", LearningRate = 0.1 };
        // The four starts of 2_2_1 once more, now normalised.
        foreach (string weights in new[] { "gauss", "xavier", "he", "normal" })
            yield return Normalized with { Id = $"batchnorm-sigmoid-{weights}", Weights = weights, LearningRate = 0.1, Iterations = 2000 };
        yield return Normalized with { Id = "batchnorm-relu", Activation = "relu", Weights = "he" };
        yield return Normalized with { Id = "batchnorm-relu-none", Activation = "relu", Weights = "he", Normalization = NormalizationPlace.None };
        yield return FewImages;
        yield return FewImages with { Id = "few-images-batchnorm", Normalization = NormalizationPlace.BeforeActivation };
    }

    private static Variant ToVariant(NetSetting setting) => new(
        setting.Id,
        setting.Describe(),
        [.. Enumerable.Range(1, setting.Iterations / DigitNet.LogEvery).Select(i => i * DigitNet.LogEvery)],
        (data, seed) => DigitNet.Train(setting, data, seed).Run);

    private static Dictionary<string, double> Probe(DataSplit data, uint seed)
    {
        var (relu, _) = DigitNet.Train(new NetSetting("", "relu", "he"), data, seed);
        NdArray[] silent = [.. relu.Trace(data.Test.Inputs).Where(o => o.Layer is Relu).Select(o => o.Output.Value.EqualTo(0))];
        NdArray[] weights = [.. relu.Layers.OfType<Linear>().Select(l => l.Weight.Value.EqualTo(0).Flatten())];
        return new()
        {
            ["gradient-first-over-last-sigmoid"] = FirstOverLast("sigmoid", "xavier", data, seed),
            ["gradient-first-over-last-relu-gauss"] = FirstOverLast("relu", "gauss", data, seed),
            ["gradient-first-over-last-relu-he"] = FirstOverLast("relu", "he", data, seed),
            ["relu-zero-activations"] = NdArray.Concatenate(1, silent).Mean().Item(),
            ["relu-units-always-zero"] = silent.Sum(s => s.All(0).Sum().Item()) / silent.Sum(s => s.Shape[1]),
            ["relu-zero-weights"] = NdArray.Concatenate(0, weights).Mean().Item(),
        };
    }

    // Six hidden layers of 40: the length of ∂L/∂u in the first over that in the last of them.
    private static double FirstOverLast(string activation, string weights, DataSplit data, uint seed)
    {
        var random = new RandomState(seed);
        var net = DigitNet.Build(new NetSetting("", activation, weights) { Hidden = [40, 40, 40, 40, 40, 40] }, random);
        var (x, t) = Batches.Sample(data.Train, 100, random);
        Tensor[] u = [.. net.Trace(x, Pass.Training(random)).Where(o => o.Layer is Linear).Select(o => o.Output)];
        var delta = Gradient.Of(F.SoftmaxCrossEntropy(u[^1], t), u[0], u[^2]);
        return (delta[0].Value.Square().Sum() / delta[1].Value.Square().Sum()).Sqrt().Item();
    }
}

using System.Globalization;
using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;

namespace Curriculum.Lessons.Experiments;

/// <summary>Day 2 Section 2: five optimizers at several learning rates, on the net of the course's exercise 2_4 and on easier ones.</summary>
/// <remarks>
/// The random numbers are drawn as in <see cref="VanishingGradient"/>: weights first, then the batches. A variant's name is net, optimizer, learning rate; without a net
/// it is the course's, 784-40-20-10 sigmoid from N(0, 0.01²).
/// </remarks>
public static class OptimizerComparison
{
    private static readonly string[] Optimizers = ["SGD", "Momentum", "AdaGrad", "RMSProp", "Adam"];

    private static readonly NetSetting Course = new("", "sigmoid", "gauss") { Iterations = 1000 };

    private static readonly NetSetting He = Course with { Activation = "relu", Weights = "he" };

    private static readonly NetSetting Normalized = Course with { Weights = "xavier", Normalization = NormalizationPlace.BeforeActivation };

    /// <summary>The experiment and its variants.</summary>
    public static Experiment Experiment { get; } = new(
        "optimizers", "Which optimizer learns at which learning rate?", [.. Settings().Select(ToVariant)], Probe);

    private static IEnumerable<NetSetting> Settings()
    {
        foreach (string optimizer in Optimizers)
        {
            foreach (double rate in new[] { 0.001, 0.01, 0.1, 0.3, 1 })
                yield return Named("", Course, optimizer, rate);
            foreach (double rate in new[] { 0.001, 0.01, 0.1, 0.3 })
                yield return Named("he-", He, optimizer, rate);
            yield return Named("batchnorm-", Normalized, optimizer, 0.01);
        }

        foreach (var (optimizer, rate) in new[] { ("SGD", 0.3), ("Momentum", 0.1), ("Adam", 0.01) })
        {
            var constant = Named("he-", He, optimizer, rate);
            yield return constant with { Id = constant.Id + "-decay", Decays = true };
        }
    }

    private static NetSetting Named(string net, NetSetting setting, string optimizer, double rate) => setting with
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{net}{optimizer.ToLowerInvariant()}-{rate}"),
        Optimizer = optimizer,
        LearningRate = rate,
    };

    private static Variant ToVariant(NetSetting setting) => new(
        setting.Id,
        setting.Describe(),
        [.. Enumerable.Range(1, setting.Iterations / DigitNet.LogEvery).Select(i => i * DigitNet.LogEvery)],
        (data, seed) => DigitNet.Train(setting, data, seed).Run);

    // The course's net at its start: how large are the gradients of the first weights beside those of the last, and how large a first step does RMSProp make of them?
    private static Dictionary<string, double> Probe(DataSplit data, uint seed)
    {
        var random = new RandomState(seed);
        var net = DigitNet.Build(Course, random);
        Linear[] layers = [.. net.Layers.OfType<Linear>()];
        var (first, last) = (layers[0].Weight, layers[^1].Weight);
        var (before, beforeLast) = (first.Value, last.Value);
        var (x, t) = Batches.Sample(data.Train, 100, random);
        F.SoftmaxCrossEntropy(net.Forward(x, Pass.Training(random)), t).Backward();
        double gradients = Size(first.Gradient!) / Size(last.Gradient!);
        DigitNet.Optimizer(Course with { Optimizer = "RMSProp" }, net.Parameters).Step();
        return new()
        {
            ["gradient-first-over-last"] = gradients,
            ["rmsprop-step-first-over-last"] = Size(first.Value - before) / Size(last.Value - beforeLast),
        };
    }

    private static double Size(NdArray values) => values.Square().Mean().Sqrt().Item();
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;

namespace Curriculum.Lessons.Experiments;

/// <summary>Day 2, multi-task learning: digits from a hundred labelled images, alone and with a second task on a shared trunk: counting the holes of the figure.</summary>
/// <remarks>
/// Every variant of a seed has the same labelled images, the same first weights and the same digit batches; only the second task differs. Streams: seed for the images and weights, seed + 1,000 for
/// digit batches, seed + 2,000 for those of the second task, seed + 3,000 for the shuffle.
/// </remarks>
public static class MultiTask
{
    private const int Hidden = 50;
    private const int Many = 2000;

    private static readonly MultiTaskSetting Alone = new("alone");

    private static readonly MultiTaskSetting WithHoles = new("holes") { SecondImages = Many };

    /// <summary>The experiment and its variants.</summary>
    public static Experiment Experiment { get; } = new(
        "multitask", "Does a second task help a net that knows the digits of only 100 images?", [.. Settings().Select(ToVariant)], Probe);

    internal static IEnumerable<MultiTaskSetting> Settings()
    {
        yield return Alone;
        yield return WithHoles with { Id = "holes-same-images", SecondImages = MultiTaskSetting.Labelled };
        yield return WithHoles with { Id = "holes-0.3", Weight = 0.3 };
        yield return WithHoles;
        yield return WithHoles with { Id = "holes-3", Weight = 3 };
        yield return WithHoles with { Id = "shuffled-0.3", ShuffleSecond = true, Weight = 0.3 };
        yield return WithHoles with { Id = "shuffled", ShuffleSecond = true };
        yield return WithHoles with { Id = "shuffled-3", ShuffleSecond = true, Weight = 3 };
    }

    private static Variant ToVariant(MultiTaskSetting setting) => new(
        setting.Id, setting.Describe(), MultiTaskSetting.LoggedSteps, (data, seed) => Train(setting, data, seed).Digits);

    // The other half of the question: what the second task has from it.
    private static Dictionary<string, double> Probe(DataSplit data, uint seed) => new()
    {
        ["holes-accuracy-alone"] = Train(WithHoles with { DigitWeight = 0 }, data, seed).Holes,
        ["holes-accuracy-shared"] = Train(WithHoles, data, seed).Holes,
        ["holes-commonest"] = Shares(Holes.Count(data.Test.Inputs)).Max().Item(),
    };

    internal static (VariantRun Digits, double Holes) Train(MultiTaskSetting setting, DataSplit data, uint seed)
    {
        var random = new RandomState(seed);
        var labelled = data.Train.Take(random.Choice(data.Train.Count, [MultiTaskSetting.Labelled], replace: false));
        var second = Second(setting, data.Train, labelled, random.Choice(data.Train.Count, [Many], replace: false), seed);
        var trunk = new Sequential(
            Linear.Create(784, Hidden, random, Initializer.He), new Relu(), Linear.Create(Hidden, Hidden, random, Initializer.He), new Relu());
        Linear digits = Linear.Create(Hidden, 10, random, Initializer.He), holes = Linear.Create(Hidden, Holes.Classes, random, Initializer.He);
        var optimizer = new Adam(trunk.Parameters.Concat(digits.Parameters).Concat(holes.Parameters), 0.003);
        var (forDigits, forSecond) = (new RandomState(seed + 1000), new RandomState(seed + 2000));
        var curve = new List<double>();
        for (int step = 1; step <= MultiTaskSetting.Iterations; step++)
        {
            var loss = setting.DigitWeight * Loss(digits, Batches.Sample(labelled, 50, forDigits));
            if (second is not null)
                loss += setting.Weight * Loss(holes, Batches.Sample(second, 50, forSecond));
            loss.Backward();
            optimizer.Step();
            if (step % MultiTaskSetting.LogEvery == 0)
                curve.Add(Accuracy(digits, data.Test));
        }

        var counted = new Dataset(data.Test.Inputs, Holes.Count(data.Test.Inputs));
        return (new VariantRun(curve[^1], Accuracy(digits, labelled), curve), Accuracy(holes, counted));

        Tensor Loss(Linear head, Dataset batch) => F.SoftmaxCrossEntropy(head.Forward(trunk.Forward(batch.Inputs)), batch.Targets);

        double Accuracy(Linear head, Dataset images)
        {
            using var off = Gradient.Off();
            return head.Forward(trunk.Forward(images.Inputs)).Value.ArgMax(1).EqualTo(images.Targets).Mean().Item();
        }
    }

    private static Dataset? Second(MultiTaskSetting setting, Dataset train, Dataset labelled, NdArray many, uint seed)
    {
        if (setting.SecondImages == 0)
            return null;
        var images = setting.SecondImages == MultiTaskSetting.Labelled ? labelled : train.Take(many);
        var holes = Holes.Count(images.Inputs);
        return new(images.Inputs, setting.ShuffleSecond ? new RandomState(seed + 3000).Permutation(holes) : holes);
    }

    private static NdArray Shares(NdArray labels) => labels.OneHot(Holes.Classes, DType.Float64).Mean(0);
}

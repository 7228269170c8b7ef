using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;

namespace Curriculum.Lessons.Experiments;

// Builds, trains and measures a fully connected net on digits of 784 pixels.
internal static class DigitNet
{
    public const int LogEvery = 100;

    // Weights are drawn layer by layer from the input, W [in, out] row by row; biases are zero.
    public static Sequential Build(NetSetting setting, RandomState random)
    {
        int[] sizes = [784, .. setting.Hidden, 10];
        var layers = new List<Layer>();
        for (int l = 1; l < sizes.Length; l++)
        {
            layers.Add(Linear.Create(sizes[l - 1], sizes[l], random, Weights(setting.Weights)));
            if (l < sizes.Length - 1)
                layers.AddRange(AfterHidden(setting, sizes[l]));
        }

        return new Sequential([.. layers]);
    }

    // One stream of random numbers a run: the weights, then the indices of a batch with replacement in every step, as in NumPy.
    public static (Sequential Net, VariantRun Run) Train(NetSetting setting, DataSplit data, uint seed)
    {
        var random = new RandomState(seed);
        var net = Build(setting, random);
        var optimizer = Optimizer(setting, net.Parameters);
        var pass = Pass.Training(random);
        var images = setting.TrainingImages is { } n ? new Dataset(data.Train.Inputs[..n], data.Train.Targets[..n]) : data.Train;
        var curve = new List<double>();
        for (int step = 1; step <= setting.Iterations; step++)
        {
            var (x, t) = Batches.Sample(images, setting.Batch, random);
            F.SoftmaxCrossEntropy(net.Forward(x, pass), t).Backward();
            optimizer.Step();
            if (step % LogEvery == 0)
                curve.Add(Accuracy(net, data.Test));
        }

        return (net, new VariantRun(curve[^1], Accuracy(net, images), curve));
    }

    // The course's constants are the library's defaults: μ .9, ρ .99, β₁ .9, β₂ .999, ε 1e-7 outside the root.
    public static Optimizer Optimizer(NetSetting setting, IEnumerable<Parameter> parameters)
    {
        double rate = setting.LearningRate;
        Schedule? schedule = setting.Decays ? new CosineSchedule(rate, setting.Iterations) : null;
        return setting.Optimizer switch
        {
            "SGD" => new Sgd(parameters, rate) { Schedule = schedule },
            "Momentum" => new Momentum(parameters, rate) { Schedule = schedule },
            "AdaGrad" => new AdaGrad(parameters, rate) { Schedule = schedule },
            "RMSProp" => new RmsProp(parameters, rate) { Schedule = schedule },
            "Adam" => new Adam(parameters, rate) { Schedule = schedule },
            var name => throw new ArgumentException($"DigitNet: optimizer must be SGD, Momentum, AdaGrad, RMSProp or Adam, got {name}.", nameof(setting)),
        };
    }

    private static double Accuracy(Sequential net, Dataset images)
    {
        using var off = Gradient.Off();
        return net.Forward(images.Inputs).Value.ArgMax(1).EqualTo(images.Targets).Mean().Item();
    }

    private static Layer[] AfterHidden(NetSetting setting, int units) => setting.Normalization switch
    {
        NormalizationPlace.BeforeActivation => [Normalise(units), Activation(setting)],
        NormalizationPlace.BeforeActivationWithNoise => [Normalise(units), new ShakenLayer(), Activation(setting)],
        NormalizationPlace.AfterActivation => [Activation(setting), Normalise(units)],
        _ => [Activation(setting)],
    };

    // The course's: running ← 0.9 · running + 0.1 · batch, with the biased variance.
    private static BatchNorm Normalise(int units) => BatchNorm.Create(units, epsilon: 1e-6, momentum: 0.1, runningEstimate: VarianceEstimate.Biased);

    private static Initializer Weights(string name) => name switch
    {
        "gauss" => Initializer.Normal(0.01),
        "normal" => Initializer.Normal(1),
        "xavier" => Initializer.Xavier,
        "he" => Initializer.He,
        "zeros" => Initializer.Zeros,
        _ => throw new ArgumentException($"DigitNet: weights must be gauss, normal, xavier, he or zeros, got {name}.", nameof(name)),
    };

    private static Layer Activation(NetSetting setting) => (setting.Activation, setting.DerivativeSlip) switch
    {
        ("relu", false) => new Relu(),
        ("sigmoid", true) => new Activation("sigmoid with a wrong derivative", x => new SlippedSigmoid().Apply(x)),
        ("sigmoid", false) => new Sigmoid(),
        _ => throw new ArgumentException($"DigitNet: activation must be sigmoid, or relu with its own derivative, got {setting.Activation}.", nameof(setting)),
    };
}

using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;
using Curriculum.Tests.Shared;
using Curriculum.Tests.Text.Translation;
using Curriculum.Text.Translation;
using Curriculum.Training;

namespace Curriculum.Gpu.Tests;

/// <summary>Programs as a learner writes them, which name no device, started with one and without: what they learn agrees.</summary>
[Collection(nameof(DefaultDevice))]
public sealed class TrainingTests : IDisposable
{
    // float32 through some steps of training: what another order of sums leaves.
    private const double Tolerance = 1e-4;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_network_of_two_layers_with_Adam() => Agree(() =>
    {
        var random = new RandomState(1);
        var model = new Sequential(Linear.Create(12, 8, random), new Relu(), new Dropout(0.2), Linear.Create(8, 4, random));
        return Train(model, random.RandN(20, 12).As(DType.Float32), new Adam(model.Parameters, 0.01), random);
    });

    [Fact]
    public void A_convolution_net() => Agree(() =>
    {
        var random = new RandomState(2);
        var model = new Sequential(Conv2d.Create(1, 3, 3, random), BatchNorm.Create(3), new Relu(), new MaxPool2d(2), new Flatten(), Linear.Create(3 * 3 * 3, 4, random));
        return Train(model, random.RandN(20, 1, 8, 8).As(DType.Float32), new Momentum(model.Parameters, 0.05), random);
    });

    [Fact]
    public void Steps_written_by_hand_on_weights_drawn_by_hand() => Agree(() =>
    {
        var random = new RandomState(3);
        NdArray x = random.RandN(6, 3), w = random.RandN(3, 2), b = NdArray.Zeros(2), d = NdArray.Of(new double[,] { { 1, 0 }, { 0, 1 }, { 1, 0 }, { 0, 1 }, { 1, 0 }, { 0, 1 } });
        var losses = new List<double>();
        for (int step = 0; step < 5; step++)
        {
            var z = (x.MatMul(w) + b).Sigmoid();
            var delta = (z - d) * z * (1 - z) / x.Shape[0];
            losses.Add((z - d).Square().Mean().Item());
            w -= 0.5 * x.MatMul(delta, transposeA: true);
            b -= 0.5 * delta.Sum(0);
        }

        return ([.. losses], [w, b, NdArray.Arange(4) * NdArray.Linspace(0, 1, 4), NdArray.Eye(3), random.Permutation(5)]);
    });

    [Theory]
    [InlineData(TranslatorKind.Rnn)]
    [InlineData(TranslatorKind.Transformer)]
    public void A_translator(TranslatorKind kind) => Agree(() =>
    {
        var run = Translation(kind);
        run.Train();
        return ([.. run.Epochs.SelectMany(epoch => new[] { epoch.TrainLoss, epoch.ValidLoss })], [.. run.Model.Parameters.Select(p => p.Value)]);
    });

    [Theory]
    [InlineData(TranslatorKind.Rnn)]
    [InlineData(TranslatorKind.Transformer)]
    public void A_translator_that_was_stopped_goes_on_to_the_same_weights_on_its_device(TranslatorKind kind) => DefaultDevice.During(TestDevice.Instance, () =>
    {
        var whole = Translation(kind);
        whole.Train();
        string file = _folder["run.npz"];
        using var cancel = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Translation(kind).Train(file, new Listener(status =>
        {
            if (status.Batch == 2)
                cancel.Cancel();
        }), cancel.Token));

        var resumed = Translation(kind);
        resumed.Train(file);
        Assert.Same(TestDevice.Instance, resumed.Model.Parameters[0].Value.Device);
        Assert.Equal(whole.WeightHash(), resumed.WeightHash());
        return true;
    });

    private static (double[] Losses, NdArray[] Weights) Train(Sequential model, NdArray images, Optimizer optimizer, RandomState random)
    {
        var data = new Dataset(images, random.RandInt(0, 4, [images.Shape[0]]));
        var trainer = new Trainer(model, F.SoftmaxCrossEntropy, optimizer) { Random = random };
        var history = trainer.Fit(new Loader(data, 8, random), epochs: 2, Metric.Accuracy("accuracy", data), Metric.Loss("mean loss", data, F.SoftmaxCrossEntropy));
        return ([.. history.Series.SelectMany(series => series.Values)], [.. model.Parameters.Select(p => p.Value), .. model.Buffers.Select(b => b.Buffer.Value)]);
    }

    private static TranslationRun Translation(TranslatorKind kind)
    {
        var settings = new TranslationSettings(kind, 1)
        {
            Epochs = 1,
            BatchSize = 8,
            RnnFeatures = 6,
            WarmUp = 10,
            LabelSmoothing = 0.1,
            Transformer = TransformerSettings.Course with { Features = 6, Hidden = 8, Heads = 2, HeadFeatures = 3, Layers = 1 },
        };
        return new TranslationRun(settings, TranslationData.Of(ToyCorpus.Create(20), settings.Special)) { CheckpointEvery = 2 };
    }

    private static void Agree(Func<(double[] Losses, NdArray[] Weights)> program)
    {
        var (expected, actual) = (DefaultDevice.During(Device.Cpu, program), DefaultDevice.During(TestDevice.Instance, program));
        Assert.All(expected.Weights, weight => Assert.Same(Device.Cpu, weight.Device));
        Assert.All(actual.Weights, weight => Assert.Same(TestDevice.Instance, weight.Device));
        Assert.NotEqual(expected.Losses[0], expected.Losses[1]);
        DeviceAssert.Close(NdArray.Of(expected.Losses), NdArray.Of(actual.Losses), Tolerance);
        for (int i = 0; i < expected.Weights.Length; i++)
            DeviceAssert.Close(expected.Weights[i], actual.Weights[i], Tolerance);
    }

    private sealed class Listener(Action<TranslationStatus> report) : IProgress<TranslationStatus>
    {
        public void Report(TranslationStatus value) => report(value);
    }
}

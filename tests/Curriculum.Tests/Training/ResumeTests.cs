using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;
using Curriculum.Tests.Shared;
using Curriculum.Training;

namespace Curriculum.Tests.Training;

/// <summary>A run that is killed and taken up again from its checkpoint, in objects that know nothing of the first, ends with the same bits as one that never stopped.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int Epochs = 4;

    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, Optimizer>> Makers = new()
    {
        ["SGD"] = p => new Sgd(p, 0.05) { WeightDecay = 1e-3 },
        ["momentum"] = p => new Momentum(p, 0.02),
        ["PyTorch's momentum, exponential schedule"] = p => new Momentum(p) { Form = OptimizerForm.PyTorch, Dampening = 0.1, Schedule = new ExponentialSchedule(0.05, 0.97) },
        ["Nesterov, steps"] = p => new Nesterov(p) { Schedule = new StepSchedule(0.02, 5, 0.5) },
        ["AdaGrad"] = p => new AdaGrad(p, 0.02) { LearningRateDecay = 0.1, InitialAccumulator = 0.1 },
        ["RMSProp"] = p => new RmsProp(p, 0.01),
        ["RMSProp, centred with momentum"] = p => new RmsProp(p, 0.005) { Centred = true, MomentumFactor = 0.5 },
        ["Adam, warm-up and cosine, clipped"] = p => new Adam(p) { Schedule = new WarmUpCosineSchedule(0.02, 4, 20), Clip = GradientClip.ByNorm(0.5) },
        ["AMSGrad"] = p => new Adam(p, 0.01) { AmsGrad = true },
        ["AdamW, cosine"] = p => new AdamW(p) { Schedule = new CosineSchedule(0.02, 20) },
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Optimizers => [.. Makers.Keys];

    private string File => _folder["run.npz"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_run_killed_in_the_middle_of_an_epoch_goes_on_to_the_same_bits(string optimizer)
    {
        var whole = new Run(Makers[optimizer]);
        whole.Fit();

        // 5 batches an epoch: update 8 is in the second.
        Run? killed = null;
        killed = new Run(Makers[optimizer], progress: status =>
        {
            if (status.Done != 8)
                return;
            Checkpoint.Save(File, killed!.Trainer, killed.Loader);
            throw new OperationCanceledException();
        });
        Assert.Throws<OperationCanceledException>(killed.Fit);

        var resumed = new Run(Makers[optimizer], seed: 99);
        Checkpoint.Load(File, resumed.Trainer, resumed.Loader);
        Assert.Equal((1, 3), (resumed.Loader.Epoch, resumed.Loader.Batch));
        resumed.Fit();
        Same(whole, resumed);
    }

    [Fact]
    public void A_run_that_stops_early_stops_at_the_same_update_with_the_same_best_weights_after_it_was_killed()
    {
        // The best measurement is the second of these; the fifth without a better one ends the run.
        double[] losses = [5, 3, 4, 4.5, 4.2, 3.5, 3.1, 2, 1];
        var rule = EarlyStopping.ByLoss("watched", 5);
        static double Watched(double[] losses, Run run) => losses[(run.Trainer.History.Iterations / 5) - 1];

        Run? whole = null;
        whole = new Run(Makers["AMSGrad"], stopping: rule, metric: new Metric("watched", _ => Watched(losses, whole!)));
        NdArray[]? best = null;
        whole.Measured = t => best ??= t.History["watched"].Count == 2 ? [.. t.Model.Parameters.Select(p => p.Value)] : null;
        whole.Fit(9);
        Assert.Equal(7, whole.Trainer.History["watched"].Count);
        Assert.Equal(best!.SelectMany(b => b.ToArray<float>()), whole.Trainer.Model.Parameters.SelectMany(p => p.Value.ToArray<float>()));

        Run? killed = null;
        killed = new Run(Makers["AMSGrad"], stopping: rule, metric: new Metric("watched", _ => Watched(losses, killed!)));
        killed.Measured = t =>
        {
            if (t.History["watched"].Count != 4)
                return;
            Checkpoint.Save(File, t, killed.Loader);
            throw new OperationCanceledException();
        };
        Assert.Throws<OperationCanceledException>(() => killed.Fit(9));

        Run? resumed = null;
        resumed = new Run(Makers["AMSGrad"], seed: 99, stopping: rule, metric: new Metric("watched", _ => Watched(losses, resumed!)));
        Checkpoint.Load(File, resumed.Trainer, resumed.Loader);
        resumed.Fit(9 - resumed.Loader.Epoch);
        Same(whole, resumed);
    }

    [Fact]
    public void A_loader_of_other_data_or_other_batches_is_refused_and_nothing_changes()
    {
        var run = new Run(Makers["SGD"]);
        Checkpoint.Save(File, run.Trainer, run.Loader);
        var other = new Run(Makers["SGD"], seed: 99);
        var before = other.Bits();
        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(File, other.Trainer, new Loader(run.Loader.Data[..8], 8, new RandomState(1))));
        Assert.Equal($"{File}: loader/order must be Int64 [8] as in the loader, got Int64 [38]. Make the loader as it was when it was saved.", error.Message);
        error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(File, other.Trainer, new Loader(run.Loader.Data, 4, new RandomState(1))));
        Assert.Equal($"{File}: must hold a run with batches of 4, got 8. Make the loader as it was when it was saved.", error.Message);
        Assert.Equal(before, other.Bits());
    }

    private static void Same(Run expected, Run actual)
    {
        Assert.Equal(expected.Bits(), actual.Bits());
        Assert.Equal(expected.Trainer.Optimizer.StepCount, actual.Trainer.Optimizer.StepCount);
        Assert.Equal(expected.Trainer.Optimizer.LearningRate, actual.Trainer.Optimizer.LearningRate);
        Assert.Equal(expected.Trainer.History.Iterations, actual.Trainer.History.Iterations);
        Assert.Equal(expected.Trainer.History.Series.Select(s => s.Name), actual.Trainer.History.Series.Select(s => s.Name));
        foreach (var (a, b) in expected.Trainer.History.Series.Zip(actual.Trainer.History.Series))
        {
            Assert.Equal(a.Iterations, b.Iterations);
            Assert.Equal(a.Values, b.Values);
        }

        // What would be drawn next.
        Assert.Equal(expected.Trainer.Random!.Rand(3).ToArray<double>(), actual.Trainer.Random!.Rand(3).ToArray<double>());
        Assert.Equal(expected.Loader.Next().Targets.ToArray<long>(), actual.Loader.Next().Targets.ToArray<long>());
    }

    // Convolution, batch norm's running statistics, dropout, a penalty, an order of examples of its own in every epoch.
    private sealed class Run
    {
        private readonly Metric _metric;

        public Run(
            Func<IEnumerable<Parameter>, Optimizer> optimizer, uint seed = 1, Action<TrainingStatus>? progress = null, EarlyStopping? stopping = null, Metric? metric = null)
        {
            var (data, random) = (new RandomState(42), new RandomState(seed));
            var inputs = data.RandN(38, 1, 4, 5).As(DType.Float32);
            var dataset = new Dataset(inputs, (inputs.Sum([1, 2, 3]) > 0).As(DType.Int64));
            var model = new Sequential(
                Conv2d.Create(1, 3, 3, random, padding: 1), BatchNorm.Create(3), new Relu(), new MaxPool2d(2), new Flatten(), new Dropout(0.3), Linear.Create(12, 2, random));
            Loader = new Loader(dataset, 8, new RandomState(seed + 1));
            Trainer = new Trainer(model, F.SoftmaxCrossEntropy, optimizer(model.Parameters))
            {
                Random = new RandomState(seed + 2),
                Penalty = Penalty.ElasticNet(1e-3, 0.5),
                EarlyStopping = stopping,
                Progress = progress is null ? null : new Listener(progress),
                Measured = t => Measured?.Invoke(t),
            };
            _metric = metric ?? Metric.Loss("loss of all", dataset, F.SoftmaxCrossEntropy);
        }

        public Trainer Trainer { get; }

        public Loader Loader { get; }

        public Action<Trainer>? Measured { get; set; }

        public void Fit() => Fit(Epochs - Loader.Epoch);

        public void Fit(int epochs) => Trainer.Fit(Loader, epochs, _metric);

        public float[] Bits() =>
        [
            .. Trainer.Model.Parameters.SelectMany(p => p.Value.ToArray<float>()),
            .. Trainer.Model.Buffers.SelectMany(b => b.Buffer.Value.ToArray<float>()),
            .. Trainer.Optimizer.States.SelectMany(state => state.Names.SelectMany(name => state[name].ToArray<float>()).Append(state.Steps)),
        ];
    }

    // At once, on the thread of the loop: the kill must come between two updates.
    private sealed class Listener(Action<TrainingStatus> report) : IProgress<TrainingStatus>
    {
        public void Report(TrainingStatus value) => report(value);
    }
}

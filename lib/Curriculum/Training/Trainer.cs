using System.Diagnostics;
using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Data;
using Curriculum.Layers;
using Curriculum.Optimizers;

namespace Curriculum.Training;

/// <summary>The training loop: forward, loss, backward, step, again and again.</summary>
/// <remarks>
/// <code>
/// var trainer = new Trainer(model, F.SoftmaxCrossEntropy, new Sgd(model.Parameters, 0.1)) { Progress = new ProgressBar() };
/// var history = trainer.Fit(new Loader(data.Train, 100, random), epochs: 5, Metric.Accuracy("test accuracy", data.Test));
/// </code>
/// Or, with mini-batches drawn by a function: <c>trainer.Fit(() => Batches.Sample(data.Train, 100, random), iterations: 2000, evaluateEvery: 100, …)</c>.
/// The same seeds give the same numbers to the last bit.
/// </remarks>
public sealed class Trainer
{
    private const string LossSeries = "loss";

    /// <summary>A loop that trains a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="loss">The model's output and the targets → a single number to make small, such as <c>F.SoftmaxCrossEntropy</c>.</param>
    /// <param name="optimizer">Moves the model's parameters.</param>
    /// <exception cref="ArgumentException">The optimizer holds no parameter of the model.</exception>
    public Trainer(Layer model, Func<Tensor, Tensor, Tensor> loss, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(optimizer);
        // A cell that makes the model anew leaves an optimizer of the old one behind: nothing would be learned, without a word.
        if (!model.Parameters.Any(own => optimizer.Parameters.Any(moved => ReferenceEquals(moved.Tensor, own.Tensor))))
            throw new ArgumentException($"Trainer: optimizer must hold parameters of the model, got those of another model. Make it anew: new {optimizer.GetType().Name}(model.Parameters).", nameof(optimizer));
        (Model, Loss, Optimizer) = (model, loss, optimizer);
    }

    /// <summary>The model.</summary>
    public Layer Model { get; }

    /// <summary>The model's output and the targets → the loss.</summary>
    public Func<Tensor, Tensor, Tensor> Loss { get; }

    /// <summary>Moves the parameters.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Where dropout masks come from; models without dropout need none.</summary>
    public RandomState? Random { get; init; }

    /// <summary>A term added to the loss, such as <c>Penalty.L2(1e-4)</c>; null: none.</summary>
    public Penalty? Penalty { get; init; }

    /// <summary>When to stop early; null: never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Told after every update how far the run has come, and once more when it is over, such as <see cref="ProgressBar"/>; null: nobody.</summary>
    public IProgress<TrainingStatus>? Progress { get; init; }

    /// <summary>Called whenever the metrics have been measured, such as <c>t => Checkpoint.Save("run.npz", t, loader)</c>; null: nothing.</summary>
    public Action<Trainer>? Measured { get; init; }

    /// <summary>Whether the memory of each step is given back at once (<see cref="Tensor.Release"/>): faster with large models, and only where nobody keeps a tensor of the forward pass.</summary>
    public bool ReleasesSteps { get; init; }

    /// <summary>Everything recorded so far; a further <c>Fit</c> goes on where the last one stopped.</summary>
    public History History { get; } = new();

    // The early stopping of a run that is not over; a checkpoint carries it on.
    internal EarlyStoppingWatch? Watch { get; set; }

    /// <summary>One update on one mini-batch.</summary>
    /// <param name="batch">Inputs and targets.</param>
    /// <returns>The loss before the update, without the penalty.</returns>
    public double Step(Dataset batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var output = Model.Forward(batch.Inputs, Pass.Training(Random));
        var loss = Loss(output, batch.Targets);
        var objective = Penalty is null ? loss : loss + Penalty.Of(Model.Parameters);
        objective.Backward();
        Optimizer.Step();
        History.Iterations++;
        double value = loss.Item();
        if (ReleasesSteps)
            objective.Release();
        return value;
    }

    /// <summary>So many updates on mini-batches drawn one by one, with the metrics measured now and then.</summary>
    /// <param name="draw">Gives the next mini-batch.</param>
    /// <param name="iterations">How many updates.</param>
    /// <param name="evaluateEvery">After how many updates the metrics are measured; also after the last. 0: only after the last.</param>
    /// <param name="metrics">What is measured.</param>
    /// <returns>The <see cref="History"/>: the series <c>loss</c> (of every mini-batch, before its update) and one for each metric.</returns>
    public History Fit(Func<Dataset> draw, int iterations, int evaluateEvery = 0, params IReadOnlyList<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(draw);
        ArgumentOutOfRangeException.ThrowIfNegative(iterations);
        return Fit(Enumerable.Range(0, iterations).Select(_ => draw()), iterations, Every(evaluateEvery), metrics);
    }

    /// <summary>An update on each of these mini-batches, such as those of an epoch, with the metrics measured now and then.</summary>
    /// <param name="batches">The mini-batches.</param>
    /// <param name="evaluateEvery">After how many updates the metrics are measured; also after the last. 0: only after the last.</param>
    /// <param name="metrics">What is measured.</param>
    /// <returns>The <see cref="History"/>: the series <c>loss</c> (of every mini-batch, before its update) and one for each metric.</returns>
    public History Fit(IEnumerable<Dataset> batches, int evaluateEvery = 0, params IReadOnlyList<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return Fit(batches, batches.TryGetNonEnumeratedCount(out int count) ? count : null, Every(evaluateEvery), metrics);
    }

    /// <summary>So many passes over a data set, with the metrics measured at the end of each.</summary>
    /// <param name="loader">Gives the mini-batches. Where it stands in the middle of an epoch, as after a checkpoint, that epoch is finished and counts as the first.</param>
    /// <param name="epochs">How many epochs.</param>
    /// <param name="metrics">What is measured.</param>
    /// <returns>The <see cref="History"/>: the series <c>loss</c> (of every mini-batch, before its update) and one for each metric.</returns>
    public History Fit(Loader loader, int epochs, params IReadOnlyList<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(loader);
        ArgumentOutOfRangeException.ThrowIfNegative(epochs);
        int total = Math.Max(0, (epochs * loader.BatchesPerEpoch) - loader.Batch);
        return Fit(Enumerable.Range(0, total).Select(_ => loader.Next()), total, () => loader.Batch == 0, metrics);
    }

    private Func<bool> Every(int updates)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(updates, "evaluateEvery");
        return () => updates > 0 && History.Iterations % updates == 0;
    }

    private History Fit(IEnumerable<Dataset> batches, int? total, Func<bool> isDue, IReadOnlyList<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        // Now, and not after the first epoch.
        if (EarlyStopping is { Series: var watched } && watched != LossSeries && metrics.All(metric => metric.Name != watched))
            throw new ArgumentException($"Trainer: early stopping watches '{watched}', which nothing measures. Metrics: {(metrics.Count == 0 ? "none" : string.Join(", ", metrics.Select(m => $"'{m.Name}'")))}.", nameof(metrics));
        var clock = Stopwatch.StartNew();
        Watch ??= EarlyStopping is null ? null : new EarlyStoppingWatch(EarlyStopping, Model);
        var status = new TrainingStatus(0, total, double.NaN, TimeSpan.Zero);
        bool isMeasured = false, stops = false;
        foreach (var batch in batches)
        {
            double loss = Step(batch);
            History.Record(LossSeries, History.Iterations, loss);
            status = new TrainingStatus(status.Done + 1, total, loss, clock.Elapsed);
            Progress?.Report(status);
            isMeasured = isDue();
            if (isMeasured)
                stops = Measure(metrics);
            if (stops)
                break;
        }

        if (!isMeasured)
            Measure(metrics);
        Watch?.RestoreBest();
        Watch = null;
        Progress?.Report(status with { Elapsed = clock.Elapsed, IsFinished = true });
        return History;
    }

    private bool Measure(IReadOnlyList<Metric> metrics)
    {
        foreach (var metric in metrics)
            History.Record(metric.Name, History.Iterations, metric.Measure(Model));
        bool stops = Watch?.StopsAfter(History) ?? false;
        Measured?.Invoke(this);
        return stops;
    }
}

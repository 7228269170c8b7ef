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
/// var trainer = new Trainer(model, F.SoftmaxCrossEntropy, new Sgd(model.Parameters, 0.1));
/// var history = trainer.Fit(() => Batches.Sample(data.Train, 100, random), iterations: 2000, evaluateEvery: 100,
///     Metric.Accuracy("test accuracy", data.Test));
/// </code>
/// The same seeds give the same numbers to the last bit.
/// </remarks>
public sealed class Trainer
{
    /// <summary>A loop that trains a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="loss">The model's output and the targets → a single number to make small, such as <c>F.SoftmaxCrossEntropy</c>.</param>
    /// <param name="optimizer">Moves the model's parameters.</param>
    public Trainer(Layer model, Func<Tensor, Tensor, Tensor> loss, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(optimizer);
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

    /// <summary>Told after every update how far the run has come, such as <see cref="ConsoleProgress"/>; null: nobody.</summary>
    public IProgress<TrainingStatus>? Progress { get; init; }

    /// <summary>Everything recorded so far; a further <c>Fit</c> goes on where the last one stopped.</summary>
    public History History { get; } = new();

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
        return loss.Item();
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
        return Fit(Enumerable.Range(0, iterations).Select(_ => draw()), iterations, evaluateEvery, metrics);
    }

    /// <summary>An update on each of these mini-batches, such as those of an epoch, with the metrics measured now and then.</summary>
    /// <param name="batches">The mini-batches.</param>
    /// <param name="evaluateEvery">After how many updates the metrics are measured; also after the last. 0: only after the last.</param>
    /// <param name="metrics">What is measured.</param>
    /// <returns>The <see cref="History"/>: the series <c>loss</c> (of every mini-batch, before its update) and one for each metric.</returns>
    public History Fit(IEnumerable<Dataset> batches, int evaluateEvery = 0, params IReadOnlyList<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return Fit(batches, batches.TryGetNonEnumeratedCount(out int count) ? count : null, evaluateEvery, metrics);
    }

    private History Fit(IEnumerable<Dataset> batches, int? total, int evaluateEvery, IReadOnlyList<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentOutOfRangeException.ThrowIfNegative(evaluateEvery);
        var clock = Stopwatch.StartNew();
        var watch = EarlyStopping is null ? null : new EarlyStoppingWatch(EarlyStopping, Model);
        int done = 0;
        bool isMeasured = false, stops = false;
        foreach (var batch in batches)
        {
            double loss = Step(batch);
            History.Record("loss", History.Iterations, loss);
            Progress?.Report(new TrainingStatus(++done, total, loss, clock.Elapsed));
            isMeasured = evaluateEvery > 0 && History.Iterations % evaluateEvery == 0;
            if (isMeasured)
                stops = Measure(metrics, watch);
            if (stops)
                break;
        }

        if (!isMeasured)
            Measure(metrics, watch);
        watch?.RestoreBest();
        return History;
    }

    private bool Measure(IReadOnlyList<Metric> metrics, EarlyStoppingWatch? watch)
    {
        foreach (var metric in metrics)
            History.Record(metric.Name, History.Iterations, metric.Measure(Model));
        return watch?.StopsAfter(History) ?? false;
    }
}

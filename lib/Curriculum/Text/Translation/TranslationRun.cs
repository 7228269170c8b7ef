using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Training;

namespace Curriculum.Text.Translation;

/// <summary>Trains a model on a corpus and measures it after every epoch. With a checkpoint, a run that was stopped or killed goes on to the same bits.</summary>
public sealed class TranslationRun
{
    /// <summary>What <see cref="CheckpointEvery"/> is unless it is set.</summary>
    public const int DefaultCheckpointEvery = 125;

    private const string UpdateSeconds = "update seconds";

    private readonly RandomState _random;
    private readonly Loader _loader;
    private readonly Trainer _trainer;
    private readonly Stopwatch _update = new();
    private readonly double _tokensPerBatch;
    private TranslationEpoch? _measured;
    private string? _fingerprint;
    private (string? Checkpoint, IProgress<TranslationStatus>? Progress, CancellationToken Cancel) _surroundings;

    /// <summary>A run at its beginning.</summary>
    /// <param name="settings">Everything that decides it.</param>
    /// <param name="data">The corpus, encoded with <see cref="TranslationSettings.Special"/>.</param>
    /// <exception cref="ArgumentException">The corpus is encoded with other special tokens: words would be taken for them.</exception>
    public TranslationRun(TranslationSettings settings, TranslationData data)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(data);
        foreach (var vocabulary in (Vocabulary[])[data.Source, data.Target])
        {
            if (vocabulary.Special != settings.Special)
                throw new ArgumentException($"TranslationRun: data must be encoded with {settings.Special}, as the {settings.Model} has them, got {vocabulary.Special}. Use TranslationData.Of(corpus, settings.Special).", nameof(data));
        }

        (Settings, Data, _random) = (settings, data, new RandomState(settings.Seed));
        Model = settings.CreateModel(data, _random);
        var places = NdArray.Arange(data.Train.Count).To(Device.Cpu);
        _loader = new Loader(new Dataset(places, places), settings.BatchSize, _random);
        _trainer = new Trainer(new TranslationObjective(Model, data.Train, settings.LabelSmoothing), (loss, _) => loss, settings.CreateOptimizer(Model))
        {
            Random = _random,
            ReleasesSteps = true,
            Progress = new Listener(OnUpdate),
            Measured = _ => OnMeasured(),
        };
        _tokensPerBatch = (double)data.Train.Sum(pair => pair.Target.Length + 1) / _loader.BatchesPerEpoch;
    }

    /// <summary>Everything that decides the run.</summary>
    public TranslationSettings Settings { get; }

    /// <summary>The corpus.</summary>
    public TranslationData Data { get; }

    /// <summary>The model, as far as it is trained.</summary>
    public Translator Model { get; }

    /// <summary>After how many updates of an epoch the checkpoint is written anew; it is also written after the epoch.</summary>
    public int CheckpointEvery { get; init; } = DefaultCheckpointEvery;

    /// <summary>Told what was measured, after every epoch; null: nobody.</summary>
    public Action<TranslationEpoch>? Measured { get; init; }

    /// <summary>What was measured after each epoch so far.</summary>
    public IReadOnlyList<TranslationEpoch> Epochs
    {
        get
        {
            var series = TranslationEpoch.Measures.Select(measure => _trainer.History.Series.FirstOrDefault(s => s.Name == measure.Name)).ToList();
            return [.. Enumerable.Range(0, series[0]?.Count ?? 0).Select(i => TranslationEpoch.Of(i + 1, [.. series.Select(s => s!.Values[i])]))];
        }
    }

    /// <summary>SHA-256 of all weights, in the order of <see cref="Layers.Module.Parameters"/>.</summary>
    public string WeightHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in Model.Parameters)
            hash.AppendData(MemoryMarshal.AsBytes<float>(parameter.Value.ToArray<float>()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Trains and measures until <see cref="TranslationSettings.Epochs"/> are done.</summary>
    /// <param name="checkpoint">Where the run is kept, and taken up if it is there already; null: nowhere.</param>
    /// <param name="progress">Told after every update.</param>
    /// <param name="cancel">Stops between two updates; what is in the checkpoint then is enough to go on.</param>
    /// <exception cref="CheckpointException">The checkpoint is damaged, or of a run with other settings or another corpus.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Train(string? checkpoint = null, IProgress<TranslationStatus>? progress = null, CancellationToken cancel = default)
    {
        _surroundings = (checkpoint, progress, cancel);
        if (checkpoint is not null && File.Exists(checkpoint))
            Checkpoint.Load(checkpoint, _trainer, _loader, (Fingerprint(), _random));
        _update.Restart();
        if (_loader.Epoch < Settings.Epochs)
            _trainer.Fit(_loader, Settings.Epochs - _loader.Epoch, [.. TranslationEpoch.Measures.Select(measure => new Metric(measure.Name, _ => measure.Of(Measure())))]);
    }

    // The name of the run's random stream. A run may be prolonged; everything else must be as it was.
    private string Fingerprint()
        => _fingerprint ??= $"{Settings.Model}, settings {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Settings with { Epochs = 0 }}")))[..16]}, corpus {Data.Hash()[..16]}";

    // Between the last update of an epoch and its measurements nothing may be saved: they would be missing after that checkpoint.
    private void OnUpdate(TrainingStatus status)
    {
        if (status.IsFinished)
            return;
        var history = _trainer.History;
        history.Record(UpdateSeconds, history.Iterations, _update.Elapsed.TotalSeconds);
        var (checkpoint, progress, cancel) = _surroundings;
        int batches = _loader.BatchesPerEpoch, done = _loader.Batch == 0 ? batches : _loader.Batch;
        double speed = status.Done / history[UpdateSeconds].Values.TakeLast(status.Done).Sum();
        progress?.Report(new TranslationStatus(
            (history.Iterations + batches - 1) / batches, Settings.Epochs, done, batches, status.Loss / Math.Min(Settings.BatchSize, Data.Train.Count), speed * _tokensPerBatch,
            TimeSpan.FromSeconds(((Settings.Epochs * batches) - history.Iterations) / speed)));
        if (_loader.Batch > 0 && checkpoint is not null && (_loader.Batch % CheckpointEvery == 0 || cancel.IsCancellationRequested))
            Save(checkpoint);
        if (_loader.Batch > 0)
            cancel.ThrowIfCancellationRequested();
        _update.Restart();
    }

    private void OnMeasured()
    {
        _measured = null;
        var (checkpoint, _, cancel) = _surroundings;
        if (checkpoint is not null)
            Save(checkpoint);
        Measured?.Invoke(Epochs[^1]);
        cancel.ThrowIfCancellationRequested();
        _update.Restart();
    }

    private void Save(string checkpoint)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(checkpoint))!);
        Checkpoint.Save(checkpoint, _trainer, _loader, (Fingerprint(), _random));
    }

    // All measurements at once: the trainer asks for them one by one.
    private TranslationEpoch Measure() => _measured ??= MeasureNow();

    private TranslationEpoch MeasureNow()
    {
        int batches = _loader.BatchesPerEpoch;
        var cancel = _surroundings.Cancel;
        var gold = TranslationScores.Of(Model, Data.Validation, DecoderInputs.Gold, Settings.BatchSize);
        cancel.ThrowIfCancellationRequested();
        // The course validates its RNN while it reads its own words, and its Transformer while it reads the right ones.
        var own = Settings.Model == TranslatorKind.Rnn ? TranslationScores.Of(Model, Data.Validation, DecoderInputs.Own, Settings.BatchSize) : null;
        var ownBleu = own?.Bleu ?? TranslationScores.OfGreedy(Model, Data.Validation, Settings.MaxLength);
        cancel.ThrowIfCancellationRequested();
        return new TranslationEpoch(
            _trainer.History.Iterations / batches,
            _trainer.History["loss"].Values.TakeLast(batches).Sum() / Data.Train.Count,
            (own ?? gold).Loss,
            100 * gold.Bleu.Value,
            100 * ownBleu.Value,
            100 * TranslationScores.OfGreedy(Model, Data.Development, Settings.MaxLength).Value,
            Model.ReadsSourceBegin == Model.TrainsOnSourceBegin ? null : 100 * TranslationScores.OfGreedy(Model, Data.Development, Settings.MaxLength, Model.TrainsOnSourceBegin).Value,
            _trainer.History[UpdateSeconds].Values.TakeLast(batches).Sum());
    }

    // At once, on the thread of the loop: a checkpoint must be written between two updates.
    private sealed class Listener(Action<TrainingStatus> report) : IProgress<TrainingStatus>
    {
        public void Report(TrainingStatus value) => report(value);
    }
}

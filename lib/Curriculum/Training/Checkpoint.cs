using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Layers;
using Curriculum.Optimizers;

namespace Curriculum.Training;

/// <summary>Keeps a model, or a whole training run, in a file and takes it up again: a run that goes on from its checkpoint gives the same bits as one that never stopped.</summary>
/// <remarks>
/// The file is an .npz archive (NumPy opens it, too) with a header in JSON and a SHA-256 of every array. Make the same model and trainer again, then load into them:
/// <code>
/// Checkpoint.Save("run.npz", trainer, loader);
/// …
/// Checkpoint.Load("run.npz", trainer, loader);
/// </code>
/// <c>new Trainer(…) { Measured = t => Checkpoint.Save("run.npz", t, loader) }</c> saves whenever the metrics have been measured.
/// </remarks>
public static class Checkpoint
{
    private const string TrainerRandom = "trainer";
    private const string RandomPrefix = "random/";
    private const string HistoryPrefix = "history/";
    private const string LoaderPrefix = "loader/";
    private const string BestPrefix = "early-stopping/";

    /// <summary>Saves the parameters and buffers of a model.</summary>
    /// <param name="path">The file; an older one is replaced only when the new one is complete.</param>
    /// <param name="model">The model.</param>
    public static void Save(string path, Module model)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(model);
        CheckpointFile.Write(path, new CheckpointHeader("", 0, model.ToString(), null, 0, 0, 0, new Dictionary<string, string>()), new ModelSnapshot(model).Arrays);
    }

    /// <summary>Puts saved parameters and buffers into a model of the same structure.</summary>
    /// <param name="path">The file, of a model or of a training run.</param>
    /// <param name="model">The model; it is changed only if everything fits.</param>
    /// <exception cref="CheckpointException">The file is no checkpoint, is damaged, or holds another model.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static void Load(string path, Module model)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(model);
        var (_, arrays) = CheckpointFile.Read(path);
        Check(path, arrays, new ModelSnapshot(model).Arrays);
        new ModelSnapshot(model, name => arrays[name]).Restore(model);
    }

    /// <summary>Saves a training run whose mini-batches are drawn from a random stream: model, optimizer, history, early stopping and random streams.</summary>
    /// <param name="path">The file; an older one is replaced only when the new one is complete.</param>
    /// <param name="trainer">The trainer; its <see cref="Trainer.Random"/> is saved, too.</param>
    /// <param name="randoms">Other streams that the run draws from, such as that of the mini-batches, each with a name.</param>
    public static void Save(string path, Trainer trainer, params IReadOnlyList<(string Name, RandomState Random)> randoms) => Save(path, trainer, null, randoms);

    /// <summary>Saves a training run: model, optimizer, history, early stopping, the loader's place in its epoch, and random streams.</summary>
    /// <param name="path">The file; an older one is replaced only when the new one is complete.</param>
    /// <param name="trainer">The trainer; its <see cref="Trainer.Random"/> is saved, too.</param>
    /// <param name="loader">Gives the mini-batches; null: they are drawn from one of the streams.</param>
    /// <param name="randoms">Other streams that the run draws from, each with a name.</param>
    public static void Save(string path, Trainer trainer, Loader? loader, params IReadOnlyList<(string Name, RandomState Random)> randoms)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(randoms);
        var optimizer = trainer.Optimizer;
        var header = new CheckpointHeader(
            "", 0, trainer.Model.ToString(), optimizer.GetType().Name, optimizer.StepCount, optimizer.LearningRate, trainer.History.Iterations, new Dictionary<string, string>());
        CheckpointFile.Write(path, header, [
            .. new ModelSnapshot(trainer.Model).Arrays,
            .. OptimizerArrays(optimizer),
            .. trainer.History.Series.SelectMany(HistoryArrays),
            .. Streams(trainer, loader, randoms),
            .. Under(BestPrefix, trainer.Watch?.GetState() ?? []),
        ]);
    }

    /// <summary>Takes up a training run whose mini-batches are drawn from a random stream where it was saved.</summary>
    /// <param name="path">The file.</param>
    /// <param name="trainer">A trainer made as the saved one was; it is changed only if everything fits.</param>
    /// <param name="randoms">The streams that were saved with it, by the same names.</param>
    /// <exception cref="CheckpointException">The file is no checkpoint of a run, is damaged, or holds another model, optimizer or stream.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static void Load(string path, Trainer trainer, params IReadOnlyList<(string Name, RandomState Random)> randoms) => Load(path, trainer, null, randoms);

    /// <summary>Takes up a training run where it was saved.</summary>
    /// <param name="path">The file.</param>
    /// <param name="trainer">A trainer made as the saved one was; it is changed only if everything fits.</param>
    /// <param name="loader">A loader made as the saved one was, on the same data; null: there was none.</param>
    /// <param name="randoms">The streams that were saved with it, by the same names.</param>
    /// <exception cref="CheckpointException">The file is no checkpoint of a run, is damaged, or holds another model, optimizer, loader or stream.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static void Load(string path, Trainer trainer, Loader? loader, params IReadOnlyList<(string Name, RandomState Random)> randoms)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(randoms);
        var (header, arrays) = CheckpointFile.Read(path);
        var optimizer = trainer.Optimizer;
        if (header.Optimizer != optimizer.GetType().Name)
            throw new CheckpointException($"{path}: must hold a run with {optimizer.GetType().Name}, got {header.Optimizer ?? "a model alone"}. Make the trainer as it was when it was saved.");
        Check(path, arrays, [.. new ModelSnapshot(trainer.Model).Arrays, .. Streams(trainer, loader, randoms)]);
        if (loader is not null && arrays[LoaderPrefix + "place"].ToArray<long>()[2] is var size && size != loader.BatchSize)
            throw new CheckpointException($"{path}: must hold a run with batches of {loader.BatchSize}, got {size}. Make the loader as it was when it was saved.");

        new ModelSnapshot(trainer.Model, name => arrays[name]).Restore(trainer.Model);
        for (int i = 0; i < optimizer.States.Count; i++)
            RestoreState(arrays, $"optimizer/{optimizer.Parameters[i].Name}/", optimizer.States[i]);
        (optimizer.StepCount, optimizer.LearningRate) = (header.Steps, header.LearningRate);
        RestoreHistory(arrays, trainer.History, header.Iterations);
        foreach (var (name, random) in Randoms(trainer, randoms))
            random.SetState(arrays[RandomPrefix + name]);
        loader?.SetState(name => arrays[LoaderPrefix + name]);
        trainer.Watch = null;
        if (trainer.EarlyStopping is { } rule && arrays.ContainsKey(BestPrefix + "best"))
            (trainer.Watch = new EarlyStoppingWatch(rule, trainer.Model)).SetState(name => arrays[BestPrefix + name]);
    }

    private static IEnumerable<(string Name, NdArray Array)> OptimizerArrays(Optimizer optimizer)
    {
        foreach (var (parameter, state) in optimizer.Parameters.Zip(optimizer.States))
        {
            yield return ($"optimizer/{parameter.Name}/steps", NdArray.Scalar(state.Steps, DType.Int64));
            foreach (string name in state.Names)
                yield return ($"optimizer/{parameter.Name}/{name}", state[name]);
        }
    }

    private static IEnumerable<(string Name, NdArray Array)> HistoryArrays(Series series)
        => [(HistoryPrefix + series.Name, NdArray.Stack(0, NdArray.Of([.. series.Iterations]), NdArray.Of([.. series.Values])))];

    // Everything that decides what is drawn next.
    private static IEnumerable<(string Name, NdArray Array)> Streams(Trainer trainer, Loader? loader, IReadOnlyList<(string Name, RandomState Random)> randoms)
        => [.. Randoms(trainer, randoms).Select(r => (RandomPrefix + r.Name, r.Random.GetState())), .. Under(LoaderPrefix, loader?.GetState() ?? [])];

    private static IEnumerable<(string Name, NdArray Array)> Under(string prefix, IEnumerable<(string Name, NdArray Array)> arrays) => arrays.Select(a => (prefix + a.Name, a.Array));

    private static IEnumerable<(string Name, RandomState Random)> Randoms(Trainer trainer, IReadOnlyList<(string Name, RandomState Random)> randoms)
        => trainer.Random is null ? randoms : [(TrainerRandom, trainer.Random), .. randoms];

    private static string? StreamOf(string array) => array.StartsWith(RandomPrefix, StringComparison.Ordinal) ? array[RandomPrefix.Length..] : null;

    // Everything is compared before anything is changed.
    private static void Check(string path, IReadOnlyDictionary<string, NdArray> arrays, IReadOnlyList<(string Name, NdArray Array)> wanted)
    {
        foreach (var (name, array) in wanted)
        {
            if (!arrays.TryGetValue(name, out var saved) && StreamOf(name) is { } stream)
            {
                var others = arrays.Keys.Except(wanted.Select(w => w.Name)).Select(StreamOf).OfType<string>();
                throw new CheckpointException($"{path}: must hold the random stream {stream}, got {string.Join(" and ", others.DefaultIfEmpty("none"))}. "
                    + "Make the run with the settings and the data that it was saved with, or delete the file to begin anew.");
            }

            if (saved is null)
                throw new CheckpointException($"{path}: must hold {name} {array.Shape}, but does not. It holds {string.Join(", ", arrays.Keys.Take(8))}{(arrays.Count > 8 ? " …" : "")}: is it of another model?");
            if (saved.Shape != array.Shape || saved.DType != array.DType)
            {
                string part = name.StartsWith(LoaderPrefix, StringComparison.Ordinal) ? "loader" : "model";
                throw new CheckpointException($"{path}: {name} must be {array.DType} {array.Shape} as in the {part}, got {saved.DType} {saved.Shape}. Make the {part} as it was when it was saved.");
            }
        }
    }

    private static void RestoreHistory(IReadOnlyDictionary<string, NdArray> arrays, History history, int iterations)
    {
        history.Clear();
        history.Iterations = iterations;
        foreach (var (name, array) in arrays.Where(a => a.Key.StartsWith(HistoryPrefix, StringComparison.Ordinal)))
        {
            double[] values = array.ToArray<double>();
            for (int i = 0; i < array.Shape[1]; i++)
                history.Record(name[HistoryPrefix.Length..], values[i], values[array.Shape[1] + i]);
        }
    }

    private static void RestoreState(IReadOnlyDictionary<string, NdArray> arrays, string prefix, OptimizerState state)
    {
        state.Clear();
        foreach (var (name, array) in arrays.Where(a => a.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            if (name == prefix + "steps")
                state.Steps = (long)array;
            else
                state[name[prefix.Length..]] = array;
        }
    }
}

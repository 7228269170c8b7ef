using Curriculum.Arrays;
using Curriculum.Layers;
using Curriculum.Optimizers;

namespace Curriculum.Training;

/// <summary>Keeps a model, or a whole training run, in a file and takes it up again: a run that goes on from its checkpoint gives the same bits as one that never stopped.</summary>
/// <remarks>
/// The file is an .npz archive (NumPy opens it, too) with a header in JSON and a SHA-256 of every array. Make the same model and trainer again, then load into them:
/// <code>
/// Checkpoint.Save("run.npz", trainer, ("batches", random));
/// …
/// Checkpoint.Load("run.npz", trainer, ("batches", random));
/// </code>
/// </remarks>
public static class Checkpoint
{
    private const string TrainerRandom = "trainer";

    /// <summary>Saves the parameters and buffers of a model.</summary>
    /// <param name="path">The file; an older one is replaced only when the new one is complete.</param>
    /// <param name="model">The model.</param>
    public static void Save(string path, Module model)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(model);
        CheckpointFile.Write(path, new CheckpointHeader("", 0, model.ToString(), null, 0, 0, 0, new Dictionary<string, string>()), [.. ModelArrays(model)]);
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
        Check(path, arrays, ModelArrays(model));
        Restore(arrays, model);
    }

    /// <summary>Saves a training run: model, optimizer, history and random streams.</summary>
    /// <param name="path">The file; an older one is replaced only when the new one is complete.</param>
    /// <param name="trainer">The trainer; its <see cref="Trainer.Random"/> is saved, too.</param>
    /// <param name="randoms">Other streams that the run draws from, such as that of the mini-batches, each with a name.</param>
    public static void Save(string path, Trainer trainer, params IReadOnlyList<(string Name, RandomState Random)> randoms)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(randoms);
        var optimizer = trainer.Optimizer;
        var header = new CheckpointHeader(
            "", 0, trainer.Model.ToString(), optimizer.GetType().Name, optimizer.StepCount, optimizer.LearningRate, trainer.History.Iterations, new Dictionary<string, string>());
        CheckpointFile.Write(path, header, [
            .. ModelArrays(trainer.Model),
            .. OptimizerArrays(optimizer),
            .. trainer.History.Series.SelectMany(HistoryArrays),
            .. Randoms(trainer, randoms).Select(r => ("random/" + r.Name, r.Random.GetState())),
        ]);
    }

    /// <summary>Takes up a training run where it was saved.</summary>
    /// <param name="path">The file.</param>
    /// <param name="trainer">A trainer made as the saved one was; it is changed only if everything fits.</param>
    /// <param name="randoms">The streams that were saved with it, by the same names.</param>
    /// <exception cref="CheckpointException">The file is no checkpoint of a run, is damaged, or holds another model, optimizer or stream.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static void Load(string path, Trainer trainer, params IReadOnlyList<(string Name, RandomState Random)> randoms)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(randoms);
        var (header, arrays) = CheckpointFile.Read(path);
        var optimizer = trainer.Optimizer;
        if (header.Optimizer != optimizer.GetType().Name)
            throw new CheckpointException($"{path}: must hold a run with {optimizer.GetType().Name}, got {header.Optimizer ?? "a model alone"}. Make the trainer as it was when it was saved.");
        var streams = Randoms(trainer, randoms).ToList();
        Check(path, arrays, [.. ModelArrays(trainer.Model), .. streams.Select(r => ("random/" + r.Name, r.Random.GetState()))]);

        Restore(arrays, trainer.Model);
        for (int i = 0; i < optimizer.States.Count; i++)
            RestoreState(arrays, $"optimizer/{optimizer.Parameters[i].Name}/", optimizer.States[i]);
        (optimizer.StepCount, optimizer.LearningRate) = (header.Steps, header.LearningRate);
        trainer.History.Clear();
        trainer.History.Iterations = header.Iterations;
        foreach (var (name, array) in arrays.Where(a => a.Key.StartsWith("history/", StringComparison.Ordinal)))
        {
            double[] values = array.ToArray<double>();
            for (int i = 0; i < array.Shape[1]; i++)
                trainer.History.Record(name["history/".Length..], values[i], values[array.Shape[1] + i]);
        }

        foreach (var (name, random) in streams)
            random.SetState(arrays["random/" + name]);
    }

    private static IEnumerable<(string Name, NdArray Array)> ModelArrays(Module model)
        => [.. model.Parameters.Select(p => ("model/" + p.Name, p.Value)), .. model.Buffers.Select(b => ("buffer/" + b.Name, b.Buffer.Value))];

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
        => [("history/" + series.Name, NdArray.Stack(0, NdArray.Of([.. series.Iterations]), NdArray.Of([.. series.Values])))];

    private static IEnumerable<(string Name, RandomState Random)> Randoms(Trainer trainer, IReadOnlyList<(string Name, RandomState Random)> randoms)
        => trainer.Random is null ? randoms : [(TrainerRandom, trainer.Random), .. randoms];

    // Everything is compared before anything is changed.
    private static void Check(string path, IReadOnlyDictionary<string, NdArray> arrays, IEnumerable<(string Name, NdArray Array)> wanted)
    {
        foreach (var (name, array) in wanted)
        {
            if (!arrays.TryGetValue(name, out var saved))
                throw new CheckpointException($"{path}: must hold {name} {array.Shape}, but does not. It holds {string.Join(", ", arrays.Keys.Take(8))}{(arrays.Count > 8 ? " …" : "")}: is it of another model?");
            if (saved.Shape != array.Shape || saved.DType != array.DType)
                throw new CheckpointException($"{path}: {name} must be {array.DType} {array.Shape} as in the model, got {saved.DType} {saved.Shape}. Make the model as it was when it was saved.");
        }
    }

    private static void Restore(IReadOnlyDictionary<string, NdArray> arrays, Module model)
    {
        foreach (var parameter in model.Parameters)
            parameter.Tensor.Assign(arrays["model/" + parameter.Name]);
        foreach (var (name, buffer) in model.Buffers)
            buffer.Value = arrays["buffer/" + name];
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

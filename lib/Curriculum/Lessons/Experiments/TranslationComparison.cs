using System.Globalization;
using System.Runtime.InteropServices;
using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Text;
using Curriculum.Text.Translation;

namespace Curriculum.Lessons.Experiments;

/// <summary>Day 4 Section 5: the course's RNN and its Transformer on the Tanaka corpus, both measured in both ways (<c>curriculum reproduce translation</c>).</summary>
public static class TranslationComparison
{
    /// <summary>The data set.</summary>
    public const string DataSet = "tanaka";

    private const int Redraws = 10;

    /// <summary>Trains, or takes up, one run, and gathers what it found.</summary>
    /// <param name="settings">Everything that decides it.</param>
    /// <param name="corpus">The corpus.</param>
    /// <param name="checkpoint">Where the run is kept, and taken up if it is there already; null: nowhere.</param>
    /// <param name="progress">Told after every update.</param>
    /// <param name="measured">Told after every epoch.</param>
    /// <param name="cancel">Stops between two updates.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static TranslationResults Reproduce(
        TranslationSettings settings, ParallelCorpus corpus, string? checkpoint = null, IProgress<TranslationStatus>? progress = null,
        Action<TranslationEpoch>? measured = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(corpus);
        var data = TranslationData.Of(corpus, settings.Special);
        var run = new TranslationRun(settings, data) { Measured = measured };
        run.Train(checkpoint, progress, cancel);
        return new TranslationResults(
            Name(settings.Model), settings.Seed, $"{DataSet}: {data}", run.Model.ParameterCount, Describe(settings), Machine(), [.. run.Epochs.Select(Rounded)],
            [.. BeginRedrawn(run, cancel).Select(Rounded)], run.WeightHash());
    }

    /// <summary>A model's name on the command line and in results.</summary>
    /// <param name="model">The model.</param>
    public static string Name(TranslatorKind model) => model == TranslatorKind.Rnn ? "rnn" : "transformer";

    // A vector that no gradient ever reached decides part of the score: how much, other draws of it tell.
    private static List<double> BeginRedrawn(TranslationRun run, CancellationToken cancel)
    {
        var scores = new List<double>();
        if (run.Model is not TransformerTranslator { ReadsSourceBegin: true, TrainsOnSourceBegin: false } model)
            return scores;
        for (uint draw = 0; draw < Redraws; draw++)
        {
            cancel.ThrowIfCancellationRequested();
            var table = model.SourceWords.Weight.Value.Copy();
            table[model.Special.Begin] = new RandomState(draw).RandN(table.Shape[1]).As(table.DType);
            var changed = model with { SourceWords = model.SourceWords with { Weight = Tensor.Constant(table) } };
            scores.Add(100 * TranslationScores.OfGreedy(changed, run.Data.Development, run.Settings.MaxLength).Value);
        }

        return scores;
    }

    private static Dictionary<string, string> Describe(TranslationSettings settings)
    {
        var common = new Dictionary<string, string>
        {
            ["optimizer"] = "Adam (PyTorch's form)",
            ["learning rate"] = Text(settings.LearningRate),
            ["batch"] = Text(settings.BatchSize),
            ["warm-up"] = Text(settings.WarmUp),
            ["label smoothing"] = Text(settings.LabelSmoothing),
            ["words of a translation at most"] = Text(settings.MaxLength),
        };
        if (Device.Default != Device.Cpu)
            common["device"] = Device.Default.Name;
        if (settings.Model == TranslatorKind.Rnn)
        {
            common["features"] = Text(settings.RnnFeatures);
            return common;
        }

        var t = settings.Transformer;
        common["layers"] = $"{t.Layers} + {t.Layers}";
        common["features, hidden"] = $"{t.Features}, {t.Hidden}";
        common["heads"] = $"{t.Heads} of {t.HeadFeatures}";
        common["dropout"] = Text(t.DropProbability);
        common["scores divided by"] = t.ScalesByModel ? "√d_model" : "√d_k";
        common["embeddings multiplied by √d_model"] = t.ScalesEmbeddings ? "yes" : "no";
        common["source BEGIN trained, fed"] = $"{(t.TrainsOnSourceBegin ? "yes" : "no")}, {(t.ReadsSourceBegin ? "yes" : "no")}";
        return common;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Machine()
        => $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors, {Threads.Count} threads, {RuntimeInformation.FrameworkDescription}";

    private static TranslationEpoch Rounded(TranslationEpoch e) => new(
        e.Epoch, Rounded(e.TrainLoss), Rounded(e.ValidLoss), Rounded(e.ValidBleuGold), Rounded(e.ValidBleuOwn), Rounded(e.DevBleu),
        e.DevBleuWithoutBegin is { } without ? Rounded(without) : null, Rounded(e.Seconds));

    private static double Rounded(double value) => Math.Round(value, 2);
}

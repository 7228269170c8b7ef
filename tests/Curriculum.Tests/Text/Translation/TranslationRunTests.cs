using Curriculum.Tests.Processes;
using Curriculum.Tests.Shared;
using Curriculum.Text.Translation;
using Curriculum.Training;

namespace Curriculum.Tests.Text.Translation;

public sealed class TranslationRunTests : IDisposable
{
    private const string FileVariable = "CURRICULUM_TEST_CHECKPOINT", ModelVariable = "CURRICULUM_TEST_MODEL";

    private readonly TemporaryFolder _folder = new();

    private string File => _folder["run.npz"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(TranslatorKind.Rnn)]
    [InlineData(TranslatorKind.Transformer)]
    public void A_run_that_is_killed_at_a_random_moment_goes_on_to_the_same_weights(TranslatorKind model)
    {
        var whole = Create(model);
        whole.Train();

        double seconds = Random.Shared.NextDouble();
        ChildProcess.Kill<Training>(() => System.IO.File.Exists(File), TimeSpan.FromSeconds(seconds), (FileVariable, File), (ModelVariable, $"{model}"));
        var resumed = Create(model);
        resumed.Train(File);
        Assert.True(whole.WeightHash() == resumed.WeightHash(), $"killed {seconds} s after the first checkpoint");
        Assert.Equal(WithoutClock(whole), WithoutClock(resumed));
    }

    [Fact]
    public void A_run_that_is_stopped_in_order_loses_no_update()
    {
        var whole = Create(TranslatorKind.Transformer);
        whole.Train();
        using var cancel = new CancellationTokenSource();
        var stopped = Create(TranslatorKind.Transformer);
        Assert.Throws<OperationCanceledException>(() => stopped.Train(File, new Listener(status =>
        {
            if (status is { Epoch: 2, Batch: 7 }) cancel.Cancel();
        }), cancel.Token));

        var resumed = Create(TranslatorKind.Transformer);
        TranslationStatus? first = null;
        resumed.Train(File, new Listener(status => first ??= status));
        Assert.Equal((2, 8), (first!.Epoch, first.Batch));
        Assert.Equal(whole.WeightHash(), resumed.WeightHash());
    }

    [Fact]
    public void A_checkpoint_of_other_settings_is_refused_but_a_run_may_be_prolonged()
    {
        var run = Create(TranslatorKind.Rnn);
        run.Train(File);
        var other = new TranslationRun(run.Settings with { Seed = 2 }, run.Data);
        string before = other.WeightHash();
        Assert.Throws<CheckpointException>(() => other.Train(File));
        Assert.Equal(before, other.WeightHash());
        var longer = new TranslationRun(run.Settings with { Epochs = 4 }, run.Data);
        longer.Train(File);
        Assert.Equal(4, longer.Epochs.Count);
        Assert.Equal(WithoutClock(run), WithoutClock(longer).Take(3));
    }

    [Fact]
    public void A_checkpoint_of_another_corpus_of_as_many_sentences_and_words_is_refused_with_the_cure()
    {
        var run = Create(TranslatorKind.Rnn);
        run.Train(File);
        var swapped = run.Data with { Train = [run.Data.Train[1], run.Data.Train[0], .. run.Data.Train.Skip(2)] };
        var renamed = TranslationData.Of(ToyCorpus.Create(firstLetter: 'k'), run.Settings.Special);
        Assert.Equal(run.Data.Train.Select(pair => pair.Source), renamed.Train.Select(pair => pair.Source));
        foreach (var data in (TranslationData[])[swapped, renamed])
        {
            Assert.Equal($"{run.Data}", $"{data}");
            var other = new TranslationRun(run.Settings, data);
            string before = other.WeightHash();
            var error = Assert.Throws<CheckpointException>(() => other.Train(File));
            Assert.Matches(
                $"^{System.Text.RegularExpressions.Regex.Escape(File)}: must hold the random stream (Rnn, settings [0-9a-f]{{16}}), corpus ([0-9a-f]{{16}}), got \\1, corpus (?!\\2)[0-9a-f]{{16}}\\. "
                + "Make the run with the settings and the data that it was saved with, or delete the file to begin anew\\.$", error.Message);
            Assert.Equal(before, other.WeightHash());
        }
    }

    [Fact]
    public void A_corpus_with_the_special_tokens_of_the_other_model_is_refused()
        => Assert.StartsWith(
            "TranslationRun: data must be encoded with SpecialTokens { Padding = 0, Unknown = 3, Begin = 1, End = 2 }, as the Rnn has them, "
            + "got SpecialTokens { Padding = 0, Unknown = 1, Begin = 2, End = 3 }. Use TranslationData.Of(corpus, settings.Special).",
            Assert.Throws<ArgumentException>(() => new TranslationRun(new TranslationSettings(TranslatorKind.Rnn, Seed: 1), TranslationData.Of(ToyCorpus.Create()))).Message);

    [Theory]
    [InlineData(TranslatorKind.Rnn)]
    [InlineData(TranslatorKind.Transformer)]
    public void Both_models_learn_and_every_epoch_is_measured(TranslatorKind model)
    {
        var run = Create(model);
        run.Train();
        Assert.Equal([1, 2, 3], run.Epochs.Select(epoch => epoch.Epoch));
        Assert.True(run.Epochs[2].TrainLoss < 0.85 * run.Epochs[0].TrainLoss, string.Join("\n", run.Epochs));
        Assert.True(run.Epochs[2].ValidBleuGold > 0);
        Assert.Equal(model == TranslatorKind.Transformer, run.Epochs[2].DevBleuWithoutBegin is not null);
        Assert.Equal(TranslationScores.Of(run.Model, run.Data.Validation, model == TranslatorKind.Rnn ? DecoderInputs.Own : DecoderInputs.Gold).Loss, run.Epochs[2].ValidLoss, 3);
    }

    private static TranslationRun Create(TranslatorKind model)
    {
        var settings = new TranslationSettings(model, Seed: 1)
        {
            Epochs = 3,
            BatchSize = 8,
            LearningRate = 0.01,
            RnnFeatures = 16,
            Transformer = new TransformerSettings { Features = 16, Hidden = 16, Layers = 1, Heads = 2, HeadFeatures = 8, MaxLength = 22 },
        };
        return new(settings, TranslationData.Of(ToyCorpus.Create(), settings.Special)) { CheckpointEvery = 3 };
    }

    private static IEnumerable<TranslationEpoch> WithoutClock(TranslationRun run) => run.Epochs.Select(epoch => epoch with { Seconds = 0 });

    private sealed class Training : IChildProgram
    {
        public static string Run()
        {
            var run = Create(Enum.Parse<TranslatorKind>(Environment.GetEnvironmentVariable(ModelVariable)!));
            run.Train(Environment.GetEnvironmentVariable(FileVariable));
            return run.WeightHash();
        }
    }

    private sealed class Listener(Action<TranslationStatus> report) : IProgress<TranslationStatus>
    {
        public void Report(TranslationStatus value) => report(value);
    }
}

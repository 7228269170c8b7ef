using System.CommandLine;
using System.Globalization;
using Curriculum.Cli.Output;
using Curriculum.Lessons.Experiments;
using Curriculum.Text.Translation;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum reproduce translation</c>: trains the course's RNN and its Transformer on the Tanaka corpus, and writes what it measured.</summary>
internal static class ReproduceTranslationCommand
{
    public const string Name = "translation";

    private const int CourseEpochs = 10;

    private static readonly TranslatorKind[] Both = [TranslatorKind.Transformer, TranslatorKind.Rnn];

    public static Command Create(CliHost host)
    {
        var model = new Option<string?>("--model") { HelpName = "rnn|transformer", Description = "One of the two models, instead of both." };
        model.AcceptOnlyFromAmong([.. Both.Select(TranslationComparison.Name)]);
        var epochs = NumberOption.Create<int>("--epochs", "N", "How many passes over the 40,000 training pairs.", "a whole number, at least 1", value => value >= 1, whenLeftOut: CourseEpochs);
        var seed = NumberOption.Create<uint>("--seed", "S", "Where all random numbers come from.", $"a whole number from 0 to {uint.MaxValue}", _ => true, whenLeftOut: 1);
        var warmUp = NumberOption.Create<int>("--warm-up", "STEPS", "Steps over which the learning rate rises before it falls with the root of the step (the paper has 4000); 0: it is constant, as in the course.", "a whole number, 0 or more", value => value >= 0);
        var smoothing = NumberOption.Create<double>("--label-smoothing", "SHARE", "The share of the target distribution that is spread over all words (the paper has 0.1); the course has 0.", "a number from 0 to 1", value => value is >= 0 and <= 1);
        var device = DeviceOption.Create();
        var command = new Command(Name, "Train the RNN and the Transformer of Day 4 Section 5 on the Tanaka corpus; stopped or killed, the same command goes on.") { model, epochs, seed, warmUp, smoothing, device };
        command.SetAction(async (parse, cancel) =>
        {
            var chosen = parse.GetValue(model) is { } name ? Both.Where(kind => TranslationComparison.Name(kind) == name) : Both;
            var runs = chosen.Select(kind => new TranslationSettings(kind, parse.GetRequiredValue(seed))
            {
                Epochs = parse.GetRequiredValue(epochs),
                WarmUp = parse.GetValue(warmUp),
                LabelSmoothing = parse.GetValue(smoothing),
            }).ToList();
            using var _ = DeviceOption.Choose(host, parse.GetValue(device));
            return await Task.Run(() => Run(host, runs, cancel), cancel);
        });
        return command;
    }

    private static int Run(CliHost host, IReadOnlyList<TranslationSettings> runs, CancellationToken cancel)
    {
        var corpus = host.TranslationCorpus();
        var view = new TranslationView(host.Terminal);
        foreach (var settings in runs)
        {
            string model = TranslationComparison.Name(settings.Model) + Marks(settings), epochs = settings.Epochs == CourseEpochs ? "" : $".epochs{settings.Epochs}";
            string checkpoint = Path.Combine(host.Repository.Work, "reproduce", Path.ChangeExtension(TranslationResults.FileName(model, settings.Seed), ".npz"));
            string results = Path.Combine(host.Repository.Root, "data", "results", TranslationResults.FileName(model + epochs, settings.Seed));
            WritableFile.Require(checkpoint, "checkpoint");
            WritableFile.Require(results, "results");
            view.Begin(settings, host.Repository.Relative(checkpoint), goesOn: File.Exists(checkpoint));
            var found = TranslationComparison.Reproduce(settings, corpus, checkpoint, view, view.Measured, cancel);
            found.Write(results);
            view.WriteTable(found);
            host.Terminal.Out.WriteLine($"written: {host.Repository.Relative(results)}");
        }

        return ExitCode.Fine;
    }

    // Only the course's own settings, on the processor, give the files that the lesson shows.
    private static string Marks(TranslationSettings settings)
        => (settings.WarmUp == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".warm-up{settings.WarmUp}"))
        + (settings.LabelSmoothing == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".smoothing{settings.LabelSmoothing}"))
        + DeviceOption.FileMark;
}

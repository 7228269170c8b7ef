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
        var epochs = new Option<int>("--epochs") { HelpName = "N", Description = "How many passes over the 40,000 training pairs.", DefaultValueFactory = _ => CourseEpochs };
        epochs.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.GetValue(epochs) >= 1) return;
            result.AddError("--epochs must be at least 1.");
        });
        var seed = new Option<uint>("--seed") { HelpName = "S", Description = "Where all random numbers come from.", DefaultValueFactory = _ => 1 };
        var warmUp = new Option<int>("--warm-up") { HelpName = "STEPS", Description = "Steps over which the learning rate rises before it falls with the root of the step (the paper has 4000); 0: it is constant, as in the course." };
        warmUp.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.GetValue(warmUp) >= 0) return;
            result.AddError("--warm-up must be 0 or more.");
        });
        var smoothing = new Option<double>("--label-smoothing") { HelpName = "SHARE", Description = "The share of the target distribution that is spread over all words (the paper has 0.1); the course has 0." };
        smoothing.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.GetValue(smoothing) is >= 0 and <= 1) return;
            result.AddError("--label-smoothing must be 0 … 1.");
        });
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

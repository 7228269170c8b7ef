using System.CommandLine;
using Curriculum.Cli.Output;
using Curriculum.Lessons.Experiments;
using Curriculum.Text.Translation;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum reproduce translation</c>: trains the course's RNN and its Transformer on the Tanaka corpus, and writes what it measured.</summary>
internal static class ReproduceTranslationCommand
{
    public const string Name = "translation";

    private static readonly TranslatorKind[] Both = [TranslatorKind.Transformer, TranslatorKind.Rnn];

    public static Command Create(CliHost host)
    {
        var model = new Option<string?>("--model") { HelpName = "rnn|transformer", Description = "One of the two models, instead of both." };
        model.AcceptOnlyFromAmong([.. Both.Select(TranslationComparison.Name)]);
        var epochs = new Option<int>("--epochs") { HelpName = "N", Description = "How many passes over the 40,000 training pairs.", DefaultValueFactory = _ => 10 };
        epochs.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.GetValue(epochs) >= 1) return;
            result.AddError("--epochs must be at least 1.");
        });
        var seed = new Option<uint>("--seed") { HelpName = "S", Description = "Where all random numbers come from.", DefaultValueFactory = _ => 1 };
        var command = new Command(Name, "Train the RNN and the Transformer of Day 4 Section 5 on the Tanaka corpus; stopped or killed, the same command goes on.") { model, epochs, seed };
        command.SetAction((parse, cancel) =>
        {
            var chosen = parse.GetValue(model) is { } name ? Both.Where(kind => TranslationComparison.Name(kind) == name) : Both;
            return Task.Run(() => Run(host, [.. chosen.Select(kind => new TranslationSettings(kind, parse.GetRequiredValue(seed)) { Epochs = parse.GetRequiredValue(epochs) })], cancel), cancel);
        });
        return command;
    }

    private static int Run(CliHost host, IReadOnlyList<TranslationSettings> runs, CancellationToken cancel)
    {
        var corpus = host.TranslationCorpus();
        var view = new TranslationView(host.Terminal);
        foreach (var settings in runs)
        {
            string name = TranslationComparison.Name(settings.Model), checkpoint = Path.Combine(host.Repository.Work, "reproduce", $"translation.{name}.seed{settings.Seed}.npz");
            string results = Path.Combine(host.Repository.Root, "data", "results", TranslationResults.FileName(name, settings.Seed));
            view.Begin(settings, host.Repository.Relative(checkpoint), goesOn: File.Exists(checkpoint));
            var found = TranslationComparison.Reproduce(settings, corpus, checkpoint, view, view.Measured, cancel);
            found.Write(results);
            view.WriteTable(found);
            host.Terminal.Out.WriteLine($"written: {host.Repository.Relative(results)}");
        }

        return ExitCode.Fine;
    }
}

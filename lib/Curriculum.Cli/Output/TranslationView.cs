using System.Diagnostics;
using System.Globalization;
using Curriculum.Lessons;
using Curriculum.Lessons.Experiments;
using Curriculum.Text.Translation;
using Spectre.Console;

namespace Curriculum.Cli.Output;

/// <summary>Shows how far the training of a translator is, what was measured after each epoch, and the last epoch beside what others measured.</summary>
internal sealed class TranslationView(Terminal terminal) : IProgress<TranslationStatus>
{
    // As often as the checkpoint is written: a line then is enough where nobody looks on.
    private const int BatchesPerLine = TranslationRun.DefaultCheckpointEvery;

    private static readonly TimeSpan RedrawEvery = TimeSpan.FromSeconds(0.2);

    private readonly Stopwatch _sinceDrawn = Stopwatch.StartNew();
    private int _width;

    /// <summary>Names a run before it starts or goes on.</summary>
    public void Begin(TranslationSettings settings, string checkpoint, bool goesOn)
    {
        terminal.Out.WriteLine($"translation: {TranslationComparison.Name(settings.Model)}, seed {settings.Seed}, {settings.Epochs} epochs");
        terminal.Out.WriteLine(goesOn ? $"goes on from {checkpoint}" : $"kept in {checkpoint}: Ctrl-C or a kill loses at most {BatchesPerLine} updates, the same command goes on");
    }

    /// <inheritdoc/>
    public void Report(TranslationStatus value)
    {
        if (!terminal.IsInteractive)
        {
            if (value.Batch % BatchesPerLine == 0 || value.Batch == value.Batches)
                terminal.Out.WriteLine(value);
        }
        else if (_sinceDrawn.Elapsed >= RedrawEvery)
        {
            Redraw(value.ToString());
            _sinceDrawn.Restart();
        }
    }

    /// <summary>One line an epoch.</summary>
    public void Measured(TranslationEpoch epoch)
    {
        Redraw("");
        string without = epoch.DevBleuWithoutBegin is { } bleu ? $" ({Two(bleu)} without the source's BEGIN)" : "";
        terminal.Out.WriteLine(
            $"epoch {epoch.Epoch}: loss {Two(epoch.TrainLoss)}, validation {Two(epoch.ValidLoss)}; valid BLEU {Two(epoch.ValidBleuGold)} teacher-forced, {Two(epoch.ValidBleuOwn)} free-running; "
            + $"dev BLEU {Two(epoch.DevBleu)}{without}; {epoch.Seconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
    }

    /// <summary>The last epoch beside what others measured after ten.</summary>
    public void WriteTable(TranslationResults results)
    {
        var (last, name) = (results.Last, results.Model);
        var table = new Spectre.Console.Table { Border = terminal.IsInteractive ? TableBorder.Simple : TableBorder.None };
        table.AddColumns($"{name}, seed {results.Seed}, epoch {last.Epoch}", "measured", "reference, epoch 10", "");
        Row("train loss, of a sentence", last.TrainLoss, null);
        Row(name == "rnn" ? "validation loss, its own words read" : "validation loss, the right words read", last.ValidLoss, null);
        Row("valid BLEU, the right words read (teacher-forced: no translation)", last.ValidBleuGold, $"translation-{name}-valid-gold");
        Row("valid BLEU, its own words read (free-running)", last.ValidBleuOwn, $"translation-{name}-valid-own");
        Row("dev BLEU, free-running", last.DevBleu, $"translation-{name}-dev");
        if (last.DevBleuWithoutBegin is { } without)
            Row("dev BLEU, source fed without BEGIN, as in training", without, null);
        if (results.DevBleuBeginRedrawn is { Length: > 0 } redrawn)
            table.AddRow("dev BLEU, the untrained vector of BEGIN drawn anew", $"{Two(redrawn.Min())} … {Two(redrawn.Max())}", "", "");
        terminal.Console.Write(table);

        void Row(string what, double value, string? bandId)
        {
            var band = Band.All.FirstOrDefault(b => b.Id == bandId);
            table.AddRow(what, Two(value), band is null ? "" : $"{Two(band.Low)} … {Two(band.High)}", band is null ? "" : band.Contains(value) ? "in the band" : value < band.Low ? "below the band" : "above the band");
        }
    }

    private void Redraw(string line)
    {
        if (!terminal.IsInteractive)
            return;
        terminal.Out.Write("\r" + line.PadRight(_width) + (line.Length == 0 ? "\r" : ""));
        terminal.Out.Flush();
        _width = line.Length;
    }

    private static string Two(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}

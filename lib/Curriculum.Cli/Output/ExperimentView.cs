using System.Globalization;
using Curriculum.Lessons.Experiments;
using Spectre.Console;

namespace Curriculum.Cli.Output;

/// <summary>Shows how far an experiment is and what it found.</summary>
internal static class ExperimentView
{
    /// <summary>Runs an experiment: with a bar and the time left in a terminal, a line a run elsewhere.</summary>
    public static Task<ExperimentResults> ShowAsync(Terminal terminal, Func<IProgress<ExperimentProgress>, Task<ExperimentResults>> run) =>
        !terminal.IsInteractive
            ? run(new Reporter(progress => terminal.Out.WriteLine(Line(progress))))
            : terminal.Console.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
                .StartAsync(context =>
                {
                    var bar = context.AddTask("…");
                    return run(new Reporter(progress =>
                    {
                        bar.MaxValue = progress.Total;
                        bar.Value = progress.Done;
                        bar.Description = Markup.Escape(Line(progress));
                    }));
                });

    /// <summary>One row a variant: the median over the seeds, and how far they spread.</summary>
    public static void WriteTable(Terminal terminal, ExperimentResults results)
    {
        var table = new Table { Border = terminal.IsInteractive ? TableBorder.Simple : TableBorder.None };
        table.AddColumns("variant", "test accuracy, median", "lowest … highest", "training accuracy, median");
        foreach (var row in results.Rows)
            table.AddRow(Markup.Escape(row.Id), Percent(row.TestBand.Median), $"{Percent(row.TestBand.Min)} … {Percent(row.TestBand.Max)}", Percent(row.TrainBand.Median));
        terminal.Console.Write(table);
    }

    private static string Line(ExperimentProgress progress) =>
        $"[{progress.Done}/{progress.Total}] {progress.Variant}, seed {progress.Seed}";

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    // Not Progress<T>: that reports from other threads, out of order, and after the end.
    private sealed class Reporter(Action<ExperimentProgress> report) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value) => report(value);
    }
}

using Curriculum.Data;
using Spectre.Console;

namespace Curriculum.Cli.Output;

/// <summary>Shows how far a download is: a bar a file in a terminal, one line a file elsewhere.</summary>
internal static class DownloadView
{
    /// <summary>Runs <paramref name="download"/> and shows what it reports.</summary>
    public static Task<IReadOnlyList<string>> ShowAsync(Terminal terminal, DataEntry entry, Func<IProgress<DataProgress>, Task<IReadOnlyList<string>>> download) =>
        terminal.IsInteractive ? ShowBarsAsync(terminal, entry, download) : download(new Lines(terminal.Error));

    private static Task<IReadOnlyList<string>> ShowBarsAsync(Terminal terminal, DataEntry entry, Func<IProgress<DataProgress>, Task<IReadOnlyList<string>>> download) =>
        terminal.Console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var bars = entry.Files.ToDictionary(file => file.Path, file => context.AddTask(Markup.Escape(file.Path), maxValue: file.Bytes));
                return download(new Bars(bars));
            });

    // Not Progress<T>: that reports from other threads, out of order, and after the end.
    private sealed class Bars(Dictionary<string, ProgressTask> bars) : IProgress<DataProgress>
    {
        public void Report(DataProgress value) => bars[value.File.Path].Value = value.Received;
    }

    private sealed class Lines(TextWriter writer) : IProgress<DataProgress>
    {
        private (string Path, Uri? Address) _last;

        public void Report(DataProgress value)
        {
            var now = (value.File.Path, value.Address);
            if (now == _last) return;
            _last = now;
            writer.WriteLine(value.Address is null ? $"{value.File.Path}: here already" : $"{value.File.Path}: {value.File.Bytes:N0} bytes from {value.Address}");
        }
    }
}

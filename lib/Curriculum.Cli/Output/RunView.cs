using Curriculum.Engine.Documents;
using Curriculum.Engine.Running;
using Spectre.Console;

namespace Curriculum.Cli.Output;

/// <summary>Shows a run as it goes on: in a terminal with the running cell and its time on the last line, elsewhere as plain lines.</summary>
internal static class RunView
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs <paramref name="run"/> and shows what it reports, with what the cells show.</summary>
    public static Task<NotebookRun> ShowCellsAsync(Terminal terminal, Notebook notebook, Func<Action<RunEvent>, Task<NotebookRun>> run)
    {
        var printer = new CellPrinter(notebook, terminal.IsInteractive ? Styled(terminal.Console) : Plain(terminal.Out));
        return WithStatusAsync(terminal, () => printer.Doing, () => run(printer.Handle));
    }

    /// <summary>Runs <paramref name="run"/> and shows only, while it goes on and in a terminal, which cell runs.</summary>
    public static Task<T> WithProgressAsync<T>(Terminal terminal, string name, Func<Action<RunEvent>, Task<T>> run)
    {
        var doing = name;
        return WithStatusAsync(terminal, () => doing, () => run(happened => doing = happened is CellStarted started ? $"{name}  [{started.Number}/{started.Count}] {started.Cell.Id}" : doing));
    }

    private static Task<T> WithStatusAsync<T>(Terminal terminal, Func<string> doing, Func<Task<T>> run) =>
        !terminal.IsInteractive
            ? run()
            : terminal.Console.Status().Spinner(Spinner.Known.Dots).StartAsync("…", async context =>
            {
                var running = run();
                var clock = System.Diagnostics.Stopwatch.StartNew();
                while (!running.IsCompleted)
                {
                    context.Status($"{Markup.Escape(doing())}  [grey]{Durations.Text(clock.Elapsed)}[/]");
                    await Task.WhenAny(running, Task.Delay(Refresh));
                }
                return await running;
            });

    private static Action<LineKind, string> Plain(TextWriter output) => (kind, line) => output.WriteLine(kind switch
    {
        LineKind.Heading => $"\n# {line}",
        LineKind.Cell => $"\n{line}",
        _ => $"    {line}",
    });

    private static Action<LineKind, string> Styled(IAnsiConsole console) => (kind, line) =>
    {
        // Text, not markup: a cell may print brackets.
        var (style, text) = kind switch
        {
            LineKind.Heading => (new Style(Color.Aqua, decoration: Decoration.Bold), $"\n{line}"),
            LineKind.Cell => (new Style(Color.Grey), $"\n{line}"),
            LineKind.Note => (new Style(Color.Grey), $"    {line}"),
            _ => (Style.Plain, $"    {line}"),
        };
        console.Write(new Spectre.Console.Text(text + "\n", style));
    };
}

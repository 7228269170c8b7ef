using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;
using Curriculum.Engine.Running;

namespace Curriculum.Cli.Output;

/// <summary>Turns the progress of a run into lines of text: the headings of the prose, then a cell at a time what it shows, as it comes.</summary>
/// <param name="notebook">What is run.</param>
/// <param name="write">Takes each finished line and what kind of line it is.</param>
internal sealed class CellPrinter(Notebook notebook, Action<LineKind, string> write)
{
    /// <summary>A cell's further lines are counted instead of printed: the page of <c>--html</c> has them all.</summary>
    public const int MostLines = 60;

    private readonly StreamLines _stream = new();
    private readonly Dictionary<string, string> _updated = [];
    private int _printedUntil;
    private int _lines;

    /// <summary>What is going on, on one line: the running cell and the last thing that it reported without ending the line.</summary>
    public string Doing { get; private set; } = "";

    /// <summary>Takes the next event.</summary>
    public void Handle(RunEvent happened)
    {
        switch (happened)
        {
            case CellStarted started:
                Start(started);
                break;
            case CellShowed { Output: var output }:
                Show(output);
                break;
            case CellFinished finished:
                Finish(finished.Cell, finished.Result);
                break;
        }
    }

    private void Start(CellStarted started)
    {
        foreach (var prose in notebook.Cells.Take(started.Index).Skip(_printedUntil).Where(cell => cell.Kind == CellKind.Markdown))
        {
            foreach (var heading in Headings.Of(prose.Source)) write(LineKind.Heading, heading);
        }
        _printedUntil = started.Index;
        _lines = 0;
        var name = $"[{started.Number}/{started.Count}] {started.Cell.Id}";
        Doing = name;
        write(LineKind.Cell, $"{name}  {started.Cell.FirstSourceLine}");
    }

    // Errors are not shown here: one that a cell may have is printed when it ends, any other is told once, by FailureReport.
    private void Show(OutputEvent output)
    {
        switch (output)
        {
            case StreamWritten written:
                foreach (var line in _stream.Add(written.Text)) Print(line);
                if (_stream.Unfinished is { Length: > 0 } unfinished) Doing = unfinished;
                break;
            case DataDisplayed displayed:
                PrintAll(new DisplayData(displayed.Data).PlainText);
                break;
            case DataUpdated updated:
                // Printed again only as it is in the end: a hundred states of a progress bar are no output.
                _updated[updated.DisplayId] = new DisplayData(updated.Data).PlainText;
                Doing = _updated[updated.DisplayId].Split('\n')[0];
                break;
            case ResultProduced result:
                PrintAll(new ExecuteResult(result.Data).PlainText);
                break;
        }
    }

    private void Finish(Cell cell, CellResult result)
    {
        if (_stream.Take() is { Length: > 0 } rest) Print(rest);
        foreach (var text in _updated.Values) PrintAll(text);
        _updated.Clear();
        if (cell.MayThrow && result.Error is { } error) PrintAll(error.PlainText);
        if (_lines > MostLines) write(LineKind.Note, $"… {_lines - MostLines:N0} more lines (--html FILE writes them all)");
        if (result.Duration >= TimeSpan.FromSeconds(1)) write(LineKind.Note, Durations.Text(result.Duration));
    }

    private void PrintAll(string text)
    {
        foreach (var line in text.TrimEnd('\n').Split('\n')) Print(line);
    }

    private void Print(string line)
    {
        if (++_lines <= MostLines) write(LineKind.Output, line);
    }
}

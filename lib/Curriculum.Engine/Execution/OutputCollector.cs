using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Execution;

/// <summary>Folds the events of a session's cells into the outputs that a notebook stores.</summary>
/// <remarks>
/// One collector serves all cells of a session, because a cell may update a display of a cell above it.
/// Neighbouring writes to the same stream become one output, as in Jupyter.
/// </remarks>
public sealed class OutputCollector
{
    private readonly List<List<CellOutput>> _cells = [];
    private readonly Dictionary<string, (int Cell, int Output)> _displays = [];

    /// <summary>Begins the outputs of the next cell and returns its number, counted from 0.</summary>
    public int BeginCell()
    {
        _cells.Add([]);
        return _cells.Count - 1;
    }

    /// <summary>The outputs of a cell so far.</summary>
    public IReadOnlyList<CellOutput> OutputsOf(int cell) => [.. _cells[cell]];

    /// <summary>Adds an event of the cell that was begun last.</summary>
    public void Add(OutputEvent happened)
    {
        var outputs = _cells[^1];
        switch (happened)
        {
            case StreamWritten written when outputs.LastOrDefault() is StreamOutput last && last.Name == written.Name:
                outputs[^1] = last with { Text = last.Text + written.Text };
                break;
            case StreamWritten written:
                outputs.Add(new StreamOutput(written.Name, written.Text));
                break;
            case DataDisplayed displayed:
                _displays[displayed.DisplayId] = (_cells.Count - 1, outputs.Count);
                outputs.Add(new DisplayData(displayed.Data));
                break;
            case DataUpdated updated when _displays.TryGetValue(updated.DisplayId, out var at):
                _cells[at.Cell][at.Output] = new DisplayData(updated.Data);
                break;
            case ResultProduced result:
                outputs.Add(new ExecuteResult(result.Data));
                break;
            case ErrorRaised raised:
                outputs.Add(raised.Error);
                break;
        }
    }
}

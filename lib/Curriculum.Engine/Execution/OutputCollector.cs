using System.Text;
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

    // The stream that is still being written to: a cell may print a million pieces, and joining strings one by one would take hours.
    private readonly StringBuilder _text = new();
    private StreamName _stream;

    /// <summary>Begins the outputs of the next cell and returns its number, counted from 0.</summary>
    public int BeginCell()
    {
        EndStream();
        _cells.Add([]);
        return _cells.Count - 1;
    }

    /// <summary>The outputs of a cell so far.</summary>
    public IReadOnlyList<CellOutput> OutputsOf(int cell)
    {
        EndStream();
        return [.. _cells[cell]];
    }

    /// <summary>Adds an event of the cell that was begun last.</summary>
    public void Add(OutputEvent happened)
    {
        if (happened is StreamWritten written)
        {
            if (_stream != written.Name)
                EndStream();
            _stream = written.Name;
            _text.Append(written.Text);
            return;
        }

        if (happened is DataUpdated updated)
        {
            if (_displays.TryGetValue(updated.DisplayId, out var at))
                _cells[at.Cell][at.Output] = new DisplayData(updated.Data);
            return;
        }

        EndStream();
        var outputs = _cells[^1];
        switch (happened)
        {
            case DataDisplayed displayed:
                _displays[displayed.DisplayId] = (_cells.Count - 1, outputs.Count);
                outputs.Add(new DisplayData(displayed.Data));
                break;
            case ResultProduced result:
                outputs.Add(new ExecuteResult(result.Data));
                break;
            case ErrorRaised raised:
                outputs.Add(raised.Error);
                break;
        }
    }

    private void EndStream()
    {
        if (_text.Length == 0)
            return;
        _cells[^1].Add(new StreamOutput(_stream, _text.ToString()));
        _text.Clear();
    }
}

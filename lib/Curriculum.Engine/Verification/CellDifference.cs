namespace Curriculum.Engine.Verification;

/// <summary>One way in which a notebook differs from its stored outputs.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Notebook">The notebook's file, or <c>notebook</c> for one that has none.</param>
/// <param name="CellId">The cell; empty when the notebook as a whole is meant.</param>
/// <param name="CellIndex">Its place in the notebook, from 0, prose counted; −1 for a removed cell and for the notebook as a whole.</param>
/// <param name="FirstSourceLine">The first line of its source, by which a reader finds it.</param>
/// <param name="Expected">What is stored: the first line that differs.</param>
/// <param name="Got">What came instead.</param>
/// <param name="Diff">All that differs, a line each: <c>-</c> stored, <c>+</c> fresh; empty when expected and got say it all.</param>
public sealed record CellDifference(
    CellDifferenceKind Kind, string Notebook, string CellId, int CellIndex, string FirstSourceLine, string Expected, string Got, string Diff)
{
    /// <summary>The difference as a report shows it.</summary>
    public override string ToString()
    {
        var cell = CellId.Length == 0 ? "" : CellIndex < 0 ? $", cell {CellId}" : $", cell {CellId} (number {CellIndex + 1})";
        var source = FirstSourceLine.Length == 0 ? "" : $"\n  source:   {FirstSourceLine}";
        var diff = Diff.Length == 0 ? "" : $"\n{Diff}";
        return $"{Notebook}{cell}: {Describe(Kind)}{source}\n  expected: {Expected}\n  got:      {Got}{diff}";
    }

    private static string Describe(CellDifferenceKind kind) => kind switch
    {
        CellDifferenceKind.OutputsDiffer => "the outputs differ from the stored ones",
        CellDifferenceKind.NotExecuted => "the cell was not run",
        CellDifferenceKind.CellRemoved => "a cell was removed since the outputs were stored",
        CellDifferenceKind.CellAdded => "a cell was added since the outputs were stored",
        CellDifferenceKind.CellMoved => "a cell was moved since the outputs were stored",
        CellDifferenceKind.SourceChanged => "the code was changed since the outputs were stored",
        CellDifferenceKind.NeverStored => "outputs were never stored",
        _ => "a tolerance needs a written reason",
    };
}

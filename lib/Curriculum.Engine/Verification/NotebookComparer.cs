using Curriculum.Engine.Documents;
using Curriculum.Engine.Running;

namespace Curriculum.Engine.Verification;

/// <summary>Compares the outputs stored in a notebook with those of a fresh run.</summary>
/// <remarks>
/// Exactly by default. A cell may ask for a tolerance (<c>metadata.curriculum.tolerance</c>: relative, absolute, reason), and a cell tagged
/// <c>volatile</c> is compared for its form only: the same kinds of output, the same MIME types, the same text around the numbers.
/// </remarks>
public static class NotebookComparer
{
    /// <summary>What differs between the stored notebook and a fresh run of it; empty when nothing does.</summary>
    /// <param name="stored">The notebook as it is in its file.</param>
    /// <param name="run">A run of it.</param>
    public static IReadOnlyList<CellDifference> Compare(Notebook stored, NotebookRun run)
    {
        var reached = run.Cells.Select(cell => cell.Cell.Id).ToHashSet();
        var stop = run.Cells.Count < run.Count ? $"the run stopped at cell {run.Cells[^1].Cell.Id}: {run.Cells[^1].Result.Error?.Message}" : "";
        return Compare(stored, run.Notebook, isReached: cell => string.IsNullOrWhiteSpace(cell.Source) || reached.Contains(cell.Id), stop);
    }

    /// <summary>What differs between the stored notebook and the same notebook with fresh outputs; empty when nothing does.</summary>
    public static IReadOnlyList<CellDifference> Compare(Notebook stored, Notebook fresh) => Compare(stored, fresh, isReached: _ => true, stop: "");

    private static List<CellDifference> Compare(Notebook stored, Notebook fresh, Func<Cell, bool> isReached, string stop)
    {
        var name = stored.Path ?? fresh.Path ?? "notebook";
        var differences = StoredOutputs.CheckRecord(stored).Concat(CellOrder.Differences(name, [.. stored.Cells.Select(cell => cell.Id)], fresh)).ToList();
        var freshCells = fresh.Cells.ToDictionary(cell => cell.Id);
        var normalizer = new OutputNormalizer(Path.GetDirectoryName(Path.GetFullPath(name))!);
        foreach (var (index, cell) in stored.Cells.Index().Where(c => c.Item.Kind == CellKind.Code && freshCells.ContainsKey(c.Item.Id)))
        {
            if (!isReached(cell))
            {
                differences.Add(new CellDifference(CellDifferenceKind.NotExecuted, name, cell.Id, index, cell.FirstSourceLine, "to be run", stop, ""));
                continue;
            }
            if (cell.Tolerance is { Reason.Length: 0 })
            {
                differences.Add(new CellDifference(
                    CellDifferenceKind.ToleranceWithoutReason, name, cell.Id, index, cell.FirstSourceLine, "metadata.curriculum.tolerance.reason", "none: the cell is compared exactly", ""));
            }
            var (expected, got) = (OutputComparer.Text(normalizer.Normalize(cell.Outputs)), OutputComparer.Text(normalizer.Normalize(freshCells[cell.Id].Outputs)));
            if (!OutputComparer.AreEqual(cell, expected, got))
                differences.Add(OutputsDiffer(name, cell, index, expected, WithoutAcceptedLines(cell, expected, got)));
        }
        return differences;
    }

    private static CellDifference OutputsDiffer(string name, Cell cell, int index, string expected, string got)
    {
        var (expectedLine, gotLine) = ReadableDiff.FirstDifference(expected, got);
        return new CellDifference(
            CellDifferenceKind.OutputsDiffer, name, cell.Id, index, cell.FirstSourceLine, expectedLine, gotLine, ReadableDiff.Between(expected, got));
    }

    // A line that the cell's rule accepts would only hide in the report the one that it does not.
    private static string WithoutAcceptedLines(Cell cell, string expected, string got)
    {
        var (stored, fresh) = (expected.Split('\n'), got.Split('\n'));
        if (stored.Length != fresh.Length)
            return got;
        var shown = stored.Zip(fresh, (s, f) => OutputComparer.AreEqual(cell, s, f) ? s : f);
        return string.Join('\n', shown);
    }
}

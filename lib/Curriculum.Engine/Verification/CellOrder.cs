using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Verification;

/// <summary>Names the cells that were removed, added or moved between two states of a notebook.</summary>
internal static class CellOrder
{
    /// <summary>The differences between the cell ids that are expected and the cells that are there.</summary>
    public static IEnumerable<CellDifference> Differences(string name, IReadOnlyList<string> expected, Notebook actual)
    {
        var places = expected.Index().DistinctBy(e => e.Item).ToDictionary(e => e.Item, e => e.Index);
        var ids = actual.Cells.Select(cell => cell.Id).ToHashSet();
        foreach (var (id, index) in places.Where(e => !ids.Contains(e.Key)))
            yield return new CellDifference(CellDifferenceKind.CellRemoved, name, id, -1, "", $"cell {id} as number {index + 1}", "no such cell", "");

        var inPlace = LongestIncreasing([.. actual.Cells.Where(cell => places.ContainsKey(cell.Id)).Select(cell => places[cell.Id])]);
        foreach (var (index, cell) in actual.Cells.Index())
        {
            if (!places.TryGetValue(cell.Id, out var place))
                yield return new CellDifference(CellDifferenceKind.CellAdded, name, cell.Id, index, cell.FirstSourceLine, "no such cell", $"cell {cell.Id} as number {index + 1}", "");
            else if (!inPlace.Contains(place))
                yield return new CellDifference(CellDifferenceKind.CellMoved, name, cell.Id, index, cell.FirstSourceLine, $"cell number {place + 1}", $"cell number {index + 1}", "");
        }
    }

    // The largest set of cells that kept their order: all others are the ones that somebody moved. Patience sorting.
    private static HashSet<int> LongestIncreasing(int[] places)
    {
        var tails = new List<int>();
        var previous = new int[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            var length = tails.FindIndex(t => places[t] >= places[i]);
            if (length < 0)
                length = tails.Count;
            previous[i] = length > 0 ? tails[length - 1] : -1;
            if (length == tails.Count)
                tails.Add(i);
            else
                tails[length] = i;
        }
        var kept = new HashSet<int>();
        for (var i = tails.Count > 0 ? tails[^1] : -1; i >= 0; i = previous[i])
            kept.Add(places[i]);
        return kept;
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Verification;

/// <summary>Stores the outputs of a run in a notebook, with a record of the cells that made them.</summary>
/// <remarks>
/// The record is <c>metadata.curriculum.recorded</c>: the ids of all cells in order, each code cell with a hash of its source.
/// By it a cell that was later removed, added, moved or edited is noticed, though the file still agrees with itself.
/// </remarks>
public static class StoredOutputs
{
    private const string CourseKey = "curriculum";
    private const string RecordKey = "recorded";

    /// <summary>The notebook with the outputs of a run and a new record.</summary>
    /// <param name="stored">The notebook as it is in its file.</param>
    /// <param name="fresh">The same cells after a run.</param>
    /// <remarks>Where fresh outputs agree with the stored ones by the cell's own rule (volatile, tolerance), the stored ones stay: a diff shows only what changed.</remarks>
    public static Notebook Update(Notebook stored, Notebook fresh)
    {
        var before = stored.Cells.ToDictionary(cell => cell.Id);
        var cells = fresh.Cells
            .Select(cell => before.TryGetValue(cell.Id, out var old) && OutputComparer.AreEqual(cell, old.Outputs, cell.Outputs) ? cell with { Outputs = old.Outputs } : cell)
            .ToArray();
        var metadata = (JsonObject)fresh.Metadata.DeepClone();
        if (metadata[CourseKey] is not JsonObject course)
            metadata[CourseKey] = course = [];
        course[RecordKey] = new JsonArray([.. cells.Select(cell => (JsonNode)Entry(cell))]);
        return fresh with { Cells = cells, Metadata = metadata };
    }

    /// <summary>How the cells differ from those that were there when the outputs were stored.</summary>
    internal static IEnumerable<CellDifference> CheckRecord(Notebook notebook)
    {
        var name = notebook.Path ?? "notebook";
        if (notebook.Course?[RecordKey] is not JsonArray recorded)
        {
            return [new CellDifference(CellDifferenceKind.NeverStored, name, "", -1, "", "a record of the cells whose outputs are stored", "none; store them: curriculum update", "")];
        }
        var entries = recorded.Select(entry => entry?.ToString() ?? "").ToList();
        var hashes = entries.DistinctBy(Id).ToDictionary(Id, entry => entry);
        var edited = notebook.Cells.Index()
            .Where(c => hashes.TryGetValue(c.Item.Id, out var entry) && entry != Entry(c.Item))
            .Select(c => new CellDifference(
                CellDifferenceKind.SourceChanged, name, c.Item.Id, c.Index, c.Item.FirstSourceLine, hashes[c.Item.Id], Entry(c.Item), ""));
        return [.. CellOrder.Differences(name, [.. entries.Select(Id)], notebook), .. edited];
    }

    private static string Id(string entry) => entry.Split(' ')[0];

    private static string Entry(Cell cell) =>
        cell.Kind == CellKind.Code ? $"{cell.Id} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cell.Source)))[..12]}" : cell.Id;
}

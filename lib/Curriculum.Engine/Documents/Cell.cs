using System.Text.Json.Nodes;

namespace Curriculum.Engine.Documents;

/// <summary>A cell of a notebook; immutable, so that a run makes new cells and leaves the stored ones as they were.</summary>
/// <param name="Id">The cell's stable name: 1 to 64 letters, digits, <c>-</c> or <c>_</c>, unique in its notebook.</param>
/// <param name="Kind">What the cell is.</param>
/// <param name="Source">Its text, lines ended by LF.</param>
public sealed record Cell(string Id, CellKind Kind, string Source)
{
    /// <summary>The tag of a cell whose output is never the same twice (wall-clock times); it is compared for its form only.</summary>
    public const string VolatileTag = "volatile";

    /// <summary>Jupyter's tag of a cell that is meant to throw: the run goes on after it.</summary>
    public const string RaisesExceptionTag = "raises-exception";

    /// <summary>What the cell showed when its outputs were stored; always empty for prose.</summary>
    public IReadOnlyList<CellOutput> Outputs { get; init; } = [];

    /// <summary>The cell's metadata as it stands in the file. Treat as read-only.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>Images pasted into prose, as nbformat stores them; null when there are none.</summary>
    public JsonObject? Attachments { get; init; }

    /// <summary>The cell's tags (<c>metadata.tags</c>).</summary>
    public IReadOnlyList<string> Tags =>
        Metadata["tags"] is JsonArray tags ? [.. tags.OfType<JsonValue>().Select(tag => tag.ToString())] : [];

    /// <summary>Whether the cell is tagged <c>volatile</c>.</summary>
    public bool IsVolatile => Tags.Contains(VolatileTag);

    /// <summary>Whether the cell is tagged <c>raises-exception</c>.</summary>
    public bool MayThrow => Tags.Contains(RaisesExceptionTag);

    /// <summary>The cell's part in its lesson (<c>metadata.curriculum.role</c>), such as <c>exercise</c>; null when it has none.</summary>
    public string? Role => (Metadata["curriculum"] as JsonObject)?["role"]?.ToString();

    /// <summary>The tolerance that the cell asks for (<c>metadata.curriculum.tolerance</c>); null means exact.</summary>
    public Tolerance? Tolerance =>
        (Metadata["curriculum"] as JsonObject)?["tolerance"] is JsonObject t
            ? new Tolerance(Number(t["relative"]), Number(t["absolute"]), t["reason"]?.ToString().Trim() ?? "")
            : null;

    /// <summary>The first line that is neither blank nor a bare comment sign: what a report quotes to name the cell.</summary>
    public string FirstSourceLine =>
        Source.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "";

    // Text where a number belongs is treated as no tolerance at all, so that the comparison is exact and the mistake shows.
    private static double Number(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<double>(out var number) ? number : 0;
}

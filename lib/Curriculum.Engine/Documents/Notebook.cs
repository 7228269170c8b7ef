using System.Text.Json.Nodes;

namespace Curriculum.Engine.Documents;

/// <summary>A Jupyter notebook (nbformat 4.5) in memory; immutable.</summary>
/// <remarks>
/// <see cref="ToJson"/> is canonical: keys sorted, one space of indentation, LF, text as arrays of lines, execution counts null, no timestamps.
/// Jupyter sorts and indents alike, so a notebook that was saved there differs only where it was changed.
/// Source: <see href="https://nbformat.readthedocs.io/en/latest/format_description.html"/>.
/// </remarks>
public sealed record Notebook
{
    /// <summary>The cells from top to bottom.</summary>
    public IReadOnlyList<Cell> Cells { get; init; } = [];

    /// <summary>The notebook's metadata as it stands in the file. Treat as read-only.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>The file it was read from; null for one that has none yet.</summary>
    public string? Path { get; init; }

    /// <summary>The course's own part of the metadata (<c>metadata.curriculum</c>); null when there is none.</summary>
    public JsonObject? Course => Metadata["curriculum"] as JsonObject;

    /// <summary>Reads a notebook file. Notebooks of nbformat 4.0 to 4.4, which have no cell ids, get ids derived from their contents.</summary>
    /// <exception cref="NotebookFormatException">The file is no JSON or no notebook: file, line, column and cure are in the message.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Notebook Read(string path)
    {
        var fullPath = System.IO.Path.GetFullPath(path);
        return NotebookReader.Read(File.ReadAllBytes(fullPath), fullPath);
    }

    /// <summary>Reads a notebook from its JSON text.</summary>
    /// <param name="json">The text of an <c>.ipynb</c> file.</param>
    /// <param name="path">The file that messages should name, and whose folder a run works in.</param>
    /// <exception cref="NotebookFormatException">The text is no JSON or no notebook.</exception>
    public static Notebook Parse(string json, string? path = null) =>
        NotebookReader.Read(System.Text.Encoding.UTF8.GetBytes(json), path);

    /// <summary>The canonical text of the notebook; reading it back and writing it again gives the same text.</summary>
    public string ToJson() => NotebookWriter.Write(this);

    /// <summary>Writes the canonical text, atomically: the file holds either all of the old text or all of the new.</summary>
    /// <exception cref="IOException">The file cannot be written; it is as it was.</exception>
    public void Write(string path) => AtomicFile.WriteText(path, ToJson());
}

using System.Text.Json.Nodes;

namespace Curriculum.Engine.Documents;

/// <summary>Writes the canonical text of a notebook: sorted keys, one space of indentation, LF, no execution counts, no timestamps.</summary>
internal static class NotebookWriter
{
    // What VS Code and Jupyter add at every run: it says when and how, not what.
    private static readonly string[] VolatileMetadata = ["execution", "ExecuteTime", "collapsed", "scrolled"];

    public static string Write(Notebook notebook)
    {
        var root = new JsonObject
        {
            ["cells"] = new JsonArray([.. notebook.Cells.Select(WriteCell)]),
            ["metadata"] = notebook.Metadata.DeepClone(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        return CanonicalJson.Indented(root) + "\n";
    }

    private static JsonObject WriteCell(Cell cell)
    {
        var written = new JsonObject
        {
            ["cell_type"] = cell.Kind switch { CellKind.Code => "code", CellKind.Markdown => "markdown", _ => "raw" },
            ["id"] = cell.Id,
            ["metadata"] = WriteMetadata(cell.Metadata),
            ["source"] = Lines(cell.Source),
        };
        if (cell.Attachments is { } attachments)
            written["attachments"] = attachments.DeepClone();
        if (cell.Kind == CellKind.Code)
        {
            written["execution_count"] = null;
            written["outputs"] = new JsonArray([.. cell.Outputs.Select(WriteOutput)]);
        }
        return written;
    }

    private static JsonObject WriteMetadata(JsonObject metadata)
    {
        var kept = (JsonObject)metadata.DeepClone();
        foreach (var name in VolatileMetadata)
            kept.Remove(name);
        return kept;
    }

    private static JsonObject WriteOutput(CellOutput output) => output switch
    {
        StreamOutput stream => new JsonObject
        {
            ["output_type"] = "stream",
            ["name"] = stream.Name == StreamName.Output ? "stdout" : "stderr",
            ["text"] = Lines(stream.Text),
        },
        DisplayData display => new JsonObject
        {
            ["output_type"] = "display_data",
            ["data"] = WriteData(display.Data),
            ["metadata"] = new JsonObject(),
        },
        ExecuteResult result => new JsonObject
        {
            ["output_type"] = "execute_result",
            ["data"] = WriteData(result.Data),
            ["execution_count"] = null,
            ["metadata"] = new JsonObject(),
        },
        ErrorOutput error => new JsonObject
        {
            ["output_type"] = "error",
            ["ename"] = error.Name,
            ["evalue"] = error.Message,
            ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
        },
        _ => throw new ArgumentException($"NotebookWriter: an output is a stream, display data, an execute result or an error, got {output.GetType().Name}.", nameof(output)),
    };

    private static JsonObject WriteData(MimeBundle data)
    {
        var written = new JsonObject();
        foreach (var (mimeType, text) in data)
            written[mimeType] = MimeTypes.IsJson(mimeType) ? JsonNode.Parse(text) : Lines(text);
        return written;
    }

    private static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        text = LineEndings.ToLf(text);
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            var next = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..next]);
            start = next;
        }
        return lines;
    }
}

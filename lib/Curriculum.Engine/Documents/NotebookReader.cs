using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Curriculum.Engine.Documents;

/// <summary>Reads nbformat 4.x JSON and says where and how a file breaks its rules.</summary>
internal sealed class NotebookReader
{
    private const int MaxIdLength = 64;

    private readonly byte[] _utf8;
    private readonly string? _path;
    private readonly HashSet<string> _ids = [];

    private NotebookReader(byte[] utf8, string? path)
    {
        _utf8 = utf8;
        _path = path;
    }

    internal static JsonReaderOptions ReaderOptions => new() { MaxDepth = 128 };

    public static Notebook Read(byte[] utf8, string? path)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        return new NotebookReader(utf8.AsSpan().StartsWith(byteOrderMark) ? utf8[3..] : utf8, path).ReadNotebook();
    }

    private Notebook ReadNotebook()
    {
        if (ParseJson() is not JsonObject root)
            throw Error(0, "this is JSON, but not a notebook.", "A notebook is an object with cells, metadata, nbformat and nbformat_minor.");
        CheckVersion(root);
        if (root["cells"] is not JsonArray cells)
            throw Error(root, "a notebook needs a list named cells.", """Add "cells": [].""");
        return new Notebook
        {
            Path = _path,
            Cells = [.. cells.Select((cell, index) => ReadCell(cell, index, cells))],
            Metadata = ReadObject(root, "metadata") ?? [],
        };
    }

    private JsonNode? ParseJson()
    {
        try
        {
            return JsonNode.Parse(_utf8, documentOptions: new JsonDocumentOptions { MaxDepth = ReaderOptions.MaxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            var lineStart = OffsetOfLine(e.LineNumber ?? 0);
            // The parser's own place, appended to its text, counts from zero and in bytes: ours replaces it.
            var problem = e.Message.Split(" LineNumber:")[0].Split(" Path:")[0].TrimEnd('.');
            throw Error(
                lineStart + (int)(e.BytePositionInLine ?? 0),
                $"this is not valid JSON: {problem}.",
                "Look for a missing comma, quote or bracket here or just before, or take the file back from version control.",
                e);
        }
    }

    private void CheckVersion(JsonObject root)
    {
        if (root["nbformat"] is not JsonValue major || !major.TryGetValue<int>(out var version))
            throw Error(root, "a notebook needs the number nbformat.", """Add "nbformat": 4, "nbformat_minor": 5.""");
        if (version != 4)
            throw Error(major, $"nbformat must be 4, got {version}.", "Open the notebook in a current Jupyter or VS Code and save it.");
    }

    private Cell ReadCell(JsonNode? node, int index, JsonArray cells)
    {
        if (node is not JsonObject cell)
            throw Error(node ?? cells, $"cells[{index}] must be an object.", "Remove it or give it cell_type, id, metadata and source.");
        var kind = Text(cell, "cell_type") switch
        {
            "code" => CellKind.Code,
            "markdown" => CellKind.Markdown,
            "raw" => CellKind.Raw,
            var other => throw Error(cell["cell_type"] ?? cell, $"cell_type must be code, markdown or raw, got {other ?? "nothing"}.", "Correct it."),
        };
        if (cell["source"] is null)
            throw Error(cell, "a cell needs its source.", """Add "source": [].""");
        var source = MultilineText(cell["source"]!, "source");
        return new Cell(ReadId(cell, source), kind, source)
        {
            Metadata = ReadObject(cell, "metadata") ?? [],
            Attachments = ReadObject(cell, "attachments"),
            Outputs = kind == CellKind.Code ? ReadOutputs(cell) : [],
        };
    }

    private string ReadId(JsonObject cell, string source)
    {
        var id = Text(cell, "id");
        if (id is null)
            return IdFromContents(source);
        if (id.Length is 0 or > MaxIdLength || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw Error(cell["id"]!, $"a cell id has 1 to {MaxIdLength} letters, digits, - or _, got '{id}'.", "Give the cell another id.");
        if (!_ids.Add(id))
            throw Error(cell["id"]!, $"the cell id '{id}' is used twice.", "Give one of the two cells another id.");
        return id;
    }

    // nbformat 4.4 and older have no ids. One made from the contents is the same at every reading, whatever is inserted above.
    private string IdFromContents(string source)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)))[..8];
        var id = hash;
        for (var copy = 2; !_ids.Add(id); copy++)
            id = string.Create(CultureInfo.InvariantCulture, $"{hash}-{copy}");
        return id;
    }

    private List<CellOutput> ReadOutputs(JsonObject cell)
    {
        if (cell["outputs"] is null)
            return [];
        if (cell["outputs"] is not JsonArray outputs)
            throw Error(cell["outputs"]!, "outputs must be a list.", """Write "outputs": [] and run the cell again.""");
        return [.. outputs.Select((output, index) => ReadOutput(output as JsonObject ?? throw Error(output ?? outputs, $"outputs[{index}] must be an object.", "Remove it.")))];
    }

    private CellOutput ReadOutput(JsonObject output) => Text(output, "output_type") switch
    {
        "stream" => new StreamOutput(ReadStreamName(output), MultilineText(Needed(output, "text"), "text")),
        "display_data" => new DisplayData(ReadData(output)),
        "execute_result" => new ExecuteResult(ReadData(output)),
        "error" => new ErrorOutput(Text(output, "ename") ?? "", Text(output, "evalue") ?? "", ReadTraceback(output)),
        var other => throw Error(
            output["output_type"] ?? output,
            $"output_type must be stream, display_data, execute_result or error, got {other ?? "nothing"}.",
            "Remove the output and run the cell again."),
    };

    private StreamName ReadStreamName(JsonObject output) => Text(output, "name") switch
    {
        "stdout" => StreamName.Output,
        "stderr" => StreamName.Error,
        var other => throw Error(output["name"] ?? output, $"a stream is named stdout or stderr, got {other ?? "nothing"}.", "Correct the name."),
    };

    private MimeBundle ReadData(JsonObject output) =>
        new(((Needed(output, "data") as JsonObject) ?? throw Error(output["data"]!, "data must be an object.", "Run the cell again."))
            .Select(d => KeyValuePair.Create(
                d.Key,
                MimeTypes.IsJson(d.Key) ? CanonicalJson.Compact(d.Value) : MultilineText(d.Value ?? output, d.Key))));

    private static string[] ReadTraceback(JsonObject output) =>
        output["traceback"] is JsonArray lines ? [.. lines.Select(line => line?.ToString() ?? "")] : [];

    private JsonNode Needed(JsonObject parent, string name) =>
        parent[name] ?? throw Error(parent, $"this needs {name}.", "Remove the output and run the cell again.");

    private JsonObject? ReadObject(JsonObject parent, string name) => parent[name] switch
    {
        null => null,
        JsonObject found => (JsonObject)found.DeepClone(),
        var other => throw Error(other, $"{name} must be an object.", $$"""Write "{{name}}": {}."""),
    };

    // nbformat allows text as one string or as a list of lines that keep their line ends.
    private string MultilineText(JsonNode node, string name)
    {
        var text = node switch
        {
            JsonArray lines when lines.All(line => line?.GetValueKind() == JsonValueKind.String) => string.Concat(lines.Select(line => line!.GetValue<string>())),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            _ => throw Error(node, $"{name} must be a string or a list of strings.", "Correct it or take the file back from version control."),
        };
        return LineEndings.ToLf(text);
    }

    private static string? Text(JsonObject parent, string name) =>
        parent[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private int OffsetOfLine(long line)
    {
        var offset = 0;
        for (; line > 0; line--)
            offset += _utf8.AsSpan(offset).IndexOf((byte)'\n') + 1;
        return offset;
    }

    private NotebookFormatException Error(JsonNode at, string problem, string cure)
    {
        var (line, column) = JsonLocator.Locate(_utf8, at);
        return new NotebookFormatException(_path, line, column, problem, cure);
    }

    private NotebookFormatException Error(int offset, string problem, string cure, Exception? innerException = null)
    {
        var (line, column) = JsonLocator.LineAndColumn(_utf8, offset);
        return new NotebookFormatException(_path, line, column, problem, cure, innerException);
    }
}

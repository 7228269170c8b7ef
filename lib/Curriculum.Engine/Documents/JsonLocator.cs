using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Curriculum.Engine.Documents;

/// <summary>Finds line and column of a node in JSON text; System.Text.Json keeps no positions in its nodes.</summary>
internal static class JsonLocator
{
    /// <summary>Line and column (from 1) of the node's first character.</summary>
    public static (int Line, int Column) Locate(ReadOnlySpan<byte> utf8, JsonNode node)
    {
        var reader = new Utf8JsonReader(utf8, NotebookReader.ReaderOptions);
        reader.Read();
        foreach (var step in StepsFromRoot(node))
        {
            if (step is string name)
            {
                while (reader.Read() && !reader.ValueTextEquals(name))
                    reader.Skip();
                reader.Read();
            }
            else
            {
                reader.Read();
                for (var i = 0; i < (int)step; i++)
                {
                    reader.Skip();
                    reader.Read();
                }
            }
        }
        return LineAndColumn(utf8, (int)reader.TokenStartIndex);
    }

    /// <summary>Line and column (from 1, in characters) of a byte offset.</summary>
    public static (int Line, int Column) LineAndColumn(ReadOnlySpan<byte> utf8, int offset)
    {
        var before = utf8[..Math.Min(offset, utf8.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    private static List<object> StepsFromRoot(JsonNode node)
    {
        var steps = new List<object>();
        for (var at = node; at.Parent is { } parent; at = parent)
            steps.Add(parent is JsonArray ? at.GetElementIndex() : at.GetPropertyName());
        steps.Reverse();
        return steps;
    }
}

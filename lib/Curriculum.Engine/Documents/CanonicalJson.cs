using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Curriculum.Engine.Documents;

/// <summary>JSON with sorted keys, as Python's <c>json.dumps(…, indent=1, sort_keys=True, ensure_ascii=False)</c> writes it, which is what Jupyter uses.</summary>
/// <remarks>Own code because every encoder of System.Text.Json escapes characters outside the basic plane: 😀 would become unreadable, and every save in Jupyter a diff.</remarks>
internal static class CanonicalJson
{
    /// <summary>A line for every value, one space of indentation a level.</summary>
    public static string Indented(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node, "\n", " ");
        return text.ToString();
    }

    /// <summary>All on one line.</summary>
    public static string Compact(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node, "", "");
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node, string newLine, string indent)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } properties:
                WriteItems(text, '{', '}', properties.OrderBy(p => p.Key, StringComparer.Ordinal), newLine, indent, (property, inner) =>
                {
                    WriteString(text, property.Key);
                    text.Append(indent.Length > 0 ? ": " : ":");
                    Write(text, property.Value, inner, indent);
                });
                break;
            case JsonArray { Count: > 0 } items:
                WriteItems(text, '[', ']', items, newLine, indent, (item, inner) => Write(text, item, inner, indent));
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                WriteString(text, value.GetValue<string>());
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void WriteItems<T>(StringBuilder text, char open, char close, IEnumerable<T> items, string newLine, string indent, Action<T, string> write)
    {
        text.Append(open);
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator).Append(newLine).Append(indent);
            write(item, newLine + indent);
            separator = ",";
        }
        text.Append(newLine).Append(close);
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\f' => text.Append("\\f"),
                '\b' => text.Append("\\b"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }
        text.Append('"');
    }
}

using System.Text.Json.Nodes;
using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Jupyter;

/// <summary>The bodies of messages that say the same everywhere.</summary>
internal static class Contents
{
    public static JsonObject Ok => new() { ["status"] = "ok" };

    /// <summary>Answer to <c>kernel_info_request</c>.</summary>
    public static JsonObject KernelInfo => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = JupyterMessage.ProtocolVersion,
        ["implementation"] = "curriculum",
        ["implementation_version"] = typeof(Contents).Assembly.GetName().Version?.ToString(3),
        ["banner"] = $"Curriculum: C# on .NET {Environment.Version}",
        ["language_info"] = new JsonObject
        {
            ["name"] = "C#",
            ["version"] = "14.0",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        },
        ["help_links"] = new JsonArray(),
    };

    /// <summary>An error, as a message of its own and as part of a reply.</summary>
    public static JsonObject Error(ErrorOutput error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };

    /// <summary>A value by MIME type; JSON types as JSON.</summary>
    public static JsonObject Data(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach (var (mimeType, text) in bundle)
            data[mimeType] = MimeTypes.IsJson(mimeType) ? JsonNode.Parse(text) : text;
        return data;
    }
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace Curriculum.Engine.Jupyter;

/// <summary>A message of Jupyter's protocol, version 5.3.</summary>
/// <remarks>Source: Jupyter client documentation, "Messaging in Jupyter", section "General Message Format".</remarks>
/// <param name="Identities">Routing parts before the delimiter; the topic on the output channel.</param>
/// <param name="Header">msg_id, msg_type, session, username, date, version.</param>
/// <param name="Parent">The header of the request that this answers; empty for a request.</param>
/// <param name="Content">The body, by msg_type.</param>
internal sealed record JupyterMessage(IReadOnlyList<byte[]> Identities, JsonObject Header, JsonObject Parent, JsonObject Content)
{
    /// <summary>The protocol version that this kernel speaks.</summary>
    public const string ProtocolVersion = "5.3";

    /// <summary>The kind of message, such as <c>execute_request</c>.</summary>
    public string Type => (string?)Header["msg_type"] ?? "";

    /// <summary>When the client sent it; the end of time when it does not say.</summary>
    public DateTimeOffset Sent => Header["date"] is JsonValue date && date.TryGetValue(out string? text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var sent) ? sent : DateTimeOffset.MaxValue;

    /// <summary>A message about <paramref name="parent"/>, or one of nobody's asking when that is null.</summary>
    public static JupyterMessage Create(string type, string session, JupyterMessage? parent, JsonObject content, IReadOnlyList<byte[]> identities)
        => new(
            identities,
            new JsonObject
            {
                ["msg_id"] = Guid.NewGuid().ToString(),
                ["msg_type"] = type,
                ["session"] = session,
                ["username"] = "kernel",
                ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"),
                ["version"] = ProtocolVersion,
            },
            parent is null ? [] : (JsonObject)parent.Header.DeepClone(),
            content);
}

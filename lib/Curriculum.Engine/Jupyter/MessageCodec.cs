using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Curriculum.Engine.Jupyter;

/// <summary>Turns messages into signed parts and back: <c>identities … · &lt;IDS|MSG&gt; · HMAC · header · parent · metadata · content · buffers …</c>.</summary>
/// <remarks>The signature is HMAC-SHA256 of the four JSON parts, in hexadecimal. Source: Jupyter client documentation, "The Wire Protocol".</remarks>
/// <param name="key">The key of the connection file; empty turns signing off.</param>
internal sealed class MessageCodec(string key)
{
    // Enough to outlast any burst of a client; a replayed message older than this fails on nothing but its age.
    private const int RememberedSignatures = 65_536;

    // Japanese and `+` as they are: nothing here is embedded in HTML.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);
    private readonly HashSet<string> _seen = [];
    private readonly Queue<string> _order = new();
    private readonly Lock _lock = new();

    /// <summary>The parts of a message, signed.</summary>
    public IReadOnlyList<byte[]> Encode(JupyterMessage message)
    {
        byte[][] json = [Bytes(message.Header), Bytes(message.Parent), Bytes([]), Bytes(message.Content)];
        return [.. message.Identities, Delimiter, Encoding.ASCII.GetBytes(Sign(json)), .. json];
    }

    /// <summary>The message in <paramref name="parts"/>, or null with the reason when it must be dropped: malformed, wrongly signed, or seen before.</summary>
    public JupyterMessage? Decode(IReadOnlyList<byte[]> parts, out string? refused)
    {
        int delimiter = 0;
        while (delimiter < parts.Count && !parts[delimiter].AsSpan().SequenceEqual(Delimiter))
            delimiter++;
        if (parts.Count < delimiter + 6)
        {
            refused = "a message must have <IDS|MSG>, a signature and four JSON parts";
            return null;
        }

        byte[][] json = [.. parts.Skip(delimiter + 2).Take(4)];
        if (!Verify(parts[delimiter + 1], json, out refused))
            return null;

        try
        {
            var header = Parse(json[0]);
            // What the kernel itself reads of every message; the content is the business of who serves it.
            foreach (string field in (string[])["msg_id", "msg_type"])
            {
                if (header[field]?.GetValueKind() != JsonValueKind.String)
                    throw new JsonException($"the header needs a text named {field}.");
            }

            return new JupyterMessage([.. parts.Take(delimiter)], header, Parse(json[1]), Parse(json[3]));
        }
        catch (JsonException e)
        {
            refused = $"a part is not a JSON object of the protocol: {e.Message}";
            return null;
        }
    }

    private bool Verify(byte[] signature, byte[][] json, out string? refused)
    {
        refused = null;
        if (_key.Length == 0)
            return true;

        string expected = Sign(json);
        // Constant time: how long a comparison takes must not tell how much of a forged signature is right.
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), signature))
        {
            refused = "the signature is wrong";
            return false;
        }

        lock (_lock)
        {
            if (!_seen.Add(expected))
            {
                refused = "the message was sent before";
                return false;
            }

            _order.Enqueue(expected);
            if (_order.Count > RememberedSignatures)
                _seen.Remove(_order.Dequeue());
        }

        return true;
    }

    private string Sign(byte[][] json)
    {
        if (_key.Length == 0)
            return "";

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (byte[] part in json)
            hmac.AppendData(part);
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    private static byte[] Bytes(JsonObject value) => Encoding.UTF8.GetBytes(value.ToJsonString(Json));

    private static JsonObject Parse(byte[] utf8)
    {
        // The reader leaves text undecoded; a text that cannot be decoded must be refused here and not where it is used.
        if (!Utf8.IsValid(utf8))
            throw new JsonException("it is not UTF-8.");
        return JsonNode.Parse(utf8, documentOptions: Strict) as JsonObject ?? throw new JsonException("expected { … }.");
    }
}

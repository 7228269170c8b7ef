using System.Text;
using System.Text.Json.Nodes;
using Curriculum.Engine.Jupyter;

namespace Curriculum.Engine.Tests.Jupyter;

public sealed class MessageCodecTests
{
    [Fact]
    public void The_signature_is_the_one_that_openssl_computes()
    {
        // printf '%s' '{"msg_type":"x"}{}{}{"code":"1+1"}' | openssl dgst -sha256 -hmac secret
        var message = new JupyterMessage([], new JsonObject { ["msg_type"] = "x" }, [], new JsonObject { ["code"] = "1+1" });

        string signature = Encoding.ASCII.GetString(new MessageCodec("secret").Encode(message)[1]);

        Assert.Equal(ExpectedSignature, signature);
    }

    [Fact]
    public void A_message_survives_the_way_there_and_back()
    {
        var sent = JupyterMessage.Create("status", "session", null, new JsonObject { ["text"] = "勾配" }, [[1, 2], []]);

        var got = new MessageCodec("k").Decode(new MessageCodec("k").Encode(sent), out string? refused);

        Assert.Null(refused);
        Assert.Equal("status", got!.Type);
        Assert.Equal("勾配", (string?)got.Content["text"]);
        Assert.Equal([[1, 2], []], got.Identities);
    }

    [Fact]
    public void A_changed_replayed_unsigned_or_malformed_message_is_refused_with_the_reason()
    {
        var codec = new MessageCodec("k");
        var parts = codec.Encode(JupyterMessage.Create("x", "s", null, [], [])).ToList();

        Assert.Equal("the signature is wrong", Refusal(codec, [.. parts[..5], [.. "{\"code\":1}"u8]]));
        Assert.Equal("the signature is wrong", Refusal(codec, [parts[0], [], .. parts[2..]]));
        Assert.Null(Refusal(codec, parts));
        Assert.Equal("the message was sent before", Refusal(codec, parts));
        Assert.Contains("four JSON parts", Refusal(codec, parts[..4]), StringComparison.Ordinal);
        Assert.Contains("not a JSON object", Refusal(new MessageCodec(""), [parts[0], [], [.. "[1]"u8], .. parts[3..]]), StringComparison.Ordinal);
    }

    private static string? Refusal(MessageCodec codec, IReadOnlyList<byte[]> parts)
    {
        _ = codec.Decode(parts, out string? refused);
        return refused;
    }

    private const string ExpectedSignature = "f0ade4e26e77d181cf2f1e872fb394105dce258b517897da7a9f3fafa42a66e6";
}

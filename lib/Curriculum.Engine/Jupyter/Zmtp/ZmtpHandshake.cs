using System.Buffers.Binary;
using System.Text;

namespace Curriculum.Engine.Jupyter.Zmtp;

/// <summary>The opening of a ZMTP 3 connection with the NULL security mechanism.</summary>
/// <remarks>
/// Greeting, 64 bytes each way: <c>FF · 8 bytes · 7F · version 3.0 · mechanism (20 bytes, zero-padded) · as-server · 31 zero bytes</c>; then one READY command each way
/// with the properties Socket-Type and Identity. This side speaks minor version 0, so subscriptions come as messages, not as commands.
/// Source: ZMTP 3.0 (rfc.zeromq.org/spec/23), sections "Greeting" and "The NULL Security Mechanism".
/// </remarks>
internal static class ZmtpHandshake
{
    private const int GreetingLength = 64;

    /// <summary>Exchanges greeting and READY; returns the peer's socket type and identity (empty when it has none).</summary>
    /// <exception cref="ZmtpException">The peer does not speak ZMTP 3 with NULL, or its socket type does not fit <paramref name="own"/>.</exception>
    public static (string SocketType, byte[] Identity) Run(Stream stream, ZmtpSocketType own)
    {
        stream.Write(Greeting());
        var peer = new byte[GreetingLength];
        stream.ReadExactly(peer);
        CheckGreeting(peer);

        using (var ready = new MemoryStream())
        {
            new ZmtpFrame(Ready(own), More: false, IsCommand: true).WriteTo(ready);
            stream.Write(ready.ToArray());
        }

        var frame = ZmtpFrame.Read(stream)
            ?? throw new EndOfStreamException("ZMTP handshake: the peer closed the connection before READY.");
        var properties = ParseReady(frame);
        string socketType = properties.TryGetValue("socket-type", out var value) ? Encoding.ASCII.GetString(value) : "";
        if (!Fits(own, socketType))
            throw new ZmtpException($"ZMTP handshake: a peer of type '{socketType}' cannot talk to a {own} socket.");

        return (socketType, properties.GetValueOrDefault("identity", []));
    }

    private static byte[] Greeting()
    {
        var greeting = new byte[GreetingLength];
        (greeting[0], greeting[9], greeting[10]) = (0xFF, 0x7F, 3);
        "NULL"u8.CopyTo(greeting.AsSpan(12));
        return greeting;
    }

    private static void CheckGreeting(ReadOnlySpan<byte> peer)
    {
        if (peer[0] != 0xFF || (peer[9] & 1) == 0)
            throw new ZmtpException("ZMTP greeting: the signature FF … 7F is missing: the peer does not speak ZeroMQ.");
        if (peer[10] < 3)
            throw new ZmtpException($"ZMTP greeting: version must be 3 or later, got {peer[10]}.");

        string mechanism = Encoding.ASCII.GetString(peer.Slice(12, 20)).TrimEnd('\0');
        if (mechanism != "NULL")
            throw new ZmtpException($"ZMTP greeting: the security mechanism must be NULL, got '{mechanism}'.");
    }

    private static byte[] Ready(ZmtpSocketType own)
    {
        var body = new List<byte>([5, .. "READY"u8]);
        Add("Socket-Type", Encoding.ASCII.GetBytes(own.ToString().ToUpperInvariant()));
        Add("Identity", []);
        return [.. body];

        void Add(string name, byte[] value)
        {
            body.Add((byte)name.Length);
            body.AddRange(Encoding.ASCII.GetBytes(name));
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
            body.AddRange(length);
            body.AddRange(value);
        }
    }

    private static Dictionary<string, byte[]> ParseReady(ZmtpFrame frame)
    {
        var body = frame.Body.AsSpan();
        if (!frame.IsCommand || body.Length < 6 || body[0] != 5 || !body[1..6].SequenceEqual("READY"u8))
            throw new ZmtpException("ZMTP handshake: expected the command READY.");

        var properties = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        for (var rest = body[6..]; rest.Length > 0;)
        {
            int nameLength = rest[0];
            if (nameLength == 0 || rest.Length < 1 + nameLength + 4)
                throw new ZmtpException("ZMTP handshake: a property of READY is cut off.");

            string name = Encoding.ASCII.GetString(rest.Slice(1, nameLength));
            uint valueLength = BinaryPrimitives.ReadUInt32BigEndian(rest[(1 + nameLength)..]);
            rest = rest[(1 + nameLength + 4)..];
            if (valueLength > (uint)rest.Length)
                throw new ZmtpException($"ZMTP handshake: the value of property '{name}' is cut off.");

            properties[name] = rest[..(int)valueLength].ToArray();
            rest = rest[(int)valueLength..];
        }

        return properties;
    }

    private static bool Fits(ZmtpSocketType own, string peer) => own switch
    {
        ZmtpSocketType.Router => peer is "DEALER" or "REQ" or "ROUTER",
        ZmtpSocketType.Pub => peer is "SUB" or "XSUB",
        ZmtpSocketType.Rep => peer is "REQ" or "DEALER",
        _ => false,
    };
}

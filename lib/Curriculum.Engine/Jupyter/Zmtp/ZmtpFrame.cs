using System.Buffers.Binary;

namespace Curriculum.Engine.Jupyter.Zmtp;

/// <summary>One frame of the ZeroMQ Message Transport Protocol: flags, length, body.</summary>
/// <remarks>
/// <c>flags (1 byte) · length (1 byte, or 8 bytes big-endian when LONG) · body</c>. Flags: bit 0 MORE, bit 1 LONG, bit 2 COMMAND; the others are zero.
/// Source: ZMTP 3.0 (rfc.zeromq.org/spec/23), section "Framing".
/// </remarks>
/// <param name="Body">The bytes.</param>
/// <param name="More">Another frame of the same message follows.</param>
/// <param name="IsCommand">A command of the protocol, not a part of a message.</param>
internal readonly record struct ZmtpFrame(byte[] Body, bool More, bool IsCommand)
{
    /// <summary>The longest body that is accepted: a stray or hostile length must not take the memory of the process.</summary>
    public const int MaximumLength = 256 * 1024 * 1024;

    private const byte MoreFlag = 1, LongFlag = 2, CommandFlag = 4;

    /// <summary>Reads one frame; null when the peer closed the connection between two frames.</summary>
    /// <exception cref="ZmtpException">Reserved flags, a command with MORE, or a length over <see cref="MaximumLength"/>.</exception>
    /// <exception cref="EndOfStreamException">The connection ended inside the frame.</exception>
    public static ZmtpFrame? Read(Stream stream)
    {
        var head = new byte[9];
        if (stream.ReadAtLeast(head.AsSpan(0, 1), 1, throwOnEndOfStream: false) == 0)
            return null;

        byte flags = head[0];
        bool more = (flags & MoreFlag) != 0, command = (flags & CommandFlag) != 0;
        if ((flags & ~(MoreFlag | LongFlag | CommandFlag)) != 0 || (command && more))
            throw new ZmtpException($"ZMTP frame: flags must be a combination of MORE, LONG and COMMAND, and a command has no MORE; got 0x{flags:x2}.");

        int lengthBytes = (flags & LongFlag) != 0 ? 8 : 1;
        stream.ReadExactly(head.AsSpan(1, lengthBytes));
        ulong length = lengthBytes == 8 ? BinaryPrimitives.ReadUInt64BigEndian(head.AsSpan(1)) : head[1];
        if (length > MaximumLength)
            throw new ZmtpException($"ZMTP frame: a body must have at most {MaximumLength} bytes, got {length}.");

        var body = new byte[(int)length];
        stream.ReadExactly(body);
        return new ZmtpFrame(body, more, command);
    }

    /// <summary>Appends the frame to <paramref name="target"/>.</summary>
    public void WriteTo(Stream target)
    {
        bool isLong = Body.Length > byte.MaxValue;
        target.WriteByte((byte)((More ? MoreFlag : 0) | (isLong ? LongFlag : 0) | (IsCommand ? CommandFlag : 0)));
        if (isLong)
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(length, (ulong)Body.Length);
            target.Write(length);
        }
        else
        {
            target.WriteByte((byte)Body.Length);
        }

        target.Write(Body);
    }
}

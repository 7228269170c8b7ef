using System.Threading.Channels;

namespace Curriculum.Engine.Jupyter.Zmtp;

/// <summary>One peer: its identity, the messages it sends, and a queue of messages for it.</summary>
/// <remarks>Sending never blocks the sender; a peer that stops reading is dropped when <see cref="MaximumBacklog"/> bytes wait for it.</remarks>
internal sealed class ZmtpConnection : IDisposable
{
    /// <summary>Bytes that may wait for a peer that does not read.</summary>
    public const long MaximumBacklog = 512L * 1024 * 1024;

    private readonly Stream _stream;
    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private long _backlog;

    private ZmtpConnection(Stream stream, byte[] identity) => (_stream, Identity) = (stream, identity);

    /// <summary>The identity that the peer announced, empty when it has none.</summary>
    public byte[] Identity { get; }

    /// <summary>Shakes hands with a peer that has just connected.</summary>
    /// <exception cref="ZmtpException">The peer is no fitting ZeroMQ peer.</exception>
    public static async Task<ZmtpConnection> OpenAsync(Stream stream, ZmtpSocketType own, CancellationToken cancellation)
    {
        var (_, identity) = await ZmtpHandshake.RunAsync(stream, own, cancellation).ConfigureAwait(false);
        return new ZmtpConnection(stream, identity);
    }

    /// <summary>The next whole message, or null when the peer closed the connection.</summary>
    public async Task<IReadOnlyList<byte[]>?> ReceiveAsync(CancellationToken cancellation)
    {
        var parts = new List<byte[]>();
        long size = 0;
        while (true)
        {
            var next = await ZmtpFrame.ReadAsync(_stream, cancellation).ConfigureAwait(false);
            if (next is not { } frame)
                return parts.Count == 0 ? null : throw new EndOfStreamException("ZMTP: the connection ended inside a message.");

            if (frame.IsCommand)
            {
                AnswerCommand(frame.Body);
                continue;
            }

            // A message of many parts must not get round the limit on one part.
            if ((size += frame.Body.Length + 1) > ZmtpFrame.MaximumLength)
                throw new ZmtpException($"ZMTP message: the parts together must have at most {ZmtpFrame.MaximumLength} bytes.");

            parts.Add(frame.Body);
            if (!frame.More)
                return parts;
        }
    }

    /// <summary>Queues a message; messages leave in the order of the calls.</summary>
    public void Send(IReadOnlyList<byte[]> parts)
    {
        using var bytes = new MemoryStream();
        for (int i = 0; i < parts.Count; i++)
            new ZmtpFrame(parts[i], More: i < parts.Count - 1, IsCommand: false).WriteTo(bytes);
        Queue(bytes.ToArray());
    }

    /// <summary>Writes queued messages until the connection ends; every connection runs this once.</summary>
    public async Task WriteLoopAsync(CancellationToken cancellation)
    {
        await foreach (var bytes in _outgoing.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            await _stream.WriteAsync(bytes, cancellation).ConfigureAwait(false);
            await _stream.FlushAsync(cancellation).ConfigureAwait(false);
            Interlocked.Add(ref _backlog, -bytes.Length);
        }
    }

    /// <summary>Lets what is queued leave, then ends <see cref="WriteLoopAsync"/>.</summary>
    public void Complete() => _outgoing.Writer.TryComplete();

    /// <inheritdoc/>
    public void Dispose()
    {
        Complete();
        _stream.Dispose();
    }

    private void Queue(byte[] bytes)
    {
        if (Interlocked.Add(ref _backlog, bytes.Length) > MaximumBacklog)
            Dispose();
        else
            _outgoing.Writer.TryWrite(bytes);
    }

    // PING (time to live, context) is answered by PONG (context), as ZMTP 3.1 asks; other commands need no answer.
    private void AnswerCommand(byte[] body)
    {
        if (body.Length < 7 || body[0] != 4 || !body.AsSpan(1, 4).SequenceEqual("PING"u8))
            return;

        using var bytes = new MemoryStream();
        new ZmtpFrame([4, .. "PONG"u8, .. body.AsSpan(7)], More: false, IsCommand: true).WriteTo(bytes);
        Queue(bytes.ToArray());
    }
}

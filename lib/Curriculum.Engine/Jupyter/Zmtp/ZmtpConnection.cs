using System.Diagnostics;

namespace Curriculum.Engine.Jupyter.Zmtp;

/// <summary>One peer: its identity, the messages it sends, and a queue of messages for it.</summary>
/// <remarks>
/// Sending never waits; who can make messages without end calls <see cref="WaitForRoom"/> before each. A peer that takes nothing for <see cref="Patience"/> is gone, whatever TCP says.
/// Nothing here runs on the thread pool: a cell may keep all of its threads busy.
/// </remarks>
internal sealed class ZmtpConnection : IDisposable
{
    /// <summary>Bytes that may wait for a peer before <see cref="WaitForRoom"/> waits.</summary>
    public const long Room = 16L * 1024 * 1024;

    /// <summary>Bytes that may wait for a peer at all.</summary>
    public const long MaximumBacklog = 512L * 1024 * 1024;

    // So that a long message, too, shows how far its peer has come.
    private const int WrittenAtOnce = 1024 * 1024;

    private readonly Stream _stream;

    // A monitor and not a lock, because threads wait on it.
    private readonly object _lock = new();
    private readonly Queue<byte[]> _outgoing = new();
    private long _backlog;
    private long _lastTaken;
    private bool _isComplete;

    private ZmtpConnection(Stream stream, byte[] identity) => (_stream, Identity) = (stream, identity);

    /// <summary>The identity that the peer announced, empty when it has none.</summary>
    public byte[] Identity { get; }

    /// <summary>How long <see cref="WaitForRoom"/> bears with a peer that takes nothing.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Why this side gave the peer up; null where it did not.</summary>
    public ZmtpException? Failure { get; private set; }

    /// <summary>Bytes that wait for the peer.</summary>
    public long Backlog => Volatile.Read(ref _backlog);

    /// <summary>Shakes hands with a peer that has just connected.</summary>
    /// <exception cref="ZmtpException">The peer is no fitting ZeroMQ peer.</exception>
    public static ZmtpConnection Open(Stream stream, ZmtpSocketType own, TimeSpan patience)
    {
        var (_, identity) = ZmtpHandshake.Run(stream, own);
        return new ZmtpConnection(stream, identity) { Patience = patience };
    }

    /// <summary>The next whole message, or null when the peer closed the connection.</summary>
    public IReadOnlyList<byte[]>? Receive()
    {
        var parts = new List<byte[]>();
        long size = 0;
        while (true)
        {
            if (ZmtpFrame.Read(_stream) is not { } frame)
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

    /// <summary>Waits until no more than <see cref="Room"/> bytes wait for the peer, or until it is gone.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    public void WaitForRoom(CancellationToken cancellation)
    {
        if (Backlog <= Room)
            return;
        using var heard = cancellation.UnsafeRegister(_ => Wake(), null);
        lock (_lock)
        {
            while (_backlog > Room && !_isComplete && !cancellation.IsCancellationRequested)
            {
                var left = Patience - Stopwatch.GetElapsedTime(_lastTaken);
                if (left <= TimeSpan.Zero)
                    Drop($"a peer must take something of what waits for it within {Patience.TotalSeconds:0} s, {_backlog} bytes wait.");
                else
                    Monitor.Wait(_lock, left);
            }
        }
    }

    /// <summary>Writes queued messages until the connection ends; every connection has one thread that runs this.</summary>
    public void WriteLoop()
    {
        while (Next() is { } bytes)
        {
            for (int at = 0; at < bytes.Length; at += WrittenAtOnce)
            {
                int count = Math.Min(WrittenAtOnce, bytes.Length - at);
                _stream.Write(bytes, at, count);
                lock (_lock)
                {
                    _backlog -= count;
                    _lastTaken = Stopwatch.GetTimestamp();
                    Monitor.PulseAll(_lock);
                }
            }
        }
    }

    /// <summary>Lets what is queued leave, then ends <see cref="WriteLoop"/>.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _isComplete = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Complete();
        _stream.Dispose();
    }

    private void Drop(string reason)
    {
        Failure ??= new ZmtpException($"ZMTP: {reason}");
        Dispose();
    }

    private void Wake()
    {
        lock (_lock)
            Monitor.PulseAll(_lock);
    }

    private byte[]? Next()
    {
        lock (_lock)
        {
            byte[]? bytes;
            while (!_outgoing.TryDequeue(out bytes) && !_isComplete)
                Monitor.Wait(_lock);
            return bytes;
        }
    }

    private void Queue(byte[] bytes)
    {
        lock (_lock)
        {
            if (_isComplete)
                return;
            // A peer that has had nothing to take was not slow.
            if (_backlog == 0)
                _lastTaken = Stopwatch.GetTimestamp();
            _backlog += bytes.Length;
            _outgoing.Enqueue(bytes);
            Monitor.PulseAll(_lock);
            if (_backlog > MaximumBacklog)
                Drop($"at most {MaximumBacklog} bytes may wait for a peer, {_backlog} do.");
        }
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

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Curriculum.Engine.Jupyter.Zmtp;

/// <summary>A bound ZeroMQ socket: accepts peers on 127.0.0.1 and hands their messages to the derived kind of socket.</summary>
/// <remarks>
/// A peer that breaks the protocol loses its connection and nothing else: the reason goes to <see cref="PeerFailed"/>.
/// Every socket has a thread, and every peer two: a cell that keeps the whole thread pool busy can still be interrupted, and what it shows still leaves.
/// </remarks>
internal abstract class ZmtpSocket : IAsyncDisposable
{
    // A client that connects and stays silent must not hold a connection for ever.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Leaving = TimeSpan.FromSeconds(2);

    private readonly TcpListener _listener;
    private readonly ConcurrentDictionary<NetworkStream, Thread> _connections = new();
    private readonly ConcurrentDictionary<ZmtpConnection, Thread> _peers = new();
    private readonly ZmtpSocketType _type;
    private volatile bool _isClosed;

    /// <param name="type">The kind that this side announces.</param>
    /// <param name="port">The TCP port; 0 takes a free one.</param>
    protected ZmtpSocket(ZmtpSocketType type, int port)
    {
        _type = type;
        // The loopback interface only: whoever can send to these sockets can run code here.
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Begin(Accept, "accepts");
    }

    /// <summary>Why a peer was dropped.</summary>
    public event Action<Exception>? PeerFailed;

    /// <summary>The TCP port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>How long a sender that waits for room bears with a peer that takes nothing.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The peers that are connected now.</summary>
    protected IEnumerable<ZmtpConnection> Peers => _peers.Keys;

    /// <summary>A peer has connected; called before its first message.</summary>
    protected virtual void OnConnected(ZmtpConnection peer)
    {
    }

    /// <summary>A whole message came from a peer. Called in the order of arrival for each peer.</summary>
    protected abstract void OnMessage(ZmtpConnection peer, IReadOnlyList<byte[]> parts);

    /// <summary>A peer is gone.</summary>
    protected virtual void OnDisconnected(ZmtpConnection peer)
    {
    }

    /// <summary>Sends what is queued (for at most two seconds), closes every connection and frees the port.</summary>
    public ValueTask DisposeAsync()
    {
        _isClosed = true;
        _listener.Stop();
        foreach (var peer in _peers.Keys)
            peer.Complete();
        Join(_peers.Values);
        foreach (var connection in _connections.Keys)
            connection.Dispose();
        Join(_connections.Values);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private static void Join(IEnumerable<Thread> threads)
    {
        var clock = Stopwatch.StartNew();
        foreach (var thread in threads.Where(thread => thread != Thread.CurrentThread))
            thread.Join(Leaving > clock.Elapsed ? Leaving - clock.Elapsed : TimeSpan.Zero);
    }

    private Thread Begin(Action work, string what)
    {
        var thread = new Thread(() => work()) { IsBackground = true, Name = $"ZeroMQ {_type} {Port} {what}" };
        thread.UnsafeStart();
        return thread;
    }

    private void Accept()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = _listener.AcceptSocket();
            }
            // Stopped while accepting, or (invalid operation, of which a disposed object is one kind) between two peers.
            catch (Exception stopped) when (stopped is InvalidOperationException or SocketException)
            {
                return;
            }

            client.NoDelay = true;
            var stream = new NetworkStream(client, ownsSocket: true);
            Begin(() => Serve(stream), "reads");
        }
    }

    private void Serve(NetworkStream stream)
    {
        // By the thread itself: one that is named before it has started cannot be waited for.
        _connections[stream] = Thread.CurrentThread;
        ZmtpConnection? peer = null;
        try
        {
            // The port was freed while this peer came in.
            if (_isClosed)
                return;
            stream.ReadTimeout = (int)Silence.TotalMilliseconds;
            peer = ZmtpConnection.Open(stream, _type, Patience);
            stream.ReadTimeout = Timeout.Infinite;
            OnConnected(peer);
            _peers[peer] = Begin(() => Write(peer), "writes");
            while (peer.Receive() is { } parts)
                OnMessage(peer, parts);
            // A connection that this side closed reads like one that the peer has ended.
            if (peer.Failure is { } givenUp)
                throw givenUp;
        }
        catch (Exception failure) when (IsPeerFailure(failure))
        {
            if (!_isClosed)
                PeerFailed?.Invoke(peer?.Failure ?? failure);
        }
        finally
        {
            _connections.TryRemove(stream, out _);
            stream.Dispose();
            if (peer is not null)
            {
                _peers.TryRemove(peer, out _);
                peer.Dispose();
                OnDisconnected(peer);
            }
        }
    }

    private static void Write(ZmtpConnection peer)
    {
        try
        {
            peer.WriteLoop();
        }
        catch (Exception failure) when (IsPeerFailure(failure))
        {
            // The reading thread finds the connection closed.
            peer.Dispose();
        }
    }

    private static bool IsPeerFailure(Exception failure) => failure is IOException or SocketException or ObjectDisposedException;
}

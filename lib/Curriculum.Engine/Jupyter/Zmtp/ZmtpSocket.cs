using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Curriculum.Engine.Jupyter.Zmtp;

/// <summary>A bound ZeroMQ socket: accepts peers on 127.0.0.1 and hands their messages to the derived kind of socket.</summary>
/// <remarks>A peer that breaks the protocol loses its connection and nothing else: the reason goes to <see cref="PeerFailed"/>.</remarks>
internal abstract class ZmtpSocket : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<ZmtpConnection, Task> _peers = new();
    private readonly ZmtpSocketType _type;
    private readonly Task _accepting;

    /// <param name="type">The kind that this side announces.</param>
    /// <param name="port">The TCP port; 0 takes a free one.</param>
    protected ZmtpSocket(ZmtpSocketType type, int port)
    {
        _type = type;
        // The loopback interface only: whoever can send to these sockets can run code here.
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Why a peer was dropped.</summary>
    public event Action<Exception>? PeerFailed;

    /// <summary>The TCP port on 127.0.0.1.</summary>
    public int Port { get; }

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
    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        foreach (var peer in _peers.Keys)
            peer.Complete();

        var all = Task.WhenAll(_peers.Values);
        await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(2))).ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await all.ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync(_stop.Token).ConfigureAwait(false);
            }
            // Stopped while accepting, or (invalid operation, of which a disposed object is one kind) between two peers.
            catch (Exception stopped) when (stopped is OperationCanceledException or InvalidOperationException or SocketException)
            {
                return; // the listener was stopped
            }

            client.NoDelay = true;
            _ = ServeAsync(new NetworkStream(client, ownsSocket: true));
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        ZmtpConnection peer;
        try
        {
            // A client that connects and stays silent must not hold a connection for ever.
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            patience.CancelAfter(TimeSpan.FromSeconds(30));
            peer = await ZmtpConnection.OpenAsync(stream, _type, patience.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsPeerFailure(failure))
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            PeerFailed?.Invoke(failure);
            return;
        }

        OnConnected(peer);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _peers[peer] = ended.Task;
        var writing = peer.WriteLoopAsync(_stop.Token);
        try
        {
            // Disposing the socket completes the queue: then the writer ends first and the reader is not waited for.
            await Task.WhenAny(ReadLoopAsync(peer), writing).Unwrap().ConfigureAwait(false);
        }
        catch (Exception failure) when (IsPeerFailure(failure))
        {
            if (failure is not OperationCanceledException)
                PeerFailed?.Invoke(failure);
        }
        finally
        {
            _peers.TryRemove(peer, out _);
            OnDisconnected(peer);
            peer.Dispose();
            ended.SetResult();
        }
    }

    private async Task ReadLoopAsync(ZmtpConnection peer)
    {
        while (await peer.ReceiveAsync(_stop.Token).ConfigureAwait(false) is { } parts)
            OnMessage(peer, parts);
    }

    private static bool IsPeerFailure(Exception failure)
        => failure is IOException or SocketException or ObjectDisposedException or OperationCanceledException;
}

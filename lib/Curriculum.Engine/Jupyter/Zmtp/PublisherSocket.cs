using System.Collections.Concurrent;

namespace Curriculum.Engine.Jupyter.Zmtp;

/// <summary>A PUB: a message goes to every peer that subscribed to a prefix of its first part (the topic).</summary>
/// <remarks>A subscription is a message of one part: <c>01 · prefix</c> subscribes, <c>00 · prefix</c> cancels (ZMTP 3.0, section "Publish-Subscribe").</remarks>
/// <param name="port">The TCP port on 127.0.0.1; 0 takes a free one.</param>
internal sealed class PublisherSocket(int port) : ZmtpSocket(ZmtpSocketType.Pub, port)
{
    private readonly ConcurrentDictionary<ZmtpConnection, ConcurrentDictionary<string, byte>> _subscriptions = new();

    /// <summary>Somebody subscribed; the argument is the prefix.</summary>
    public event Action<byte[]>? Subscribed;

    /// <summary>Sends to the subscribers of the topic in the first part.</summary>
    public void Publish(IReadOnlyList<byte[]> parts)
    {
        string topic = Convert.ToHexString(parts[0]);
        foreach (var peer in Peers)
        {
            if (_subscriptions.TryGetValue(peer, out var prefixes) && prefixes.Keys.Any(prefix => topic.StartsWith(prefix, StringComparison.Ordinal)))
                peer.Send(parts);
        }
    }

    /// <summary>Waits until every peer has taken most of what was sent to it; who publishes without end calls this before each message.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    public void WaitForRoom(CancellationToken cancellation)
    {
        foreach (var peer in Peers)
            peer.WaitForRoom(cancellation);
    }

    /// <summary>The most bytes that wait for one peer.</summary>
    public long Backlog => Peers.Select(peer => peer.Backlog).DefaultIfEmpty().Max();

    /// <inheritdoc/>
    protected override void OnConnected(ZmtpConnection peer) => _subscriptions[peer] = new();

    /// <inheritdoc/>
    protected override void OnMessage(ZmtpConnection peer, IReadOnlyList<byte[]> parts)
    {
        if (parts.Count != 1 || parts[0].Length == 0 || parts[0][0] > 1)
            throw new ZmtpException("ZMTP subscription: expected one part that begins with 00 or 01.");

        byte[] prefix = parts[0][1..];
        if (parts[0][0] == 0)
        {
            _subscriptions[peer].TryRemove(Convert.ToHexString(prefix), out _);
        }
        else
        {
            _subscriptions[peer][Convert.ToHexString(prefix)] = 0;
            Subscribed?.Invoke(prefix);
        }
    }

    /// <inheritdoc/>
    protected override void OnDisconnected(ZmtpConnection peer) => _subscriptions.TryRemove(peer, out _);
}

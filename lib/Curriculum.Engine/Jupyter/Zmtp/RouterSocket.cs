using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Curriculum.Engine.Jupyter.Zmtp;

/// <summary>A ROUTER: each message comes with the identity of its peer as first part, and is sent to the peer that its first part names.</summary>
/// <param name="port">The TCP port on 127.0.0.1; 0 takes a free one.</param>
internal sealed class RouterSocket(int port) : ZmtpSocket(ZmtpSocketType.Router, port)
{
    private readonly ConcurrentDictionary<string, ZmtpConnection> _byIdentity = new();
    private readonly ConcurrentDictionary<ZmtpConnection, byte[]> _identities = new();

    /// <summary>A message, its first part the identity of the peer.</summary>
    public event Action<IReadOnlyList<byte[]>>? Received;

    /// <summary>Sends to the peer named by the first part. A peer that is gone is skipped, as ZeroMQ does.</summary>
    public void Send(IReadOnlyList<byte[]> parts)
    {
        if (_byIdentity.TryGetValue(Convert.ToHexString(parts[0]), out var peer))
            peer.Send([.. parts.Skip(1)]);
    }

    /// <inheritdoc/>
    protected override void OnConnected(ZmtpConnection peer)
    {
        // Identities that ZeroMQ makes up begin with a zero byte, which an announced one may not.
        var identity = peer.Identity.Length > 0 ? peer.Identity : [0, .. RandomNumberGenerator.GetBytes(8)];
        _identities[peer] = identity;
        _byIdentity[Convert.ToHexString(identity)] = peer;
    }

    /// <inheritdoc/>
    protected override void OnMessage(ZmtpConnection peer, IReadOnlyList<byte[]> parts) => Received?.Invoke([_identities[peer], .. parts]);

    /// <inheritdoc/>
    protected override void OnDisconnected(ZmtpConnection peer)
    {
        if (_identities.TryRemove(peer, out var identity))
            _byIdentity.TryRemove(new KeyValuePair<string, ZmtpConnection>(Convert.ToHexString(identity), peer));
    }
}

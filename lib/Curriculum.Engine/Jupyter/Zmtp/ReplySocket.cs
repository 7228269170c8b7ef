namespace Curriculum.Engine.Jupyter.Zmtp;

/// <summary>A REP whose reply is the request: Jupyter's heartbeat.</summary>
/// <remarks>The envelope (identities and an empty part) stands before the body, so sending all parts back is a reply with the same body.</remarks>
/// <param name="port">The TCP port on 127.0.0.1; 0 takes a free one.</param>
internal sealed class ReplySocket(int port) : ZmtpSocket(ZmtpSocketType.Rep, port)
{
    /// <inheritdoc/>
    protected override void OnMessage(ZmtpConnection peer, IReadOnlyList<byte[]> parts) => peer.Send(parts);
}

using System.Text;
using System.Text.Json.Nodes;
using Curriculum.Engine.Jupyter.Zmtp;

namespace Curriculum.Engine.Jupyter;

/// <summary>The five sockets of a kernel and the messages on them, decoded and signed.</summary>
internal sealed class Channels : IAsyncDisposable
{
    private readonly MessageCodec _codec;
    private readonly RouterSocket _shell, _control, _stdin;
    private readonly PublisherSocket _iopub;
    private readonly ReplySocket _heartbeat;
    private readonly string _session = Guid.NewGuid().ToString("N");

    /// <summary>Binds the ports of a connection file; a port of 0 takes a free one.</summary>
    /// <exception cref="KernelStartException">A port is taken.</exception>
    public Channels(ConnectionFile connection)
    {
        _codec = new MessageCodec(connection.Key);
        try
        {
            _shell = new RouterSocket(connection.ShellPort);
            _control = new RouterSocket(connection.ControlPort);
            _stdin = new RouterSocket(connection.StdinPort);
            _iopub = new PublisherSocket(connection.IopubPort);
            _heartbeat = new ReplySocket(connection.HeartbeatPort);
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw new KernelStartException($"Kernel: a port of the connection file cannot be bound: {e.Message} Another program has taken it; start the kernel again.", e);
        }

        _shell.Received += parts => Decode(parts, ShellRequest);
        _control.Received += parts => Decode(parts, ControlRequest);
        // Questions to the user are never asked, so whatever comes here answers nothing.
        _stdin.Received += parts => Refused?.Invoke("a message on the stdin channel, which this kernel does not use");
        foreach (var socket in (ZmtpSocket[])[_shell, _control, _stdin, _iopub, _heartbeat])
            socket.PeerFailed += e => Refused?.Invoke(e.Message);
    }

    /// <summary>A request that waits its turn.</summary>
    public event Action<JupyterMessage>? ShellRequest;

    /// <summary>A request that must not wait behind a running cell.</summary>
    public event Action<JupyterMessage>? ControlRequest;

    /// <summary>A message was dropped, or a peer; the argument is the reason.</summary>
    public event Action<string>? Refused;

    /// <summary>The ports that were bound.</summary>
    public ConnectionFile Bound(ConnectionFile connection) => connection with
    {
        ShellPort = _shell.Port,
        ControlPort = _control.Port,
        StdinPort = _stdin.Port,
        IopubPort = _iopub.Port,
        HeartbeatPort = _heartbeat.Port,
    };

    /// <summary>Answers a request on the channel that it came by.</summary>
    public void Reply(JupyterMessage request, bool onControl, JsonObject content)
    {
        string type = request.Type.EndsWith("_request", StringComparison.Ordinal) ? request.Type[..^"_request".Length] + "_reply" : request.Type + "_reply";
        var message = JupyterMessage.Create(type, _session, request, content, request.Identities);
        (onControl ? _control : _shell).Send(_codec.Encode(message));
    }

    /// <summary>Tells every client, as a consequence of <paramref name="parent"/>.</summary>
    public void Publish(string type, JupyterMessage? parent, JsonObject content)
        => _iopub.Publish(_codec.Encode(JupyterMessage.Create(type, _session, parent, content, [Encoding.ASCII.GetBytes(type)])));

    /// <summary>Waits until the clients have taken most of what they were told: what a cell shows is made no faster than they read it.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    public void WaitForRoom(CancellationToken cancellation) => _iopub.WaitForRoom(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var socket in (ZmtpSocket[])[_shell, _control, _stdin, _iopub, _heartbeat])
            await socket.DisposeAsync().ConfigureAwait(false);
    }

    private void Decode(IReadOnlyList<byte[]> parts, Action<JupyterMessage>? handle)
    {
        if (_codec.Decode(parts, out string? refused) is { } message)
            handle?.Invoke(message);
        else
            Refused?.Invoke(refused!);
    }
}

using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Jupyter;

/// <summary>A Jupyter kernel for C#: VS Code, JupyterLab, Jupyter Notebook and nbclient run lessons through it.</summary>
/// <remarks>
/// Messaging protocol 5.3. Requests of the shell channel are served one after another; the control channel is served at once, so that a running cell can be
/// interrupted. Source: Jupyter client documentation, "Messaging in Jupyter".
/// </remarks>
public sealed class JupyterKernel : IAsyncDisposable
{
    private readonly Channels _channels;
    private readonly CellRequests _cells;
    private readonly Channel<JupyterMessage> _queue = Channel.CreateUnbounded<JupyterMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource _shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConnectionFile _connection;
    private readonly Task _serving;
    private bool _hasEnded;
    private DateTimeOffset _lastFailure = DateTimeOffset.MinValue;

    /// <summary>Binds the ports and begins to serve. Cells run in the current folder.</summary>
    /// <exception cref="KernelStartException">A port is taken.</exception>
    public JupyterKernel(ConnectionFile connection)
    {
        _channels = new Channels(connection);
        _connection = _channels.Bound(connection);
        _cells = new CellRequests(_channels);
        _channels.ShellRequest += request => _queue.Writer.TryWrite(request);
        _channels.ControlRequest += request => Serve(request, onControl: true, () => AnswerControl(request));
        _channels.Refused += reason => Console.Error.WriteLine($"kernel: dropped: {reason}");
        _serving = ServeShellAsync();
        _channels.Publish("status", null, new JsonObject { ["execution_state"] = "starting" });
    }

    /// <summary>The connection, with the ports that were bound.</summary>
    public ConnectionFile Connection => _connection;

    /// <summary>Ends when a client asked for shutdown.</summary>
    public Task Shutdown => _shutdown.Task;

    /// <summary>Serves a connection file until shutdown; SIGINT interrupts the running cell.</summary>
    /// <exception cref="KernelStartException">The file does not serve, or a port is taken.</exception>
    public static async Task RunAsync(string connectionFile)
    {
        var connection = ConnectionFile.Read(connectionFile);
        var kernel = new JupyterKernel(connection);
        await using (kernel.ConfigureAwait(false))
        {
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
            {
                signal.Cancel = true;
                kernel.Interrupt();
            });
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = true;
                kernel.End();
            });
            using var farewell = new Farewell(kernel);
            ParentProcess.Watch(kernel.End);
            await kernel.Shutdown.ConfigureAwait(false);
        }
    }

    /// <summary>Interrupts the running cell, if there is one.</summary>
    public void Interrupt() => _cells.Interrupt();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        _cells.Close();
        await _serving.ConfigureAwait(false);
        await _channels.DisposeAsync().ConfigureAwait(false);
        _cells.Dispose();
    }

    /// <summary>Says on every client's screen why the process ends.</summary>
    internal void SayGoodbye(string reason)
        => _channels.Publish("stream", _cells.Current, new JsonObject { ["name"] = "stderr", ["text"] = reason + "\n" });

    // The cell first: while it keeps the whole thread pool busy, nothing that waits for the shutdown would go on.
    private void End()
    {
        if (Interlocked.Exchange(ref _hasEnded, true))
            return;
        _cells.Close();
        _shutdown.TrySetResult();
    }

    /// <summary>Sends what is queued and closes the sockets, while the process is already ending.</summary>
    internal void CloseChannels() => _channels.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(2));

    private async Task ServeShellAsync()
    {
        await foreach (var request in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (request.Type == "execute_request" && request.Sent <= _lastFailure)
            {
                // "Run all" sent this cell before it could know that one above failed; it must not run on what that one did not do.
                Serve(request, onControl: false, () => new JsonObject { ["status"] = "aborted" });
                continue;
            }

            if (request.Type != "execute_request")
            {
                Serve(request, onControl: false, () => AnswerShell(request));
                continue;
            }

            JsonObject content;
            Status(request, "busy");
            try
            {
                (content, bool failed) = await _cells.ExecuteAsync(request).ConfigureAwait(false);
                if (failed && (bool?)request.Content["stop_on_error"] is not false)
                    _lastFailure = DateTimeOffset.UtcNow;
            }
            catch (Exception e)
            {
                content = Failure(request, e);
            }

            _channels.Reply(request, onControl: false, content);
            Status(request, "idle");
        }
    }

    /// <summary>Answers between "busy" and "idle", as the protocol asks. A request that makes no sense gets an error, and the kernel lives on.</summary>
    private void Serve(JupyterMessage request, bool onControl, Func<JsonObject?> answer)
    {
        Status(request, "busy");
        try
        {
            if (answer() is { } content)
                _channels.Reply(request, onControl, content);
        }
        catch (Exception e)
        {
            _channels.Reply(request, onControl, Failure(request, e));
        }

        Status(request, "idle");
        if (request.Type == "shutdown_request")
            End();
    }

    /// <summary>Whatever goes wrong with one request, the next one is served: a kernel that says nothing any more is a notebook that hangs.</summary>
    private static JsonObject Failure(JupyterMessage request, Exception e)
    {
        // The JSON of a request that holds something of another kind than the protocol says; anything else is a fault of the kernel.
        bool isBadRequest = e is InvalidOperationException or FormatException or ArgumentException;
        var error = Contents.Error(new ErrorOutput(isBadRequest ? "BadRequest" : "KernelFault", e.Message, [$"{request.Type}: {(isBadRequest ? e.Message : e)}"]));
        error["status"] = "error";
        return error;
    }

    private JsonObject? AnswerControl(JupyterMessage request)
    {
        if (request.Type != "interrupt_request")
            return AnswerShell(request);
        Interrupt();
        return Contents.Ok;
    }

    private JsonObject? AnswerShell(JupyterMessage request) => request.Type switch
    {
        "kernel_info_request" => Contents.KernelInfo,
        "is_complete_request" => CellRequests.IsComplete(Code(request)),
        "complete_request" => _cells.Complete(Code(request), (int?)request.Content["cursor_pos"] ?? 0),
        "inspect_request" => _cells.Inspect(Code(request), (int?)request.Content["cursor_pos"] ?? 0),
        "history_request" => new JsonObject { ["status"] = "ok", ["history"] = new JsonArray() },
        "comm_info_request" => new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() },
        "shutdown_request" => new JsonObject { ["status"] = "ok", ["restart"] = (bool?)request.Content["restart"] ?? false },
        // Widgets try to open a comm; there is nobody to talk to, and that is no error.
        "comm_open" or "comm_msg" or "comm_close" => null,
        _ => throw new ArgumentException($"This kernel does not know requests of type '{request.Type}'."),
    };

    private static string Code(JupyterMessage request) => (string?)request.Content["code"] ?? "";

    private void Status(JupyterMessage request, string state) => _channels.Publish("status", request, new JsonObject { ["execution_state"] = state });
}

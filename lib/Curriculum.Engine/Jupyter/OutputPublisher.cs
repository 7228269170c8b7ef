using System.Text;
using System.Text.Json.Nodes;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;

namespace Curriculum.Engine.Jupyter;

/// <summary>Passes what one cell shows to the clients as it happens.</summary>
/// <remarks>
/// Printed text is gathered for <see cref="GatherFor"/>: a cell that prints a million characters one by one would otherwise send a million messages. It leaves
/// before anything else that the cell shows, so the order stays.
/// </remarks>
internal sealed class OutputPublisher(Channels channels, JupyterMessage parent, int executionCount) : IDisposable
{
    private const int LongestText = 64 * 1024;

    private static readonly TimeSpan GatherFor = TimeSpan.FromMilliseconds(40);

    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private StreamName _stream;
    private Timer? _timer;

    /// <summary>Sends one thing that happened.</summary>
    public void Send(OutputEvent happened)
    {
        lock (_lock)
        {
            if (happened is StreamWritten written)
            {
                Gather(written);
                return;
            }

            Flush();
            switch (happened)
            {
                case DataDisplayed displayed:
                    channels.Publish("display_data", parent, Display(displayed.DisplayId, displayed.Data));
                    break;
                case DataUpdated updated:
                    channels.Publish("update_display_data", parent, Display(updated.DisplayId, updated.Data));
                    break;
                case ResultProduced result:
                    channels.Publish("execute_result", parent, new JsonObject { ["execution_count"] = executionCount, ["data"] = Contents.Data(result.Data), ["metadata"] = new JsonObject() });
                    break;
                case ErrorRaised raised:
                    channels.Publish("error", parent, Contents.Error(raised.Error));
                    break;
            }
        }
    }

    /// <summary>Sends what is still gathered.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            Flush();
            _timer?.Dispose();
        }
    }

    private static JsonObject Display(string id, MimeBundle data) => new()
    {
        ["data"] = Contents.Data(data),
        ["metadata"] = new JsonObject(),
        ["transient"] = new JsonObject { ["display_id"] = id },
    };

    private void Gather(StreamWritten written)
    {
        if (_text.Length > 0 && (_stream != written.Name || _text.Length > LongestText))
            Flush();
        if (_text.Length == 0)
        {
            _timer ??= new Timer(_ => FlushLater());
            _timer.Change(GatherFor, Timeout.InfiniteTimeSpan);
        }

        _stream = written.Name;
        _text.Append(written.Text);
    }

    private void FlushLater()
    {
        lock (_lock)
            Flush();
    }

    private void Flush()
    {
        if (_text.Length == 0)
            return;
        channels.Publish("stream", parent, new JsonObject { ["name"] = _stream == StreamName.Output ? "stdout" : "stderr", ["text"] = _text.ToString() });
        _text.Clear();
    }
}

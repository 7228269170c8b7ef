using System.Text;
using System.Text.Json.Nodes;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;

namespace Curriculum.Engine.Jupyter;

/// <summary>Passes what one cell shows to the clients as it happens.</summary>
/// <remarks>
/// Printed text is gathered for <see cref="GatherFor"/>: a cell that prints a million characters one by one would otherwise send a million messages. It leaves
/// before anything else that the cell shows, so the order stays. A cell that shows more than its clients read waits for them.
/// </remarks>
/// <param name="channels">Where it goes.</param>
/// <param name="parent">The request whose cell it is.</param>
/// <param name="executionCount">The number of the cell.</param>
/// <param name="interrupt">An interrupted cell waits for nobody.</param>
internal sealed class OutputPublisher(Channels channels, JupyterMessage parent, int executionCount, CancellationToken interrupt) : IDisposable
{
    private const int LongestText = 64 * 1024;

    private static readonly TimeSpan GatherFor = TimeSpan.FromMilliseconds(40);

    // A monitor and not a lock, because the flushing thread waits on it.
    private readonly object _lock = new();
    private readonly StringBuilder _text = new();
    private StreamName _stream;
    private Thread? _flushing;
    private bool _isEnded;

    /// <summary>Sends one thing that happened.</summary>
    public void Send(OutputEvent happened)
    {
        if (happened is StreamWritten or DataDisplayed or DataUpdated)
            channels.WaitForRoom(interrupt);
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
            _isEnded = true;
            Monitor.PulseAll(_lock);
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
            // A thread of its own: the cell may keep the whole thread pool busy, and a timer with it.
            if (_flushing is null)
            {
                _flushing = new Thread(FlushLater) { IsBackground = true, Name = "cell output" };
                _flushing.UnsafeStart();
            }
            Monitor.PulseAll(_lock);
        }

        _stream = written.Name;
        _text.Append(written.Text);
    }

    private void FlushLater()
    {
        lock (_lock)
        {
            while (!_isEnded)
            {
                if (_text.Length == 0)
                {
                    Monitor.Wait(_lock);
                    continue;
                }

                Monitor.Wait(_lock, GatherFor);
                Flush();
            }
        }
    }

    private void Flush()
    {
        if (_text.Length == 0)
            return;
        channels.Publish("stream", parent, new JsonObject { ["name"] = _stream == StreamName.Output ? "stdout" : "stderr", ["text"] = _text.ToString() });
        _text.Clear();
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Curriculum.Tests.Data;

/// <summary>A tiny web server on 127.0.0.1 that a test tells how to answer, and that remembers what it was asked for.</summary>
internal sealed class LocalServer : IDisposable
{
    // Bound, hence nobody else's, but not listening: a connection is refused for certain.
    private static readonly Socket Refusing = Bound();

    private readonly HttpListener _listener;
    private readonly Action<HttpListenerRequest, HttpListenerResponse> _answer;
    private readonly Task _loop;

    public LocalServer(Action<HttpListenerRequest, HttpListenerResponse> answer)
    {
        _answer = answer;
        (_listener, int port) = Listening();
        Address = new Uri($"http://127.0.0.1:{port}/file");
        _loop = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>The Range header of every request, in order; null where there was none.</summary>
    public ConcurrentQueue<string?> Ranges { get; } = new();

    /// <summary>A server that has the file and honours ranges.</summary>
    public static LocalServer Of(byte[] bytes) => new((request, response) =>
    {
        var from = request.Headers["Range"] is { } range ? int.Parse(range["bytes=".Length..^1]) : 0;
        if (from > 0)
        {
            response.StatusCode = (int)HttpStatusCode.PartialContent;
            response.Headers["Content-Range"] = $"bytes {from}-{bytes.Length - 1}/{bytes.Length}";
        }
        Send(response, bytes[from..]);
    });

    /// <summary>An address at which nothing listens.</summary>
    public static Uri Dead(string name = "file") => new($"http://127.0.0.1:{Port(Refusing)}/{name}");

    public static void Send(HttpListenerResponse response, byte[] bytes)
    {
        response.ContentLength64 = bytes.Length;
        response.OutputStream.Write(bytes);
        response.Close();
    }

    public void Dispose()
    {
        _listener.Stop();
        _loop.GetAwaiter().GetResult();
        _listener.Close();
    }

    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static int Port(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    // HttpListener cannot choose a free port itself; one that was free a moment ago may be another program's by now.
    private static (HttpListener Listener, int Port) Listening()
    {
        for (int attempt = 1; ; attempt++)
        {
            int port;
            using (var probe = Bound())
                port = Port(probe);
            var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
            try
            {
                listener.Start();
                return (listener, port);
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException && !_listener.IsListening)
            {
                return;
            }
            Ranges.Enqueue(context.Request.Headers["Range"]);
            _answer(context.Request, context.Response);
        }
    }
}

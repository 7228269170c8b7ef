using System.Net.Sockets;
using Curriculum.Engine.Jupyter.Zmtp;

namespace Curriculum.Engine.Tests.Jupyter;

public sealed class ZmtpHostilePeerTests
{
    private static readonly byte[] Greeting = [0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0x7F, 3, 0, .. "NULL"u8, .. new byte[48]];
    private static readonly byte[] ReadyDealer = [4, 28, 5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, 6, .. "DEALER"u8];

    public static TheoryData<string, byte[]> BrokenOpenings => new()
    {
        { "signature", [.. "GET / HTTP/1.1\r\n"u8, .. new byte[48]] },
        { "version", [.. Greeting[..10], 1, .. Greeting[11..]] },
        { "mechanism", [.. Greeting[..12], .. "CURVE"u8, .. new byte[47]] },
        { "READY", [.. Greeting, 0, 3, 1, 2, 3] },
        { "cut off", [.. Greeting, 4, 9, 5, .. "READY"u8, 200, 1, 2] },
        { "cannot talk", [.. Greeting, 4, 25, 5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, 3, .. "PUB"u8] },
        { "flags", [.. Greeting, .. ReadyDealer, 0xF0, 1, 0] },
        { "at most", [.. Greeting, .. ReadyDealer, 2, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF] },
    };

    [Theory]
    [MemberData(nameof(BrokenOpenings))]
    public async Task A_peer_that_breaks_the_protocol_is_dropped_with_the_reason_and_the_next_one_is_served(string reason, byte[] bytes)
    {
        await using var router = new RouterSocket(0);
        var failure = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        router.PeerFailed += e => failure.TrySetResult(e);
        using (var peer = new TcpClient("127.0.0.1", router.Port))
        {
            await peer.GetStream().WriteAsync(bytes);
            var error = await failure.Task.WaitAsync(TimeSpan.FromSeconds(20));

            Assert.IsType<ZmtpException>(error);
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal("hello", await EchoAsync(router));
    }

    [Fact]
    public async Task Random_bytes_never_stop_the_socket()
    {
        await using var router = new RouterSocket(0);
        var random = new Random(5);
        for (int i = 0; i < 300; i++)
        {
            byte[] bytes = new byte[random.Next(1, 400)];
            random.NextBytes(bytes);
            // Every third peer first opens properly, so that the frames after the handshake are reached too.
            using var peer = new TcpClient("127.0.0.1", router.Port);
            await peer.GetStream().WriteAsync(i % 3 == 0 ? [.. Greeting, .. ReadyDealer, .. bytes] : bytes);
        }

        Assert.Equal("hello", await EchoAsync(router));
    }

    [Fact]
    public async Task A_socket_closes_while_peers_come_in()
    {
        for (int round = 0; round < 200; round++)
        {
            var router = new RouterSocket(0);
            int port = router.Port;
            var coming = new Thread(() =>
            {
                try
                {
                    while (true)
                        new TcpClient("127.0.0.1", port).Dispose();
                }
                catch (SocketException)
                {
                    // The port is free: the socket is closed.
                }
            });
            coming.Start();
            Thread.SpinWait(round * 5000);
            await router.DisposeAsync();
            coming.Join();
        }
    }

    private static async Task<string> EchoAsync(RouterSocket router)
    {
        var received = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        router.Received += parts =>
        {
            if (parts.Count == 2 && parts[1].AsSpan().SequenceEqual("hello"u8))
                received.TrySetResult("hello");
        };
        using var peer = new TcpClient("127.0.0.1", router.Port);
        await peer.GetStream().WriteAsync((byte[])[.. Greeting, .. ReadyDealer, 0, 5, .. "hello"u8]);
        return await received.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }
}

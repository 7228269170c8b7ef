using System.Text;
using Curriculum.Engine.Jupyter.Zmtp;
using Curriculum.Tests.Shared;

namespace Curriculum.Engine.Tests.Jupyter;

/// <summary>The sockets talk to libzmq, ZeroMQ's own implementation, through Debian's python3-zmq.</summary>
public sealed class ZmtpAgainstLibzmqTests
{
    [SkippableFact]
    public async Task A_router_answers_a_dealer_by_its_identity_with_small_empty_and_large_parts()
    {
        Python.Require("zmq");
        await using var router = new RouterSocket(0);
        router.Received += parts => router.Send([parts[0], .. parts.Skip(1).Reverse()]);
        var (exit, output, error) = Python.Run(
            """
            import sys, zmq
            context = zmq.Context()
            for identity in (b'', b'learner-7'):
                s = context.socket(zmq.DEALER)
                if identity: s.setsockopt(zmq.IDENTITY, identity)
                s.connect('tcp://127.0.0.1:' + sys.argv[1])
                for parts in ([b'one'], [b'', b'two', b''], [b'x' * 255, b'y' * 256], [b'z' * 3000000, b'end']):
                    s.send_multipart(parts)
                    assert s.poll(10000), 'no answer'
                    assert s.recv_multipart() == parts[::-1]
            print('ok')
            """,
            [$"{router.Port}"]);

        Assert.True(exit == 0, error);
        Assert.Equal("ok\n", output);
    }

    [SkippableFact]
    public async Task A_publisher_sends_to_those_who_subscribed_and_only_their_topics()
    {
        Python.Require("zmq");
        await using var publisher = new PublisherSocket(0);
        int subscriptions = 0;
        publisher.Subscribed += _ =>
        {
            // The two subscriptions below have arrived: whatever is published now must reach them.
            if (Interlocked.Increment(ref subscriptions) == 2)
                foreach (string topic in (string[])["stream.a", "status", "stream.b"])
                    publisher.Publish([Encoding.ASCII.GetBytes(topic), [1, 2, 3]]);
        };
        var (exit, output, error) = Python.Run(
            """
            import sys, zmq
            context = zmq.Context()
            s = context.socket(zmq.SUB)
            s.setsockopt(zmq.SUBSCRIBE, b'stream')
            s.setsockopt(zmq.SUBSCRIBE, b'nothing')
            s.connect('tcp://127.0.0.1:' + sys.argv[1])
            for _ in range(2):
                assert s.poll(10000), 'nothing came'
                topic, body = s.recv_multipart()
                assert body == bytes([1, 2, 3])
                print(topic.decode())
            assert not s.poll(200), 'a topic came that nobody asked for'
            """,
            [$"{publisher.Port}"]);

        Assert.True(exit == 0, error);
        Assert.Equal("stream.a\nstream.b\n", output);
    }

    [SkippableFact]
    public async Task The_heartbeat_gives_every_request_back()
    {
        Python.Require("zmq");
        await using var heartbeat = new ReplySocket(0);
        var (exit, _, error) = Python.Run(
            """
            import sys, zmq
            s = zmq.Context().socket(zmq.REQ)
            s.connect('tcp://127.0.0.1:' + sys.argv[1])
            for i in range(100):
                s.send(b'ping %d' % i)
                assert s.poll(10000), 'no reply'
                assert s.recv() == b'ping %d' % i
            """,
            [$"{heartbeat.Port}"]);

        Assert.True(exit == 0, error);
    }

    [SkippableFact]
    public async Task Who_publishes_without_end_waits_for_a_slow_subscriber_and_loses_nothing()
    {
        const int Messages = 1000;
        Python.Require("zmq");
        await using var publisher = new PublisherSocket(0);
        var subscribed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        publisher.Subscribed += _ => subscribed.TrySetResult();
        var reading = Task.Run(() => Python.Run(
            """
            import sys, time, zmq
            s = zmq.Context().socket(zmq.SUB)
            s.setsockopt(zmq.SUBSCRIBE, b'')
            s.setsockopt(zmq.RCVHWM, 1)
            s.connect('tcp://127.0.0.1:' + sys.argv[1])
            time.sleep(2)
            for i in range(1000):
                assert s.poll(20000), f'message {i} did not come'
                assert s.recv() == i.to_bytes(4, 'little') + bytes(100000)
            """,
            [$"{publisher.Port}"]));
        await subscribed.Task.WaitAsync(TimeSpan.FromSeconds(20));

        long most = 0;
        for (int i = 0; i < Messages; i++)
        {
            publisher.WaitForRoom(CancellationToken.None);
            publisher.Publish([[.. BitConverter.GetBytes(i), .. new byte[100_000]]]);
            most = Math.Max(most, publisher.Backlog);
        }

        var (exit, _, error) = await reading;
        Assert.True(exit == 0, error);
        Assert.InRange(most, ZmtpConnection.Room, ZmtpConnection.Room + 200_000);
    }

    [SkippableTheory]
    [InlineData("time.sleep(5)", "ZMTP: a peer must take something of what waits for it within 1 s, ")]
    [InlineData("sys.exit()", null)]
    public async Task Nobody_waits_for_a_subscriber_that_takes_nothing_any_more(string then, string? reason)
    {
        Python.Require("zmq");
        await using var publisher = new PublisherSocket(0) { Patience = TimeSpan.FromSeconds(1) };
        var failure = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        publisher.PeerFailed += e => failure.TrySetResult(e);
        var subscribed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        publisher.Subscribed += _ => subscribed.TrySetResult();
        var reading = Task.Run(() => Python.Run(
            $$"""
            import sys, time, zmq
            s = zmq.Context().socket(zmq.SUB)
            s.setsockopt(zmq.SUBSCRIBE, b'')
            s.setsockopt(zmq.RCVHWM, 1)
            s.connect('tcp://127.0.0.1:' + sys.argv[1])
            s.recv()
            {{then}}
            """,
            [$"{publisher.Port}"]));
        await subscribed.Task.WaitAsync(TimeSpan.FromSeconds(20));

        // Without the end of patience this would wait for ever: nothing takes the 100 MB.
        var publishing = new Thread(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                publisher.WaitForRoom(CancellationToken.None);
                publisher.Publish([new byte[100_000]]);
            }
        });
        publishing.Start();

        Assert.True(publishing.Join(TimeSpan.FromSeconds(15)));
        Assert.Equal(0, publisher.Backlog);
        if (reason is not null)
            Assert.StartsWith(reason, (await failure.Task.WaitAsync(TimeSpan.FromSeconds(20))).Message, StringComparison.Ordinal);
        await reading;
    }

    [SkippableFact]
    public async Task Who_waits_for_room_can_be_told_to_go_on()
    {
        Python.Require("zmq");
        await using var publisher = new PublisherSocket(0);
        var subscribed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        publisher.Subscribed += _ => subscribed.TrySetResult();
        using var go = new CancellationTokenSource();
        var reading = Task.Run(() => Python.Run(
            """
            import sys, time, zmq
            s = zmq.Context().socket(zmq.SUB)
            s.setsockopt(zmq.SUBSCRIBE, b'')
            s.setsockopt(zmq.RCVHWM, 1)
            s.connect('tcp://127.0.0.1:' + sys.argv[1])
            time.sleep(5)
            """,
            [$"{publisher.Port}"]));
        await subscribed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        // More than the buffers of the system take besides.
        while (publisher.Backlog <= 4 * ZmtpConnection.Room)
            publisher.Publish([new byte[1_000_000]]);

        var waiting = new Thread(() => publisher.WaitForRoom(go.Token));
        waiting.Start();
        Assert.False(waiting.Join(TimeSpan.FromSeconds(0.5)));
        go.Cancel();
        Assert.True(waiting.Join(TimeSpan.FromSeconds(10)));
        await reading;
    }
}

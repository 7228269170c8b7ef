using System.Text.Json;
using Curriculum.Engine.Jupyter;
using Curriculum.Tests.Shared;

namespace Curriculum.Engine.Tests.Jupyter;

/// <summary>The kernel, talked to by jupyter_client, the library under every Jupyter front end.</summary>
public sealed class JupyterKernelTests
{
    private const string Prelude = """
        import sys, time, json
        from jupyter_client import BlockingKernelClient
        client = BlockingKernelClient(connection_file=sys.argv[1])
        client.load_connection_file()
        client.start_channels()
        client.wait_for_ready(timeout=30)

        def outputs(message_id):
            seen = []
            while True:
                message = client.get_iopub_msg(timeout=30)
                if message['parent_header'].get('msg_id') != message_id:
                    continue
                if message['msg_type'] == 'status':
                    if message['content']['execution_state'] == 'idle':
                        return seen
                else:
                    seen.append(message)

        def run(code, **options):
            message_id = client.execute(code, **options)
            return outputs(message_id), client.get_shell_msg(timeout=30)['content']

        """;

    [SkippableFact]
    public Task A_cell_prints_shows_and_answers() => TalkAsync("""
        seen, reply = run('Console.Write("a"); Console.Error.Write("b"); display(HTML("<b>c</b>")); "勾配"')
        assert [(m['msg_type'], m['content'].get('text') or m['content'].get('data') or m['content'].get('code')) for m in seen][1:] == [
            ('stream', 'a'), ('stream', 'b'), ('display_data', {'text/html': '<b>c</b>'}), ('execute_result', {'text/plain': '勾配'})], seen
        assert reply['status'] == 'ok' and reply['execution_count'] == 1, reply
        seen, reply = run('var x = 20;', user_expressions={'twice': 'x * 2', 'bad': 'y'})
        assert reply['user_expressions']['twice']['data'] == {'text/plain': '40'}, reply
        assert reply['user_expressions']['bad']['status'] == 'error', reply
        assert run('x', silent=True)[1]['execution_count'] == 2
        """);

    [SkippableFact]
    public Task A_display_is_updated_in_place() => TalkAsync("""
        seen, reply = run('var d = display("0 %"); for (int i = 1; i <= 1000; i++) d.Update($"{i} %");')
        shown = [m for m in seen if m['msg_type'] in ('display_data', 'update_display_data')]
        assert len(shown) == 1001 and shown[0]['msg_type'] == 'display_data', len(shown)
        assert len({m['content']['transient']['display_id'] for m in shown}) == 1
        assert shown[-1]['content']['data'] == {'text/plain': '1000 %'}, shown[-1]
        """);

    [SkippableFact]
    public Task An_error_is_reported_and_stops_what_is_queued_behind_it() => TalkAsync("""
        ids = [client.execute(code) for code in ('throw new InvalidOperationException("boo");', '1', '2')]
        replies = {}
        while len(replies) < 3:
            message = client.get_shell_msg(timeout=30)
            replies[message['parent_header']['msg_id']] = message['content']
        assert replies[ids[0]]['status'] == 'error' and replies[ids[0]]['ename'] == 'InvalidOperationException' and replies[ids[0]]['evalue'] == 'boo', replies
        assert [replies[i]['status'] for i in ids[1:]] == ['aborted', 'aborted'], replies
        assert run('int nothing = "x";')[1]['ename'] == 'CompilationError'
        assert run('1 + 1')[1]['status'] == 'ok'
        """);

    [SkippableFact]
    public Task A_cell_that_never_ends_is_interrupted_within_a_second_and_the_kernel_lives_on() => TalkAsync("""
        run('var kept = 7;')
        message_id = client.execute('Console.WriteLine("on"); while (true) { }')
        while client.get_iopub_msg(timeout=30)['msg_type'] != 'stream': pass
        begin = time.time()
        client.control_channel.send(client.session.msg('interrupt_request', {}))
        reply = client.get_shell_msg(timeout=30)['content']
        assert time.time() - begin < 5, time.time() - begin
        assert reply['status'] == 'error' and reply['ename'] == 'Interrupted', reply
        assert client.get_control_msg(timeout=30)['content']['status'] == 'ok'
        outputs(message_id)
        assert run('kept', user_expressions={'k': 'kept'})[1]['user_expressions']['k']['data'] == {'text/plain': '7'}
        """);

    [SkippableFact]
    public Task A_cell_whose_tasks_keep_every_thread_of_the_pool_busy_is_heard_and_interrupted() => TalkAsync("""
        message_id = client.execute('Console.WriteLine("on"); Task.WaitAll([.. Enumerable.Range(0, 200).Select(_ => Task.Run(() => { while (true) { } }))]);')
        while client.get_iopub_msg(timeout=30)['msg_type'] != 'stream': pass
        begin = time.time()
        client.control_channel.send(client.session.msg('interrupt_request', {}))
        reply = client.get_shell_msg(timeout=30)['content']
        assert time.time() - begin < 10, time.time() - begin
        assert reply['ename'] == 'Interrupted', reply
        outputs(message_id)
        assert run('1 + 1')[1]['status'] == 'ok'
        """);

    [SkippableFact]
    public Task A_cell_that_prints_without_end_is_interrupted_while_it_waits_for_its_client() => TalkAsync("""
        run('void Print() { while (true) Console.WriteLine(new string((char)120, 10_000)); }')
        message_id = client.execute('Print();')
        while client.get_iopub_msg(timeout=30)['msg_type'] != 'stream': pass
        time.sleep(3)
        client.control_channel.send(client.session.msg('interrupt_request', {}))
        assert client.get_shell_msg(timeout=30)['content']['ename'] == 'Interrupted'
        size = sum(len(m['content']['text']) for m in outputs(message_id) if m['msg_type'] == 'stream')
        assert size > 20_000_000, size
        assert run('1 + 1')[1]['status'] == 'ok'
        """);

    [SkippableFact]
    public Task Ten_megabytes_of_text_arrive_whole_in_few_messages() => TalkAsync("""
        seen, reply = run('for (int i = 0; i < 100_000; i++) Console.WriteLine(new string((char)(97 + i % 26), 99));')
        text = ''.join(m['content']['text'] for m in seen if m['msg_type'] == 'stream')
        assert len(text) == 10_000_000 and text[:100] == 'a' * 99 + '\n' and text[-100:] == chr(97 + 99_999 % 26) * 99 + '\n', len(text)
        assert len(seen) < 2000, len(seen)
        """);

    [SkippableFact]
    public Task Completion_knows_members_of_variables_and_counts_in_characters() => TalkAsync("""
        run('var words = new List<string>();')
        code = '/*😀*/ words.Ad'
        client.complete(code, len(code))
        reply = client.get_shell_msg(timeout=30)['content']
        assert reply['matches'] == ['Add', 'AddRange'], reply
        assert (reply['cursor_start'], reply['cursor_end']) == (len(code) - 2, len(code)), reply
        client.complete('wor', 3)
        assert client.get_shell_msg(timeout=30)['content']['matches'] == ['words']
        client.complete('Math.Sq', 7)
        assert client.get_shell_msg(timeout=30)['content']['matches'] == ['Sqrt']
        """);

    [SkippableFact]
    public Task Help_has_the_signatures_and_the_documentation_of_the_assembly() => TalkAsync("""
        run('#r "Curriculum.Engine.dll"\nusing Curriculum.Engine.Documents; int Twice(int x) => 2 * x;')
        def help(code, at=None):
            client.inspect(code, len(code) if at is None else at)
            reply = client.get_shell_msg(timeout=30)['content']
            assert reply['status'] == 'ok', reply
            return reply['data'].get('text/plain') if reply['found'] else None
        assert help('Twice') == 'int Twice(int x)', help('Twice')
        text = help('/*😀*/ Notebook.Read("x")', 16)
        assert text.startswith('Notebook Notebook.Read(string path)\n\nReads a notebook'), text
        assert 'string string.Substring(int startIndex)' in help('"abc".Substring(1, ') and 'int length' in help('"abc".Substring(1, ')
        assert 'List<int>' in help('new List<int>(')
        assert help('nobody') is None and help('') is None and help('1 + 1') is None
        """);

    [SkippableFact]
    public Task It_knows_when_a_cell_is_complete() => TalkAsync("""
        for code, status in (('1 + 1', 'complete'), ('for (;;) {', 'incomplete'), ('int 1x;', 'invalid')):
            client.is_complete(code)
            assert client.get_shell_msg(timeout=30)['content']['status'] == status, code
        """);

    [SkippableFact]
    public Task A_thousand_unsigned_and_a_thousand_replayed_messages_are_dropped() => TalkAsync("""
        run('int n = 0;')
        good = client.session.key
        socket = client.shell_channel.socket
        once = client.session.serialize(client.session.msg('execute_request', {'code': 'n++;', 'silent': False}))
        for i in range(1000):
            client.session.key = b'guessed'
            client.execute('Environment.Exit(1)')
            client.session.key = good
            socket.send_multipart(once)
        assert client.get_shell_msg(timeout=30)['content']['status'] == 'ok'
        assert run('', user_expressions={'n': 'n'})[1]['user_expressions']['n']['data'] == {'text/plain': '1'}
        """);

    [SkippableFact]
    public Task A_thousand_malformed_messages_are_dropped_or_answered_by_an_error() => TalkAsync("""
        import random
        random.seed(7)
        session, socket = client.session, client.shell_channel.socket
        def send(header, parent, metadata, content):
            parts = [p if isinstance(p, bytes) else json.dumps(p).encode() for p in (header, parent, metadata, content)]
            socket.send_multipart([b'<IDS|MSG>', session.sign(parts)] + parts)
        def header(kind='execute_request', **changes):
            return {**session.msg(kind)['header'], 'date': '2126-01-01T00:00:00Z', **changes}
        wrong = (5, None, [], {}, 1.5, True, 'x' * 10, '\\ud800', {'a': 1})
        shapes = [
            lambda: send(random.choice(wrong), {}, {}, {}),
            lambda: send(header(msg_type=random.choice((5, None, [], {}))), {}, {}, {}),
            lambda: send(header(date=random.choice(wrong)), {}, {}, {'code': random.choice((5, [], {}))}),
            lambda: send(header(), random.choice(wrong), {}, {'code': 5}),
            lambda: send(header(), {}, {}, {'code': '1', 'silent': 'perhaps'}),
            lambda: send(header(), {}, {}, {'code': '1', 'user_expressions': {'a': 5}}),
            lambda: send(header('complete_request'), {}, {}, {'code': 'x.', 'cursor_pos': random.choice((-1, 10**6, 10**30, 'end', None))}),
            lambda: send(header('inspect_request'), {}, {}, {'code': 'x.', 'cursor_pos': random.choice((-1, 10**6, 10**30, 'end', None))}),
            lambda: send(header('is_complete_request'), {}, {}, {'code': random.choice(wrong[:6])}),
            lambda: send(header(random.choice(('comm_open', 'coffee_request', ''))), {}, {}, random.choice(wrong)),
            lambda: send(b'{"msg_id": "1", "msg_id": "2", "msg_type": "execute_request"}', {}, {}, {'code': '1'}),
            lambda: send(header(), {}, {}, bytes(random.randrange(256) for _ in range(30))),
            lambda: send(header(), {}, {}, b'[' * 1000),
            lambda: socket.send_multipart([bytes(random.randrange(256) for _ in range(random.randrange(20))) for _ in range(random.randrange(1, 9))]),
            lambda: socket.send_multipart([b'<IDS|MSG>'] * random.randrange(1, 9)),
        ]
        for i in range(1000):
            random.choice(shapes)()
        last = client.execute('6 * 7', user_expressions={'answer': '42'})
        while True:
            reply = client.get_shell_msg(timeout=60)
            if reply['parent_header'].get('msg_id') == last: break
        assert reply['content']['user_expressions']['answer']['data'] == {'text/plain': '42'}, reply
        client.shell_channel.send(session.msg('make_coffee_request', {}))
        reply = client.get_shell_msg(timeout=30)
        assert reply['msg_type'] == 'make_coffee_reply' and reply['content']['evalue'] == "This kernel does not know requests of type 'make_coffee_request'.", reply
        """);

    [SkippableFact]
    public Task An_expression_of_a_request_that_never_ends_is_interrupted_too() => TalkAsync("""
        client.execute('Console.WriteLine("on");', user_expressions={'x': 'new Func<int>(() => { while (true) { } })()'})
        while client.get_iopub_msg(timeout=30)['msg_type'] != 'stream': pass
        while True:
            client.control_channel.send(client.session.msg('interrupt_request', {}))
            try:
                reply = client.get_shell_msg(timeout=1)['content']
                break
            except Exception as e:
                if type(e).__name__ != 'Empty': raise
        assert reply['status'] == 'error' or reply['user_expressions']['x']['ename'] == 'Interrupted', reply
        """);

    [SkippableFact]
    public async Task Shutdown_is_answered_and_ends_the_kernel()
    {
        await using var kernel = await StartAndTalkAsync("""
            client.control_channel.send(client.session.msg('shutdown_request', {'restart': False}))
            assert client.get_control_msg(timeout=30)['content'] == {'status': 'ok', 'restart': False}
            """);

        await kernel.Shutdown.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [SkippableFact]
    public async Task Disposing_it_ends_the_cell_that_runs_and_all_that_wait()
    {
        var kernel = await StartAndTalkAsync("""
            for code in ('Console.WriteLine("on"); while (true) { }', 'while (true) { }', 'while (true) { }'):
                client.execute(code, stop_on_error=False)
            while client.get_iopub_msg(timeout=30)['msg_type'] != 'stream': pass
            """);

        await kernel.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static async Task TalkAsync(string script) => await (await StartAndTalkAsync(script)).DisposeAsync();

    private static async Task<JupyterKernel> StartAndTalkAsync(string script)
    {
        Python.Require("jupyter_client");
        var kernel = new JupyterKernel(new ConnectionFile { Key = "secret" });
        using var folder = new TemporaryFolder();
        try
        {
            string file = folder.Write("connection.json", JsonSerializer.Serialize(kernel.Connection));
            var (exit, _, error) = await Task.Run(() => Python.Run(Prelude + script, [file], timeoutSeconds: 120));

            Assert.True(exit == 0, error);
            return kernel;
        }
        catch
        {
            await kernel.DisposeAsync();
            throw;
        }
    }
}

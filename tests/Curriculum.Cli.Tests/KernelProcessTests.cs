using Curriculum.Tests.Shared;

namespace Curriculum.Cli.Tests;

/// <summary>The kernel as the process that clients start, restart, interrupt and lose; jupyter_client's manager starts it by its kernelspec.</summary>
public class KernelProcessTests
{
    private const string Prelude = """
        import os, re, signal, time
        from queue import Empty
        from jupyter_client import KernelManager
        # Whoever runs the tests in the background has SIGINT ignored, and children inherit that.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        manager = KernelManager(kernel_name='.net-csharp')
        manager.start_kernel()
        def connect():
            client = manager.client()
            client.start_channels()
            client.wait_for_ready(timeout=60)
            return client
        def run(code):
            message_id, shown = client.execute(code), []
            while True:
                message = client.get_iopub_msg(timeout=60)
                if message['parent_header'].get('msg_id') != message_id: continue
                if message['msg_type'] == 'status' and message['content']['execution_state'] == 'idle':
                    return shown, client.get_shell_msg(timeout=60)['content']
                shown.append(message)
        def value(code):
            shown, reply = run(code)
            assert reply['status'] == 'ok', reply
            return shown[-1]['content']['data']['text/plain']
        def begin(code):
            client.execute('Console.Write("on"); ' + code)
            while True:
                message = client.get_iopub_msg(timeout=60)
                if message['msg_type'] == 'stream' and message['content']['text'] == 'on': return
        def last_words():
            text, deadline = '', time.time() + 60
            while time.time() < deadline:
                try:
                    message = client.get_iopub_msg(timeout=0.5)
                    if message['msg_type'] == 'stream': text += message['content']['text']
                except Empty:
                    if not manager.is_alive(): return text
            raise AssertionError('the kernel lives on')
        client = connect()

        """;

    [SkippableFact]
    public void A_thousand_quick_cells_leave_it_under_500_megabytes() => Talk("""
        run('int n = 0;')
        for i in range(1000):
            shown, reply = run(f'n++; var x{i} = n * 2; Console.WriteLine(x{i}); x{i}')
            assert reply['status'] == 'ok' and shown[-1]['content']['data'] == {'text/plain': str(2 * i + 2)}, (reply, shown)
        peak = int(re.search(r'VmHWM:\s+(\d+) kB', open(f'/proc/{manager.provisioner.pid}/status').read()).group(1)) / 1024
        assert value('x0 + x999 + n') == '3002'
        assert peak < 500, f'{peak:.0f} MB'
        """);

    [SkippableFact]
    public void SIGINT_interrupts_a_cell_and_not_the_process() => Talk("""
        run('var kept = 7;')
        for code in ('while (true) { }', 'System.Threading.Thread.Sleep(-1);', 'await Task.Delay(-1);', 'await Task.Yield(); while (true) { try { while (true) { } } catch { } }'):
            begin(code)
            os.kill(manager.provisioner.pid, signal.SIGINT)
            reply = client.get_shell_msg(timeout=60)['content']
            assert reply['ename'] == 'Interrupted' and 'while it' in reply['evalue'], (code, reply)
        assert value('kept') == '7'
        """);

    [SkippableFact]
    public void It_restarts_with_nothing_declared_even_under_a_cell_that_never_ends() => Talk("""
        run('var kept = 7;')
        first = manager.provisioner.pid
        begin('new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)).Start(); while (true) { }')
        client.stop_channels()
        manager.restart_kernel(now=False)
        client = connect()
        assert manager.provisioner.pid != first
        assert run('kept')[1]['ename'] == 'CompilationError'
        assert value('1 + 1') == '2'
        """);

    [SkippableTheory]
    [InlineData("Environment.Exit(3);", "The cell ended the kernel's process (Environment.Exit)")]
    [InlineData("new System.Threading.Thread(() => throw new InvalidOperationException(\\\"boo\\\")).Start();", "An exception on a thread that the cell started ended the kernel: System.InvalidOperationException: boo")]
    public void A_cell_that_ends_the_process_has_its_last_words_on_the_screen(string code, string words) => Talk($"""
        client.execute("{code}")
        text = last_words()
        assert "{words}" in text and 'Restart the kernel' in text, text
        client.stop_channels()
        manager.restart_kernel(now=True)
        client = connect()
        assert value('1 + 1') == '2'
        """);

    [SkippableFact]
    public void It_ends_when_its_client_is_gone()
    {
        Python.Require("jupyter_client");
        using var course = new TemporaryCourse();
        var (exit, output, error) = Python.Run(
            Prelude.Replace("manager.start_kernel()", "manager.start_kernel(); print(manager.provisioner.pid, flush=True)", StringComparison.Ordinal) + "begin('while (true) { }'); os._exit(0)",
            [], timeoutSeconds: 120, Installed(course));

        Assert.True(exit == 0, error);
        int kernel = int.Parse(output, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{kernel}"), TimeSpan.FromSeconds(60)), "the kernel lives on without a client");
    }

    private static void Talk(string script)
    {
        Python.Require("jupyter_client");
        Skip.IfNot(OperatingSystem.IsLinux(), "reads /proc and sends signals");
        using var course = new TemporaryCourse();
        string guarded = "try:\n" + string.Join('\n', script.Split('\n').Select(line => "    " + line)) + "\nfinally:\n    manager.shutdown_kernel(now=True)\n";

        var (exit, _, error) = Python.Run(Prelude + guarded, [], timeoutSeconds: 240, Installed(course));

        Assert.True(exit == 0, error);
    }

    private static Dictionary<string, string?> Installed(TemporaryCourse course)
    {
        new Kernels.KernelSpec(".net-csharp", course.Path("jupyter/kernels/.net-csharp")).Install(Path.Combine(AppContext.BaseDirectory, "Curriculum.Cli.dll"));
        // A client or a kernel that is killed leaves files behind: here they go with the course.
        return new Dictionary<string, string?> { ["JUPYTER_DATA_DIR"] = course.Path("jupyter"), ["TMPDIR"] = course.Create("temporary") };
    }
}

using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;

namespace Curriculum.Engine.Tests.Execution;

public sealed class InterruptionTests : SessionTest
{
    // How long a machine under load may take; on an idle one it is some hundredths of a second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true) { try { while (true) kept = 41; } catch (Exception) { } }")]
    [InlineData("while (true) Console.Write(\"\");")]
    [InlineData("await Task.Yield(); while (true) { }")]
    [InlineData("async Task Spin() { await Task.Yield(); while (true) { } } Spin().Wait();")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("while (true) await Task.Delay(1);")]
    [InlineData("for (;;) ;")]
    [InlineData("var turns = 0; do turns++; while (true);")]
    [InlineData("long sum = 0; foreach (var _ in Enumerable.Repeat(0, int.MaxValue)) foreach (var (a, b) in Enumerable.Repeat((0, 1), int.MaxValue)) sum += b;")]
    [InlineData("try { } finally { while (true) { } }")]
    [InlineData("Enumerable.Repeat(0, int.MaxValue).Count(x => { return x == 1; });")]
    [InlineData("long Fibonacci(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2); Fibonacci(90);")]
    [InlineData("var gate = new object(); while (true) lock (gate) kept = 41;")]
    public async Task A_cell_that_runs_for_ever_is_interrupted_and_the_session_goes_on(string code)
    {
        await Outputs("var kept = 41;");

        var result = await RunAndInterrupt(code);

        Assert.Equal(CellStatus.Cancelled, result.Status);
        Assert.Equal("Interrupted", result.Error!.Name);
        Assert.StartsWith("The cell was interrupted while it", result.Error.Message);
        Assert.Equal("42", await PlainResult("kept + 1"));
    }

    [Theory]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("Task.Delay(-1).Wait();")]
    [InlineData("new System.Threading.ManualResetEvent(false).WaitOne();")]
    [InlineData("while (true) { try { System.Threading.Thread.Sleep(-1); } catch (Exception) { } }")]
    [InlineData("try { } finally { System.Threading.Thread.Sleep(-1); }")]
    [InlineData("async Task Sleep() { await Task.Yield(); System.Threading.Thread.Sleep(-1); } await Sleep();")]
    public async Task A_cell_that_waits_for_ever_is_woken(string code)
    {
        var result = await RunAndInterrupt(code);

        Assert.Equal(CellStatus.Cancelled, result.Status);
        Assert.Equal("The cell was interrupted while it waited; threads that it started may go on.", result.Error!.Message);
        Assert.Equal("2", await PlainResult("1 + 1"));
    }

    [Theory]
    [InlineData("while (true) { try { while (true) Count(); } catch (Exception) { } }")]
    [InlineData("await Task.Yield(); while (true) { try { while (true) Count(); } catch (Exception) { } }")]
    [InlineData("Task.Run(() => { while (true) Count(); }).Wait();")]
    [InlineData("System.Threading.Tasks.Parallel.For(0, 4, _ => { while (true) lock (AppDomain.CurrentDomain) Count(); });")]
    [InlineData("Task.WaitAll([.. Enumerable.Range(0, 100).Select(_ => Task.Run(() => { while (true) lock (AppDomain.CurrentDomain) Count(); }))]);")]
    [InlineData("async void Forget() { await Task.Yield(); while (true) Count(); } Forget(); await Task.Delay(-1);")]
    public async Task Nothing_of_an_interrupted_loop_is_left_to_burn_a_processor(string code)
    {
        await Outputs("long counted = 0; void Count() => AppDomain.CurrentDomain.SetData(\"counted\", ++counted);");

        Assert.StartsWith("The cell was interrupted while it", (await RunAndInterrupt(code)).Error!.Message);

        object? at = AppDomain.CurrentDomain.GetData("counted");
        await Task.Delay(200);
        Assert.Equal(at, AppDomain.CurrentDomain.GetData("counted"));
    }

    [Fact]
    public async Task Blocking_on_an_asynchronous_method_of_the_cell_does_not_block_for_ever()
    {
        var result = await Session.ExecuteAsync(
            "async Task<int> Twice(int x) { await Task.Yield(); return x * 2; } Twice(Twice(3).Result).Result + Task.Run(() => Twice(4)).Result").WaitAsync(Patience);

        Assert.Equal("20", Assert.IsType<ExecuteResult>(Assert.Single(result.Outputs)).Data.PlainText);
    }

    [Fact]
    public async Task What_a_cell_leaves_undone_is_done_while_a_later_one_waits_for_it()
    {
        await Outputs("var go = new TaskCompletionSource(); async Task<int> Later() { await go.Task; return 7; } var later = Later();");

        Assert.Equal("7", await PlainResult("go.SetResult(); await later"));
    }

    [Fact]
    public async Task A_cell_that_cannot_be_stopped_is_given_up_and_no_longer_heard()
    {
        var console = Console.Out;
        using var terminal = new StringWriter();
        Console.SetOut(TextWriter.Synchronized(terminal));
        var (stop, stopped) = (Path.Combine(Folder, "stop"), Path.Combine(Folder, "stopped"));

        // A loop that is not the cell's own: no point of it can be interrupted.
        var result = await RunAndInterrupt(
            """
            var (stop, stopped) = (Path.GetFullPath("stop"), Path.GetFullPath("stopped"));
            Enumerable.Repeat(0, int.MaxValue).First(_ => File.Exists(stop));
            File.WriteAllText(stopped, "");
            Console.Write("end");
            """);

        Assert.Equal(CellStatus.Cancelled, result.Status);
        Assert.Contains("it goes on in the background", result.Error!.Message);
        var next = await Outputs("System.Threading.Thread.Sleep(20); Console.Write(\"next\");");
        Assert.Equal("next", Assert.Single(next).PlainText);
        Assert.False(File.Exists(stopped));
        File.WriteAllText(stop, "");
        Assert.True(SpinWait.SpinUntil(() => File.Exists(stopped), Patience));
        Assert.Equal("", terminal.ToString());
        Console.SetOut(console);
    }

    [Fact]
    public async Task A_cell_that_is_cancelled_before_it_begins_does_not_run()
    {
        using var interrupt = new CancellationTokenSource();
        interrupt.Cancel();

        var result = await Session.ExecuteAsync("File.WriteAllText(\"ran\", \"\");", cancellationToken: interrupt.Token);

        Assert.Equal(CellStatus.Cancelled, result.Status);
        Assert.False(File.Exists(Path.Combine(Folder, "ran")));
    }

    private async Task<CellResult> RunAndInterrupt(string code)
    {
        using var interrupt = new CancellationTokenSource();
        // By a thread, as the kernel hears of it: a timer needs the thread pool, and the cell may have all of that.
        var stopping = new Thread(() =>
        {
            Thread.Sleep(50);
            interrupt.Cancel();
        });
        int began = 0;
        var result = await Session.ExecuteAsync($"display(\"runs\"); {code}", _ => Begin(), cancellationToken: interrupt.Token).WaitAsync(Patience);
        stopping.Join();
        return result;

        void Begin()
        {
            if (Interlocked.Exchange(ref began, 1) == 0)
                stopping.Start();
        }
    }
}

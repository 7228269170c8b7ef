using System.Diagnostics;
using Curriculum.Engine.Execution;

namespace Curriculum.Engine.Tests.Execution;

public sealed class InterruptionTests : SessionTest
{
    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true) { try { while (true) kept = 41; } catch (Exception) { } }")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("while (true) Console.Write(\"\");")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("Task.Delay(-1).Wait();")]
    public async Task A_cell_that_does_not_end_is_interrupted_within_a_second_and_the_session_goes_on(string code)
    {
        await Outputs("var kept = 41;");
        using var interrupt = new CancellationTokenSource();
        var clock = new Stopwatch();

        var running = Session.ExecuteAsync($"Console.Write(\"runs\"); {code}", _ => Start(), cancellationToken: interrupt.Token);
        var result = await running;

        Assert.Equal(CellStatus.Cancelled, result.Status);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 2000);
        Assert.Equal("Interrupted", result.Error!.Name);
        Assert.Equal("42", await PlainResult("kept + 1"));

        void Start()
        {
            clock.Start();
            interrupt.CancelAfter(50);
        }
    }

    [Fact]
    public async Task A_cell_that_cannot_be_stopped_is_given_up_and_no_longer_heard()
    {
        using var interrupt = new CancellationTokenSource();
        var console = Console.Out;
        using var terminal = new StringWriter();
        Console.SetOut(TextWriter.Synchronized(terminal));
        var (stop, stopped) = (Path.Combine(Folder, "stop"), Path.Combine(Folder, "stopped"));

        // After an await the cell runs on a pool thread, which nothing can stop.
        var result = await Session.ExecuteAsync(
            """
            var (stop, stopped) = (Path.GetFullPath("stop"), Path.GetFullPath("stopped"));
            await Task.Yield();
            display("runs");
            while (!File.Exists(stop)) { Console.Write("x"); System.Threading.Thread.Sleep(1); }
            Console.Write("end");
            File.WriteAllText(stopped, "");
            """,
            happened =>
            {
                if (happened is DataDisplayed)
                    interrupt.Cancel();
            },
            cancellationToken: interrupt.Token);

        Assert.Equal(CellStatus.Cancelled, result.Status);
        Assert.Contains("goes on in the background", result.Error!.Message);
        var next = await Outputs("System.Threading.Thread.Sleep(20); Console.Write(\"next\");");
        Assert.Equal("next", Assert.Single(next).PlainText);
        Assert.False(File.Exists(stopped));
        File.WriteAllText(stop, "");
        Assert.True(SpinWait.SpinUntil(() => File.Exists(stopped), TimeSpan.FromSeconds(20)));
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
}

using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;

namespace Curriculum.Engine.Tests.Execution;

public sealed class NotebookSessionTests : SessionTest
{
    [Theory]
    [InlineData("1 + 2", "3")]
    [InlineData("\"text\"", "text")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("await Task.Delay(1); Math.Max(2, 5)", "5")]
    [InlineData("new List<int> { 1, 2 }.Select(x => x * 2).ToArray()", "[ 2, 4 ]")]
    [InlineData("(string)null", "<null>")]
    [InlineData("DayOfWeek.Friday", "Friday")]
    [InlineData("record P(int X); new P(3).X", "3")]
    [InlineData("static int Twice(this int x) => 2 * x; 4.Twice()", "8")]
    [InlineData("class C { public int A; } C c = new C(); c?.A = 5; c.A", "5")]
    public async Task A_trailing_expression_is_shown(string code, string expected) => Assert.Equal(expected, await PlainResult(code));

    [Theory]
    [InlineData("var x = 3;")]
    [InlineData("Console.Write(\"\")")]
    [InlineData("")]
    [InlineData("// a comment")]
    [InlineData("int unused; string? nullable = null; async Task F() { }")]
    public async Task A_statement_a_comment_and_a_mere_warning_show_nothing(string code) => Assert.Empty(await Outputs(code));

    [Fact]
    public async Task Numbers_are_plain_text_and_other_values_also_HTML()
    {
        Assert.Equal(["text/plain"], ((DataOutput)(await Outputs("1.5"))[0]).Data.Keys);
        Assert.Equal(["text/html", "text/plain"], ((DataOutput)(await Outputs("new[] { 1, 2 }"))[0]).Data.Keys);
        Assert.Equal(new ExecuteResult(new MimeBundle("text/html", "<b>x</b>")), (await Outputs("HTML(\"<b>x</b>\")"))[0]);
    }

    [Fact]
    public async Task What_flows_with_the_caller_flows_into_the_cell_also_behind_an_await()
    {
        const string slot = "flows with the caller";
        AppDomain.CurrentDomain.SetData(slot, new AsyncLocal<int> { Value = 7 });
        const string read = $"((System.Threading.AsyncLocal<int>)AppDomain.CurrentDomain.GetData(\"{slot}\")!).Value";

        Assert.Equal("7", await PlainResult(read));
        Assert.Equal("7", await PlainResult($"await Task.Delay(1); {read}"));
    }

    [Fact]
    public async Task Names_can_be_declared_again_with_another_type()
    {
        await Outputs("var x = 3; int F() => 1;");
        await Outputs("var x = \"three\"; int F() => 2;");

        Assert.Equal("three 2", await PlainResult("$\"{x} {F()}\""));
    }

    [Fact]
    public async Task Everything_shown_is_stored_in_the_order_in_which_it_was_shown()
    {
        var outputs = await Outputs("""
            Console.Write("a"); Console.WriteLine("b");
            Console.Error.WriteLine("oops");
            Console.WriteLine("c {0}", 1);
            display("shown");
            2.Display();
            "<svg/>".DisplayAs("image/svg+xml");
            new[] { 1 }.Display("text/plain");
            'z'
            """);

        Assert.Equal(
            [
                new StreamOutput(StreamName.Output, "ab\n"),
                new StreamOutput(StreamName.Error, "oops\n"),
                new StreamOutput(StreamName.Output, "c 1\n"),
                new DisplayData(new MimeBundle("text/plain", "shown")),
                new DisplayData(new MimeBundle("text/plain", "2")),
                new DisplayData(new MimeBundle("image/svg+xml", "<svg/>")),
                new DisplayData(new MimeBundle("text/plain", "[ 1 ]")),
                new ExecuteResult(new MimeBundle("text/plain", "z")),
            ],
            outputs);
    }

    [Fact]
    public async Task A_display_can_be_updated_and_is_not_shown_again_as_the_cells_result()
    {
        var outputs = await Outputs("""
            var d = display("0 %");
            var svg = "<a/>".DisplayAs("image/svg+xml");
            d.Update("100 %");
            svg.Update("<b/>");
            d
            """);

        Assert.Equal([new DisplayData(new MimeBundle("text/plain", "100 %")), new DisplayData(new MimeBundle("image/svg+xml", "<b/>"))], outputs);
    }

    [Fact]
    public async Task Output_is_reported_while_the_cell_still_runs()
    {
        var events = new List<OutputEvent>();
        var go = Path.Combine(Folder, "go");

        var result = await Session.ExecuteAsync(
            "Console.Write(\"ready\"); var d = display(1); d.Update(2); while (!File.Exists(\"go\")) Thread.Sleep(1); 3".Insert(0, "using System.Threading; "),
            happened =>
            {
                events.Add(happened);
                // Without events as they happen, the cell would wait for ever.
                if (happened is DataUpdated)
                    File.WriteAllText(go, "");
            });

        Assert.Equal(CellStatus.Succeeded, result.Status);
        var displayed = Assert.IsType<DataDisplayed>(events[1]);
        Assert.Equal(
            [
                new StreamWritten(StreamName.Output, "ready"),
                new DataDisplayed(displayed.DisplayId, new MimeBundle("text/plain", "1")),
                new DataUpdated(displayed.DisplayId, new MimeBundle("text/plain", "2")),
                new ResultProduced(new MimeBundle("text/plain", "3")),
            ],
            events);
    }

    [Fact]
    public async Task What_a_listener_prints_is_not_the_cells_output()
    {
        var told = 0;

        var result = await Session.ExecuteAsync("Console.Write(\"x\")", _ =>
        {
            // Only once: were it the cell's, it would be told again, and so on for ever.
            if (told++ == 0)
                Console.Write(".");
        });

        Assert.Equal([new StreamOutput(StreamName.Output, "x")], result.Outputs);
    }

    [Fact]
    public async Task A_thread_of_an_earlier_cell_speaks_into_the_running_one()
    {
        await Outputs("using System.Threading; var go = new ManualResetEventSlim(); var t = Task.Run(() => { go.Wait(); Console.Write(\"late\"); });");

        Assert.Equal([new StreamOutput(StreamName.Output, "late")], await Outputs("go.Set(); t.Wait();"));
    }

    [Fact]
    public async Task Two_sessions_at_once_do_not_mix()
    {
        using var other = new NotebookSession(new SessionOptions { BaseDirectory = Path.GetTempPath() });
        const string Code = "for (var i = 0; i < 20; i++) { Console.Write(NAME); await Task.Delay(1); }";

        var results = await Task.WhenAll(Session.ExecuteAsync("const string NAME = \"a\"; " + Code), other.ExecuteAsync("const string NAME = \"b\"; " + Code));

        Assert.Equal([new string('a', 20), new string('b', 20)], results.Select(r => r.Outputs[0].PlainText));
    }

    [Fact]
    public async Task A_cell_works_in_the_notebooks_folder_with_its_variables_and_the_process_keeps_its_own()
    {
        var before = Directory.GetCurrentDirectory();
        var sub = Directory.CreateDirectory(Path.Combine(Folder, "sub")).FullName;

        Assert.Equal(Folder, await PlainResult("Environment.CurrentDirectory"));
        Assert.Equal("digits", await PlainResult("Environment.GetEnvironmentVariable(\"LESSON_DATASET\")"));
        await Outputs("Environment.CurrentDirectory = \"sub\";");
        Assert.Equal(sub, await PlainResult("Environment.CurrentDirectory"));

        Assert.Equal(before, Directory.GetCurrentDirectory());
        Assert.Null(Environment.GetEnvironmentVariable("LESSON_DATASET"));
    }

    [Fact]
    public async Task Formatters_that_a_notebook_registers_end_with_it()
    {
        await Outputs("using Microsoft.DotNet.Interactive.Formatting; Formatter.Register<Version>(v => \"mine\", \"text/plain\");");
        Assert.Equal("mine", await PlainResult("new Version(1, 2)"));

        using var next = new NotebookSession();

        Assert.Contains("Minor: 2", (await next.ExecuteAsync("new Version(1, 2)")).Outputs[0].PlainText);
    }

    [Fact]
    public async Task Cells_are_compiled_optimised() =>
        Assert.Equal("False", await PlainResult("""
            using System.Diagnostics; using System.Reflection;
            class Here { }
            typeof(Here).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled ?? false
            """));

    [Fact]
    public void A_folder_that_does_not_exist_is_an_error() =>
        Assert.Contains("got ", Assert.Throws<DirectoryNotFoundException>(() => new NotebookSession(new SessionOptions { BaseDirectory = Path.Combine(Folder, "none") })).Message);

    [Fact]
    public async Task A_cell_that_deletes_the_folder_it_went_to_leaves_the_next_one_in_the_notebooks_folder()
    {
        await Outputs("Directory.CreateDirectory(\"sub\"); Directory.SetCurrentDirectory(\"sub\"); Directory.Delete(Path.GetFullPath(\"../sub\"));");

        Assert.Equal(Folder, await PlainResult("Directory.GetCurrentDirectory()"));
    }

    [Fact]
    public async Task A_cell_that_asks_for_input_is_told_that_nobody_would_see_the_question() =>
        Assert.Contains("a cell cannot ask for input", await ErrorText("Console.ReadLine()"));
}

using System.Text.Json.Nodes;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;
using Curriculum.Engine.Running;
using Curriculum.Engine.Verification;
using Curriculum.Tests.Shared;

namespace Curriculum.Engine.Tests.Running;

public sealed class NotebookRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Notebook Lesson(params Cell[] cells) => new() { Path = _folder["lesson.ipynb"], Cells = cells };

    private static Cell Code(string id, string source, params string[] tags) =>
        new(id, CellKind.Code, source) { Metadata = new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) } };

    private static string Text(Cell cell) => string.Concat(cell.Outputs.Select(output => output.PlainText));

    [Fact]
    public async Task A_notebook_runs_from_top_to_bottom_in_its_own_folder()
    {
        var run = await new NotebookRunner().RunAsync(Lesson(Code("a", "var x = 2;"), new Cell("p", CellKind.Markdown, "prose"), Code("blank", "  \n"), Code("b", "Console.WriteLine(Environment.CurrentDirectory); x * 3")));

        Assert.True(run.Succeeded);
        Assert.Equal((2, 2), (run.Cells.Count, run.Count));
        Assert.Equal([0, 3], run.Cells.Select(c => c.Index));
        Assert.Equal([new StreamOutput(StreamName.Output, ".\n"), new ExecuteResult(new MimeBundle("text/plain", "6"))], run.Notebook.Cells[3].Outputs);
    }

    [Fact]
    public async Task Progress_is_reported_a_cell_at_a_time()
    {
        var seen = new List<string>();

        await new NotebookRunner().RunAsync(Lesson(Code("a", "1"), Code("b", "Console.Write(2);")), progress => seen.Add(progress switch
        {
            CellStarted started => $"start {started.Cell.Id} {started.Number}/{started.Count}",
            CellShowed { Output: StreamWritten written } => $"wrote {written.Text}",
            CellShowed { Output: ResultProduced result } => $"result {result.Data.PlainText}",
            CellFinished finished => $"end {finished.Cell.Id} {finished.Result.Status} {finished.Result.Duration > TimeSpan.Zero}",
            _ => progress.ToString(),
        }));

        Assert.Equal(["start a 1/2", "result 1", "end a Succeeded True", "start b 2/2", "wrote 2", "end b Succeeded True"], seen);
    }

    [Fact]
    public async Task A_cell_may_update_what_a_cell_above_it_displays()
    {
        var run = await new NotebookRunner().RunAsync(Lesson(Code("a", "var d = display(1);"), Code("b", "d.Update(2);")));

        Assert.Equal(["2", ""], run.Notebook.Cells.Select(Text));
    }

    [Fact]
    public async Task A_run_stops_at_a_failure_unless_told_otherwise()
    {
        var lesson = Lesson(Code("a", "throw new Exception(\"boo\");"), Code("b", "5"));

        var stopped = await new NotebookRunner().RunAsync(lesson);
        var whole = await new NotebookRunner(new RunOptions { ContinueOnError = true }).RunAsync(lesson);

        Assert.False(stopped.Succeeded);
        Assert.Equal("a", stopped.Failure!.Cell.Id);
        Assert.Single(stopped.Cells);
        Assert.Empty(stopped.Notebook.Cells[1].Outputs);
        Assert.False(whole.Succeeded);
        Assert.Equal("5", Text(whole.Notebook.Cells[1]));
    }

    [Fact]
    public async Task A_cell_tagged_raises_exception_may_throw()
    {
        var run = await new NotebookRunner().RunAsync(Lesson(Code("a", "throw new Exception(\"on purpose\");", "raises-exception"), Code("b", "5")));

        Assert.True(run.Succeeded);
        Assert.Contains("on purpose", Text(run.Notebook.Cells[0]));
    }

    [Fact]
    public async Task An_interruption_ends_the_run()
    {
        using var interrupt = new CancellationTokenSource();

        var run = await new NotebookRunner().RunAsync(Lesson(Code("a", "while (true) { }", "raises-exception"), Code("b", "5")), progress =>
        {
            if (progress is CellStarted)
                interrupt.CancelAfter(300);
        }, interrupt.Token);

        Assert.True(run.WasCancelled);
        Assert.False(run.Succeeded);
        Assert.Single(run.Cells);
    }

    [Fact]
    public async Task Stored_outputs_are_verified_by_a_fresh_run()
    {
        var lesson = Lesson(Code("a", "Console.WriteLine(0.25);"), Code("b", "new[] { 1, 2 }"));
        var path = lesson.Path!;
        StoredOutputs.Update(lesson, (await new NotebookRunner().RunAsync(lesson)).Notebook).Write(path);
        var stored = Notebook.Read(path);

        Assert.Empty(NotebookComparer.Compare(stored, await new NotebookRunner().RunAsync(stored)));

        File.WriteAllText(path, File.ReadAllText(path).Replace("0.25\\n", "0.26\\n"));
        var changed = Notebook.Read(path);
        var difference = Assert.Single(NotebookComparer.Compare(changed, await new NotebookRunner().RunAsync(changed)));
        Assert.Equal((path, "a", "0.26", "0.25"), (difference.Notebook, difference.CellId, difference.Expected, difference.Got));
    }

    [Fact]
    public async Task Cells_that_a_failed_run_did_not_reach_are_named()
    {
        var lesson = Lesson(Code("a", "throw new Exception(\"boo\");"), Code("b", "5"));
        var stored = StoredOutputs.Update(lesson, lesson);

        var differences = NotebookComparer.Compare(stored, await new NotebookRunner().RunAsync(stored));

        Assert.Equal([CellDifferenceKind.OutputsDiffer, CellDifferenceKind.NotExecuted], differences.Select(d => d.Kind));
        Assert.Contains("the run stopped at cell a: boo", differences[1].Got);
    }
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Curriculum.Cli.Course;
using Curriculum.Cli.Parts;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;
using Curriculum.Engine.Verification;
using Curriculum.Tests.Shared;

namespace Curriculum.Notebooks.Tests;

/// <summary>The lessons in the C# kernel of .NET Interactive itself, in a process of its own; skipped where the part Interactive is not added.</summary>
public sealed class InteractiveTests
{
    private static readonly Repository Checkout = Repository.Find(AppContext.BaseDirectory);
    private static readonly string Host = Path.Combine(Checkout.Root, "tests", "InteractiveHost", "bin", "Release", "Curriculum.Interactive.Host.dll");

    public static TheoryData<string> Lessons => [.. NotebookFiles.In(Checkout.Notebooks).Select(file => Path.GetRelativePath(Checkout.Notebooks, file).Replace('\\', '/'))];

    [SkippableTheory]
    [MemberData(nameof(Lessons))]
    public void A_lesson_shows_there_what_it_shows_here(string lesson)
    {
        var stored = Notebook.Read(Path.Combine(Checkout.Notebooks, lesson));
        var collector = new OutputCollector();
        var events = Run(stored.Path!).ToLookup(happened => happened.Cell);
        var cells = new List<Cell>();
        foreach (var cell in stored.Cells)
        {
            int number = collector.BeginCell();
            foreach (var happened in events[cell.Id]) collector.Add(happened.Event);
            cells.Add(cell with { Outputs = [.. collector.OutputsOf(number).Select((output, at) => Comparable(output, cell.Outputs.ElementAtOrDefault(at)))] });
        }
        var expected = stored with { Cells = [.. stored.Cells.Zip(cells, (cell, fresh) => cell with { Outputs = [.. cell.Outputs.Select((output, at) => Comparable(output, fresh.Outputs.ElementAtOrDefault(at)))] })] };

        Assert.Equal("", string.Join("\n\n", NotebookComparer.Compare(expected, stored with { Cells = cells })));
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_progress_bar_moves_in_place_and_its_last_text_has_no_clock_also_where_the_library_is_without_the_part(bool withPart)
    {
        using var elsewhere = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Checkout.Library)!, "*.dll")) File.Copy(file, elsewhere[Path.GetFileName(file)]);
        var events = RunCells(withPart ? Library(Checkout.Library) : Library(elsewhere["Curriculum.dll"]), Training(epochs: 2000), "history");

        var bar = events.Where(happened => happened.Cell == "1").Select(happened => happened.Event).ToList();
        var first = Assert.IsType<DataDisplayed>(bar[0]);
        Assert.Matches(@"^\[░{24}\] 1/8000  loss \d+\.\d{4}  \d+ /s  \d+ s left$", first.Data.PlainText);
        Assert.All(bar[1..], happened => Assert.Equal(first.DisplayId, Assert.IsType<DataUpdated>(happened).DisplayId));
        Assert.Matches(@"^\[█{24}\] 8000/8000  loss \d+\.\d{4}$", Assert.IsType<DataUpdated>(bar[^1]).Data.PlainText);
        Assert.IsType<ResultProduced>(Assert.Single(events, happened => happened.Cell == "2").Event);
    }

    [SkippableFact]
    public void Stop_ends_a_training_run_and_the_next_cell_runs()
    {
        // Unstopped it would take days.
        var events = RunCells([Library(Checkout.Library), Training(epochs: 100_000_000), "\"next\""], stop: "1");

        Assert.Equal("Command cancelled.", Assert.IsType<ErrorRaised>(events.Last(happened => happened.Cell == "1").Event).Error.Message);
        Assert.Equal("next", Assert.IsType<ResultProduced>(events[^1].Event).Data.PlainText);
    }

    [SkippableFact]
    public void Arrays_figures_tables_cards_and_texts_are_shown_as_they_are_here()
    {
        var events = RunCells(
            Library(Checkout.Library), "NdArray.Of(1.0, 2)", "Figure.Line([0, 1], [0, 1]).XTitle(\"x\").YTitle(\"y\").Title(\"t\")", "new Table(\"a\").Row(1)", "Confirm.Show(\"D2S1-2\")", "Tensor.Variable(NdArray.Of(1.0, 2), \"w\")");

        Assert.Equal(
            ["text/html,text/plain", "image/svg+xml,text/plain", "text/html,text/plain", "text/html,text/plain", "text/plain"],
            events.Select(happened => string.Join(',', Assert.IsType<ResultProduced>(happened.Event).Data.Keys)));
    }

    private static string Library(string file) => $"""
        #r "{file}"
        using Curriculum.Arrays; using Curriculum.Autograd; using Curriculum.Data; using Curriculum.Functional; using Curriculum.Layers; using Curriculum.Lessons; using Curriculum.Optimizers; using Curriculum.Training;
        """;

    private static string Training(int epochs) => $$"""
        var random = new RandomState(1);
        var x = random.RandN(40, 3).As(DType.Float32);
        var data = new Dataset(x, (x.Sum(1) > 0).As(DType.Int64));
        var model = new Sequential(Linear.Create(3, 4, random), new Relu(), Linear.Create(4, 2, random));
        var trainer = new Trainer(model, F.SoftmaxCrossEntropy, new Adam(model.Parameters)) { Progress = new ProgressBar() };
        var history = trainer.Fit(new Loader(data, 10, random), epochs: {{epochs}});
        """;

    private static List<Happened> RunCells(params string[] cells) => RunCells(cells, stop: null);

    private static List<Happened> RunCells(string[] cells, string? stop)
    {
        using var folder = new TemporaryFolder();
        return Run(folder.Write("cells.ipynb", JsonSerializer.Serialize(new { cells = cells.Select((code, id) => new { cell_type = "code", id = $"{id}", source = code }) })), stop);
    }

    private static List<Happened> Run(string notebook, string? stop = null)
    {
        var part = new PartList(Checkout).Find("interactive");
        Skip.IfNot(part.IsBuilt && File.Exists(Host), $"the part {part.Id} is not added: curriculum parts add {part.Id}");
        var start = new ProcessStartInfo("dotnet", stop is null ? [Host, notebook] : [Host, notebook, stop]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(TimeSpan.FromMinutes(10)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{notebook} did not end: {output.Result}");
        }
        Assert.True(process.ExitCode == 0, error.Result);
        return [.. output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Happened.Read(JsonNode.Parse(line)!))];
    }

    // The hosts word an error each in their own way, and .NET Interactive shows a plain value in one form only.
    private static CellOutput Comparable(CellOutput output, CellOutput? other) => (output, other) switch
    {
        (ErrorOutput error, _) => new ErrorOutput(error.Name, "", []),
        (DisplayData shown, DisplayData same) => new DisplayData(Common(shown.Data, same.Data)),
        (ExecuteResult shown, ExecuteResult same) => new ExecuteResult(Common(shown.Data, same.Data)),
        _ => output,
    };

    private static MimeBundle Common(MimeBundle shown, MimeBundle other) => shown.Keys.Any(other.ContainsKey) ? new(shown.Where(form => other.ContainsKey(form.Key))) : shown;

    /// <summary>What the kernel told of a cell.</summary>
    private sealed record Happened(string Cell, OutputEvent Event)
    {
        public static Happened Read(JsonNode line)
        {
            var data = new MimeBundle(line["data"]!.AsObject().Select(form => KeyValuePair.Create(form.Key, (string)form.Value!)));
            string display = (string?)line["display"] ?? "";
            return new((string)line["cell"]!, (string)line["kind"]! switch
            {
                "display" => new DataDisplayed(display, data),
                "update" => new DataUpdated(display, data),
                "result" => new ResultProduced(data),
                "stdout" => new StreamWritten(StreamName.Output, data.PlainText!),
                "stderr" => new StreamWritten(StreamName.Error, data.PlainText!),
                _ => new ErrorRaised(Error(data.PlainText!)),
            });
        }

        // "Curriculum.Lessons.NotSolvedException: D1S1-X1 is not solved yet …", "Command cancelled."
        private static ErrorOutput Error(string message) => new(message.Split(':')[0].Split('.')[^1], message, []);
    }
}

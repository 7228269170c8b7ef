using System.Text.Json.Nodes;
using Curriculum.Cli.Course;
using Curriculum.Cli.Kernels;
using Curriculum.Engine.Documents;
using Curriculum.Tests.Shared;

namespace Curriculum.Notebooks.Tests;

/// <summary>What a learner does: open a notebook in Jupyter Notebook and press "Run all". The browser is Chromium, the server Debian's.</summary>
public sealed class JupyterNotebookTests : IDisposable
{
    private static readonly Repository Checkout = Repository.Find(AppContext.BaseDirectory);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Run_all_shows_charts_a_bar_that_moves_and_no_error()
    {
        Python.Require("notebook");
        Python.RequireProgram("chromium");
        new KernelSpec(KernelSpec.InteractiveName, Path.Combine(_folder.Path, "data", "kernels", KernelSpec.InteractiveName)).Install(Path.Combine(AppContext.BaseDirectory, "Curriculum.Cli.dll"));
        Write("lesson.ipynb",
            $"#r \"{Checkout.Library}\"\nusing Curriculum.Arrays;\nusing Curriculum.Lessons;\nvar x = NdArray.Linspace(0, 1, 50);",
            "Figure.Line(x, x.Square(), \"x²\").XTitle(\"x\").YTitle(\"y\").Title(\"A parabola\")",
            // Every step waits until the one before was on the screen: a bar that did not move would never end.
            "var bar = display(\"step 0\");\nfor (int i = 1; i <= 5; i++)\n{\n    while (!File.Exists($\"seen-{i - 1}\")) await Task.Delay(10);\n    bar.Update($\"step {i}\");\n}");

        var (exit, output, error) = Python.Run(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "run_all.py")), [_folder.Path, "lesson.ipynb", _folder["page.png"]], timeoutSeconds: 300,
            new Dictionary<string, string?> { ["JUPYTER_DATA_DIR"] = _folder["data"] });

        Assert.True(exit == 0, error);
        var page = JsonNode.Parse(output)!;
        Assert.Equal(KernelSpec.InteractiveName, (string?)page["kernel"]);
        Assert.Empty(page["errors"]!.AsArray());
        Assert.Contains("step 5", page["texts"]!.AsArray().Select(text => (string?)text));
        Assert.True((double?)Assert.Single(page["charts"]!.AsArray()) > 300, output);
        Assert.True(new FileInfo(_folder["page.png"]).Length > 10_000, "the screenshot is empty");
    }

    private void Write(string name, params string[] cells)
    {
        var notebook = new JsonObject
        {
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = KernelSpec.InteractiveName, ["display_name"] = ".NET (C#)", ["language"] = "C#" } },
            ["cells"] = new JsonArray([.. cells.Select((code, i) => (JsonNode)new JsonObject
            {
                ["cell_type"] = "code", ["id"] = $"cell{i}", ["metadata"] = new JsonObject(), ["source"] = code, ["outputs"] = new JsonArray(), ["execution_count"] = null,
            })]),
        };
        AtomicFile.WriteText(Path.Combine(_folder.Path, name), notebook.ToJsonString());
    }
}

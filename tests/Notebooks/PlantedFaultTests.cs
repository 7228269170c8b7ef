using System.Text.Json.Nodes;
using Curriculum.Cli;
using Curriculum.Cli.Course;
using Curriculum.Cli.Output;
using Curriculum.Engine.Documents;
using Curriculum.Tests.Shared;

namespace Curriculum.Notebooks.Tests;

/// <summary>Faults planted in a small lesson of the tests' own: each must be noticed, and told with notebook, cell and difference.</summary>
public sealed class PlantedFaultTests : IDisposable
{
    private const string Lesson = "notebooks/day1/section1-fixture/lesson.ipynb";

    private readonly TemporaryFolder _root = new();
    private readonly Repository _repository;
    private readonly string _path;

    public PlantedFaultTests()
    {
        _repository = new Repository(_root.Path);
        _path = _root[Lesson];
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixture", "lesson.ipynb"), _path);
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task The_lesson_as_stored_is_fine() => Assert.Equal("", await VerifyAsync());

    [Fact]
    public async Task A_changed_digit_in_a_stored_output_is_told_with_cell_and_difference()
    {
        ReplaceInFile("\"14\"", "\"15\"");
        Assert.Equal(
            $"""

            {Lesson}, cell squares (number 3): the outputs differ from the stored ones
              source:   var squares = numbers.Select(n => n * n).ToArray();
              expected: 15
              got:      14
              [result text/plain]
            - 15
            + 14

            """.ReplaceLineEndings("\n"), await VerifyAsync());
    }

    [Fact]
    public async Task A_changed_digit_in_a_picture_is_noticed()
    {
        ReplaceInFile("cx=\\\"14\\\"", "cx=\\\"41\\\"");
        Assert.Contains($"{Lesson}, cell picture (number 5): the outputs differ", await VerifyAsync());
    }

    [Fact]
    public async Task A_changed_digit_in_printed_text_is_noticed()
    {
        ReplaceInFile("mean 4.67", "mean 4.66");
        Assert.Contains($"{Lesson}, cell print (number 4): the outputs differ", await VerifyAsync());
    }

    [Fact]
    public async Task A_removed_output_is_noticed()
    {
        Edit(cells => cells[2]!["outputs"] = new JsonArray());
        Assert.Contains($"{Lesson}, cell squares (number 3): the outputs differ", await VerifyAsync());
    }

    [Fact]
    public async Task A_removed_cell_is_noticed()
    {
        Edit(cells => cells.RemoveAt(3));
        Assert.Contains($"{Lesson}, cell print: a cell was removed", await VerifyAsync());
    }

    [Fact]
    public async Task A_removed_cell_of_prose_is_noticed()
    {
        Edit(cells => cells.RemoveAt(0));
        Assert.Contains($"{Lesson}, cell title: a cell was removed", await VerifyAsync());
    }

    [Fact]
    public async Task An_added_cell_is_noticed()
    {
        Edit(cells =>
        {
            var added = cells[1]!.DeepClone();
            added["id"] = "added";
            added["source"] = new JsonArray("// nothing");
            cells.Insert(2, added);
        });
        Assert.Contains($"{Lesson}, cell added (number 3): a cell was added", await VerifyAsync());
    }

    [Fact]
    public async Task Reordered_cells_are_noticed()
    {
        Edit(cells =>
        {
            var moved = cells[4]!.DeepClone();
            cells.RemoveAt(4);
            cells.Insert(3, moved);
        });
        Assert.Contains("a cell was moved", await VerifyAsync());
    }

    [Fact]
    public async Task Code_changed_without_an_effect_on_outputs_is_noticed()
    {
        ReplaceInFile("n * n", "n*n");
        Assert.Contains($"{Lesson}, cell squares (number 3): the code was changed", await VerifyAsync());
    }

    [Fact]
    public async Task A_cell_that_fails_is_told_with_its_line_and_what_was_not_run()
    {
        ReplaceInFile("n * n", "n / (n - n)");
        var report = await VerifyAsync();
        Assert.Contains($"{Lesson}: cell squares failed.", report);
        Assert.Contains("DivideByZeroException", report);
        Assert.Contains("at line 1 of this cell:  var squares", report);
        Assert.Contains("2 cells below were not run.", report);
    }

    [Theory]
    [InlineData("\"nbformat_minor\": 5", "\"nbformat_minor\":  5", "the file is not in canonical form")]
    [InlineData("# Squares · 二乗", "# Squares", "cell title: the heading must be in both languages, got '# Squares'.")]
    [InlineData("日本語</summary>", "more</summary>", "cell title: the Japanese is missing")]
    [InlineData("<p>二乗の和を計算します。</p>", "<p>…</p>", "cell title: the part named 日本語 has no Japanese in it.")]
    [InlineData("Three numbers and their squares.", "", "cell title: the English is missing")]
    [InlineData("Three numbers and their squares.", "| u | f |\\n|---|---|\\n| largest |u| | 0 |", "cell title: a row of a table has 4 cells, its head has 2: | largest |u| | 0 |")]
    [InlineData("using System.Linq;", "#!time", "'#!time' is a command of other notebook tools")]
    [InlineData("using System.Linq;", "#r \\\"nuget: MathNet.Numerics\\\"", "would need the network")]
    [InlineData("using System.Linq;", "#r \\\"Other.dll\\\"", "cell numbers: #r must name ../../../lib/Curriculum/bin/Release/Curriculum.dll, got Other.dll.")]
    public async Task A_fault_of_form_is_told_with_its_cell(string text, string faulty, string expected)
    {
        ReplaceInFile(text, faulty);
        Assert.Contains(expected, await VerifyAsync());
    }

    [Fact]
    public async Task A_bar_that_is_escaped_does_not_break_a_table()
    {
        Edit(cells => cells[0]!["source"] = string.Concat(cells[0]!["source"]!.AsArray().Select(line => line!.GetValue<string>()))
            .Replace("Three numbers and their squares.", "| u | f |\n|---|---|\n| largest \\|u\\| | 0 |\n\nThree | bars | here.", StringComparison.Ordinal));
        Assert.Equal("", await VerifyAsync());
    }

    private async Task<string> VerifyAsync()
    {
        var verification = new Verification(await ExecutedLesson.RunAsync(_repository, _path, report: null, CancellationToken.None));
        var report = new StringWriter { NewLine = "\n" };
        VerificationReport.Write(report, _repository.Relative(_path), verification);
        Assert.Equal(verification.IsFine, report.ToString().Length == 0);
        return report.ToString();
    }

    private void ReplaceInFile(string text, string by)
    {
        var before = File.ReadAllText(_path);
        var after = before.Replace(text, by, StringComparison.Ordinal);
        Assert.NotEqual(before, after);
        File.WriteAllText(_path, after);
    }

    private void Edit(Action<JsonArray> edit)
    {
        var notebook = JsonNode.Parse(File.ReadAllText(_path))!;
        edit(notebook["cells"]!.AsArray());
        File.WriteAllText(_path, Notebook.Parse(notebook.ToJsonString()).ToJson());
    }
}

using Curriculum.Engine.Documents;
using Curriculum.Tests.Shared;

namespace Curriculum.Engine.Tests.Documents;

public class NotebookTests
{
    // Written by Python: json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False), which is how Jupyter writes.
    private static readonly string Canonical = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "canonical.ipynb"));

    private const string OneCell = """
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [CELL]}
        """;

    private static Notebook Parse(string cell) => Notebook.Parse(OneCell.Replace("CELL", cell));

    [Fact]
    public void Writing_gives_the_bytes_that_Jupyter_would_write() => Assert.Equal(Canonical, Notebook.Parse(Canonical).ToJson());

    [Fact]
    public void Everything_a_cell_holds_is_read()
    {
        var cells = Notebook.Parse(Canonical).Cells;

        Assert.Equal(["title", "picture", "raw_1", "code-1", "empty"], cells.Select(c => c.Id));
        Assert.Equal([CellKind.Markdown, CellKind.Markdown, CellKind.Raw, CellKind.Code, CellKind.Code], cells.Select(c => c.Kind));
        Assert.Equal("Console.WriteLine(\"x\");\n1 + 1", cells[3].Source);
        Assert.Equal("Console.WriteLine(\"x\");", cells[3].FirstSourceLine);
        Assert.Equal("exercise", cells[3].Role);
        Assert.True(cells[3].IsVolatile && cells[3].MayThrow);
        Assert.Equal(new Tolerance(1e-6, 0, "a GPU adds in another order"), cells[3].Tolerance);
        Assert.Null(cells[4].Tolerance);
        Assert.Equal(
            [
                new StreamOutput(StreamName.Output, "x\n"),
                new StreamOutput(StreamName.Error, "no line end"),
                new DisplayData(new MimeBundle([new("text/plain", "shown"), new("application/json", "{\"a\":\"ü\",\"b\":[1,2.5,null,true]}"), new("image/svg+xml", "<svg>\n</svg>")])),
                new ExecuteResult(new MimeBundle("text/plain", "2")),
                new ErrorOutput("E", "boo", ["E: boo", "  at line 1"]),
            ],
            cells[3].Outputs);
    }

    [Fact]
    public void Source_as_one_string_with_CRLF_execution_counts_and_timestamps_becomes_canonical()
    {
        var notebook = Parse("""
            {"cell_type": "code", "id": "a", "execution_count": 7, "source": "var a = 1;\r\na", "metadata": {"execution": {"iopub.execute_input": "2026-01-01T00:00:00Z"}, "scrolled": true},
             "outputs": [{"output_type": "execute_result", "execution_count": 7, "metadata": {"a": 1}, "data": {"text/plain": "1\r\n2"}}]}
            """);

        var written = notebook.ToJson();

        Assert.Equal("""
            {
             "cells": [
              {
               "cell_type": "code",
               "execution_count": null,
               "id": "a",
               "metadata": {},
               "outputs": [
                {
                 "data": {
                  "text/plain": [
                   "1\n",
                   "2"
                  ]
                 },
                 "execution_count": null,
                 "metadata": {},
                 "output_type": "execute_result"
                }
               ],
               "source": [
                "var a = 1;\n",
                "a"
               ]
              }
             ],
             "metadata": {},
             "nbformat": 4,
             "nbformat_minor": 5
            }

            """.ReplaceLineEndings("\n"), written);
        Assert.Equal(written, Notebook.Parse(written).ToJson());
    }

    [Fact]
    public void Cells_of_older_notebooks_get_ids_from_their_contents()
    {
        const string Old = """
            {"nbformat": 4, "nbformat_minor": 2, "metadata": {}, "cells": [
             {"cell_type": "markdown", "metadata": {}, "source": "same"}, {"cell_type": "markdown", "metadata": {}, "source": "same"}, {"cell_type": "markdown", "metadata": {}, "source": "other"}]}
            """;

        var ids = Notebook.Parse(Old).Cells.Select(c => c.Id).ToList();

        // printf same | sha256sum
        Assert.Equal(["0967115f", "0967115f-2", "d9298a10"], ids);
    }

    [Theory]
    [InlineData("{\n \"cells\": [\n  {\"id\": \"ü\" \"x\"}\n", 3, 14, "not valid JSON", "missing comma")]
    [InlineData("", 1, 1, "not valid JSON", "version control")]
    [InlineData("[]", 1, 1, "not a notebook", "cells, metadata")]
    [InlineData("{\"nbformat\": 3}", 1, 14, "nbformat must be 4, got 3", "Open the notebook")]
    [InlineData("{\"cells\": []}", 1, 1, "needs the number nbformat", "\"nbformat\": 4")]
    [InlineData("{\"nbformat\": 4}", 1, 1, "list named cells", "\"cells\": []")]
    [InlineData("{\"nbformat\": 4, \"nbformat\": 4}", 1, 1, "Duplicate property 'nbformat'", "comma")]
    public void A_broken_file_is_reported_with_file_line_column_and_cure(string json, int line, int column, string problem, string cure)
    {
        var error = Assert.Throws<NotebookFormatException>(() => Notebook.Parse(json, "lesson.ipynb"));

        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.StartsWith($"lesson.ipynb({line},{column}): ", error.Message);
        Assert.Contains(problem, error.Message);
        Assert.Contains(cure, error.Message);
    }

    [Theory]
    [InlineData("{\n\"cell_type\": \"sql\", \"id\": \"a\", \"metadata\": {}, \"source\": []}", 2, 14, "cell_type must be code, markdown or raw, got sql")]
    [InlineData("{\"id\": \"a\", \"metadata\": {}, \"source\": []}", 1, 1, "got nothing")]
    [InlineData("{\"cell_type\": \"raw\",\n \"id\": \"a b\", \"source\": []}", 2, 8, "1 to 64 letters, digits, - or _, got 'a b'")]
    [InlineData("{\"cell_type\": \"raw\", \"id\": \"a\"}", 1, 1, "needs its source")]
    [InlineData("{\"cell_type\": \"raw\", \"id\": \"a\", \"source\":\n 7}", 2, 2, "source must be a string or a list of strings")]
    [InlineData("{\"cell_type\": \"raw\", \"id\": \"a\", \"source\": []},\n{\"cell_type\": \"raw\", \"id\": \"a\", \"source\": []}", 2, 28, "'a' is used twice")]
    [InlineData("{\"cell_type\": \"raw\", \"id\": \"a\", \"source\": [],\n\"metadata\": 3}", 2, 13, "metadata must be an object")]
    [InlineData("{\"cell_type\": \"code\", \"id\": \"a\", \"source\": [],\n\"outputs\": {}}", 2, 12, "outputs must be a list")]
    [InlineData("{\"cell_type\": \"code\", \"id\": \"a\", \"source\": [], \"outputs\": [\n{\"output_type\": \"picture\"}]}", 2, 17, "got picture")]
    [InlineData("{\"cell_type\": \"code\", \"id\": \"a\", \"source\": [], \"outputs\": [\n{\"output_type\": \"stream\", \"name\": \"x\", \"text\": \"\"}]}", 2, 35, "stdout or stderr, got x")]
    [InlineData("{\"cell_type\": \"code\", \"id\": \"a\", \"source\": [], \"outputs\": [\n{\"output_type\": \"display_data\"}]}", 2, 1, "this needs data")]
    public void A_rule_of_nbformat_that_is_broken_is_reported_at_its_place(string cell, int line, int column, string problem)
    {
        var error = Assert.Throws<NotebookFormatException>(() => Parse("\n" + cell));

        Assert.Contains(problem, error.Message);
        Assert.Equal((line + 1, column), (error.Line, error.Column));
    }

    [Fact]
    public void A_written_file_is_read_back_the_same()
    {
        using var folder = new TemporaryFolder();
        var path = folder["a.ipynb"];
        var notebook = Notebook.Parse(Canonical);

        notebook.Write(path);

        Assert.Equal(Canonical, File.ReadAllText(path));
        Assert.Equal(path, Notebook.Read(path).Path);
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }
}

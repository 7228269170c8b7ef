using System.Text.Json.Nodes;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Verification;

namespace Curriculum.Engine.Tests.Verification;

public class NotebookComparerTests
{
    private static Cell Code(string id, string output, string source = "x", string metadata = "{}") => new(id, CellKind.Code, source)
    {
        Outputs = [new ExecuteResult(new MimeBundle("text/plain", output))],
        Metadata = (JsonObject)JsonNode.Parse(metadata)!,
    };

    private static Notebook Stored(params Cell[] cells)
    {
        var notebook = new Notebook { Cells = cells };
        return StoredOutputs.Update(notebook, notebook);
    }

    private static IReadOnlyList<CellDifference> Compare(string stored, string fresh, string metadata = "{}") =>
        NotebookComparer.Compare(Stored(Code("a", stored, metadata: metadata)), Stored(Code("a", fresh, metadata: metadata)));

    [Fact]
    public void The_same_outputs_do_not_differ() => Assert.Empty(Compare("loss 0.123", "loss 0.123"));

    [Fact]
    public void One_changed_digit_is_reported_with_notebook_cell_source_expected_and_got()
    {
        var stored = Stored(new Cell("text", CellKind.Markdown, "prose"), Code("a", "step 1\nloss 0.123\nend", source: "\n// train\nTrain()")) with { Path = "/day2/lesson.ipynb" };
        var fresh = stored with { Cells = [stored.Cells[0], Code("a", "step 1\nloss 0.124\nend", source: "\n// train\nTrain()")] };

        var difference = Assert.Single(NotebookComparer.Compare(stored, fresh));

        Assert.Equal(
            new CellDifference(
                CellDifferenceKind.OutputsDiffer, "/day2/lesson.ipynb", "a", 1, "// train", "loss 0.123", "loss 0.124",
                "  [result text/plain]\n  step 1\n- loss 0.123\n+ loss 0.124\n  end"),
            difference);
        Assert.Equal("""
            /day2/lesson.ipynb, cell a (number 2): the outputs differ from the stored ones
              source:   // train
              expected: loss 0.123
              got:      loss 0.124
              [result text/plain]
              step 1
            - loss 0.123
            + loss 0.124
              end
            """.ReplaceLineEndings("\n"), difference.ToString());
    }

    [Fact]
    public void A_change_deep_in_a_long_line_is_cut_out_of_it()
    {
        var path = string.Join(' ', Enumerable.Range(0, 500));

        var difference = Assert.Single(Compare($"<path d='{path}'/>", $"<path d='{path.Replace(" 300 ", " 301 ")}'/>"));

        Assert.Contains("298 299 300 301", difference.Expected);
        Assert.Contains("298 299 301 301", difference.Got);
        Assert.True(difference.Diff.Length < 500);
    }

    [Theory]
    [InlineData("""{"curriculum": {"tolerance": {"relative": 1e-3, "reason": "GPU"}}}""", "1000.0 a", "1000.9 a", true)]
    [InlineData("""{"curriculum": {"tolerance": {"relative": 1e-3, "reason": "GPU"}}}""", "1000.0 a", "1001.1 a", false)]
    [InlineData("""{"curriculum": {"tolerance": {"relative": 1e-3, "reason": "GPU"}}}""", "1000.0 a", "1000.0 b", false)]
    [InlineData("""{"curriculum": {"tolerance": {"relative": 1e-3, "reason": "GPU"}}}""", "1000.0", "1000.0 1", false)]
    [InlineData("""{"curriculum": {"tolerance": {"absolute": 0.1, "reason": "GPU"}}}""", "-0.04", "0.05", true)]
    [InlineData("""{"curriculum": {"tolerance": {"absolute": 0.1, "reason": "GPU"}}}""", "1e2 NaN ∞", "1.0e+2 NaN ∞", true)]
    [InlineData("""{"curriculum": {"tolerance": {"absolute": 0.1, "reason": "GPU"}}}""", "NaN", "1", false)]
    [InlineData("""{"tags": ["volatile"]}""", "took 12 ms  (3.5e-3)", "took 1 ms (42)", true)]
    [InlineData("""{"tags": ["volatile"]}""", "took 12 ms", "took 1 s", false)]
    [InlineData("""{"tags": ["volatile"]}""", "took 12 ms", "took 12 ms\n13", false)]
    [InlineData("{}", "3", "3 ", false)]
    public void A_cell_is_compared_by_its_own_rule(string metadata, string stored, string fresh, bool agree) =>
        Assert.Equal(agree, Compare(stored, fresh, metadata).Count == 0);

    [Fact]
    public void Other_MIME_types_differ_even_in_a_volatile_cell()
    {
        const string Volatile = """{"tags": ["volatile"]}""";
        var stored = Stored(Code("a", "1", metadata: Volatile));
        var fresh = stored with { Cells = [stored.Cells[0] with { Outputs = [new ExecuteResult(new MimeBundle("text/html", "1"))] }] };

        Assert.Equal("[result text/plain]", Assert.Single(NotebookComparer.Compare(stored, fresh)).Expected);
    }

    [Fact]
    public void A_line_within_tolerance_does_not_show_in_the_diff_of_another()
    {
        var difference = Assert.Single(Compare("1.0001\n2", "1.0002\n3", """{"curriculum": {"tolerance": {"relative": 1e-2, "reason": "GPU"}}}"""));

        Assert.Equal("  [result text/plain]\n  1.0001\n- 2\n+ 3", difference.Diff);
    }

    [Fact]
    public void A_tolerance_without_a_reason_is_reported_and_not_granted()
    {
        var kinds = Compare("1.00", "1.01", """{"curriculum": {"tolerance": {"relative": 0.5}}}""").Select(d => d.Kind);

        Assert.Equal([CellDifferenceKind.ToleranceWithoutReason, CellDifferenceKind.OutputsDiffer], kinds);
    }

    [Fact]
    public void Missing_outputs_are_noticed()
    {
        var fresh = Stored(Code("a", "1"));
        var stored = Stored(fresh.Cells[0] with { Outputs = [] });

        var difference = Assert.Single(NotebookComparer.Compare(stored, fresh));

        Assert.Equal((CellDifferenceKind.OutputsDiffer, "(nothing)", "[result text/plain]"), (difference.Kind, difference.Expected, difference.Got));
    }

    [Fact]
    public void A_notebook_whose_outputs_were_never_stored_is_noticed()
    {
        var notebook = new Notebook { Cells = [Code("a", "1")] };

        var difference = Assert.Single(NotebookComparer.Compare(notebook, notebook));

        Assert.Equal(CellDifferenceKind.NeverStored, difference.Kind);
        Assert.Contains("curriculum update", difference.Got);
    }

    // What somebody does to the file afterwards: the fresh run is one of the changed file, and agrees with it.
    public static TheoryData<string, CellDifferenceKind, string> Edits => new()
    {
        { "acd", CellDifferenceKind.CellRemoved, "b" },
        { "abxcd", CellDifferenceKind.CellAdded, "x" },
        { "dabc", CellDifferenceKind.CellMoved, "d" },
        { "bcda", CellDifferenceKind.CellMoved, "a" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void A_cell_removed_added_or_moved_is_noticed(string order, CellDifferenceKind kind, string cell)
    {
        var stored = Stored([.. "abcd".Select(id => Code(id.ToString(), "1"))]);
        var edited = stored with { Cells = [.. order.Select(id => Code(id.ToString(), "1"))] };

        var difference = Assert.Single(NotebookComparer.Compare(edited, edited));

        Assert.Equal((kind, cell), (difference.Kind, difference.CellId));
    }

    [Fact]
    public void Code_edited_after_its_outputs_were_stored_is_noticed_and_prose_may_be_edited()
    {
        var stored = Stored(new Cell("text", CellKind.Markdown, "prose"), Code("a", "1"));
        var edited = stored with { Cells = [stored.Cells[0] with { Source = "better prose" }, stored.Cells[1] with { Source = "y" }] };

        var difference = Assert.Single(NotebookComparer.Compare(edited, edited));

        Assert.Equal((CellDifferenceKind.SourceChanged, "a"), (difference.Kind, difference.CellId));
    }

    [Fact]
    public void Storing_keeps_outputs_that_agree_by_the_cells_rule()
    {
        const string Volatile = """{"tags": ["volatile"]}""";
        var stored = Stored(Code("a", "12 ms", metadata: Volatile), Code("b", "1"));
        var fresh = stored with { Cells = [Code("a", "13 ms", metadata: Volatile), Code("b", "2")] };

        var updated = StoredOutputs.Update(stored, fresh);

        Assert.Equal(["12 ms", "2"], updated.Cells.Select(c => c.Outputs[0].PlainText));
        Assert.Empty(NotebookComparer.Compare(updated, fresh));
    }
}

using Curriculum.Lessons;

namespace Curriculum.Tests.Lessons;

public class TableTests
{
    private static readonly Table Results = new Table("network · 構成", "test accuracy", "learns").Row("sigmoid, N(0, 0.01²)", 0.10324, false).Row("ReLU", 0.9166, true).Row("層正規化", null, true);

    [Fact]
    public void The_text_is_aligned_numbers_to_the_right() => Assert.Equal(
        """
        network · 構成        test accuracy  learns
        ────────────────────  ─────────────  ──────
        sigmoid, N(0, 0.01²)         0.1032  ✗
        ReLU                         0.9166  ✓
        層正規化                          –  ✓
        """, Results.ToString());

    [Fact]
    public void The_page_escapes_its_cells()
    {
        var html = new Table("a<b").Row("x & y").Caption("<i>").ToHtml();
        Assert.Contains("a&lt;b", html, StringComparison.Ordinal);
        Assert.Contains("x &amp; y", html, StringComparison.Ordinal);
        Assert.Contains("&lt;i&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_another_length_is_an_error()
    {
        Assert.Equal("Table: a row must have one cell a column (3: network · 構成, test accuracy, learns), got 1.", Assert.Throws<ArgumentException>(() => Results.Row(1)).Message);
        Assert.Throws<ArgumentException>(() => new Table());
    }

    [Fact]
    public void A_new_row_leaves_the_old_table_as_it_was()
    {
        var before = Results.ToString();
        _ = Results.Row("more", 1.0, true);
        Assert.Equal(before, Results.ToString());
    }
}

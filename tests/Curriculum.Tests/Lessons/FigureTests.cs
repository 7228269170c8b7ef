using System.Xml.Linq;
using Curriculum.Lessons;
using Curriculum.Lessons.Figures;
using Curriculum.Training;

namespace Curriculum.Tests.Lessons;

public class FigureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly double[] X = [.. Enumerable.Range(0, 101).Select(i => (double)i)];

    private static Chart Falling(string? name = "loss") => Figure.Line(X, X.Select(x => 2.3 * Math.Exp(-x / 30)), name).XTitle("iteration").YTitle("cross-entropy");

    private static Chart Landscape() => Figure.Contour((x, y) => (x * x) + (y * y), (-2, 2), (-2, 2), 0.25, 1).XTitle("x").YTitle("y");

    public static TheoryData<string, Figure> Every => new()
    {
        { "line", Falling().Title("Loss · 損失") },
        { "several lines", Falling("a").Line(X, X, "b").Line(X, X.Select(x => 3 * x), "c") },
        { "band", Falling("He").Band(X, X, X.Select(x => x + 1).ToArray(), "He") },
        { "bands alone, between two whole numbers", Figure.Band([1, 2], [0.6, 0.7], [0.7, 0.8], "a").Band([1, 2], [0.65, 0.8], [0.9, 0.95], "b").XTitle("step").YTitle("accuracy") },
        { "log", Falling().LogY().LogX() },
        { "marks", Falling().HLine(1, "one").VLine(50, "half").Mark(30, 0.84, "1/e") },
        { "bar", Figure.Bar(["sigmoid", "ReLU"], [0.1, 0.9]).XTitle("activation").YTitle("accuracy") },
        { "grouped bar", Figure.Bar(["Xavier", "He"], [0.1, 0.9], "sigmoid").Bar([0.8, 0.95], "ReLU").XTitle("start").YTitle("accuracy") },
        { "negative bar", Figure.Bar(["a", "b"], [-1, 2]).XTitle("k").YTitle("value") },
        { "log bar", Figure.Bar(["a", "b"], [1e-7, 2e-3]).LogY().XTitle("layer").YTitle("gradient") },
        { "histogram", Figure.Histogram(X, "a").Histogram([1, 2, 3], "b").XTitle("activation") },
        { "scatter", Figure.Scatter(X, X, "class 0").XTitle("x₁").YTitle("x₂") },
        { "heatmap", Figure.Heatmap(new double[,] { { 1, -2 }, { 3, double.NaN } }).XTitle("in").YTitle("out").ColorTitle("weight") },
        { "trails on a contour map", Landscape().Trail(X.Select(x => Math.Cos(x / 5)).ToArray(), X.Select(x => Math.Sin(x / 5)).ToArray(), "SGD").Trail([0, 3], [0, 3]) },
        { "grid", Figure.Grid(2, Falling(), Falling().LogY(), Falling()).ShareX().Title("three") },
    };

    [Theory]
    [MemberData(nameof(Every))]
    public void Every_kind_of_figure_is_well_formed_needs_no_script_and_uses_no_id(string kind, Figure figure)
    {
        var page = XDocument.Parse(figure.ToSvg());
        Assert.Equal(Svg + "svg", page.Root!.Name);
        Assert.NotEmpty(page.Root.Element(Svg + "title")!.Value);
        Assert.NotEmpty(page.Root.Element(Svg + "desc")!.Value);
        Assert.Empty(page.Descendants(Svg + "script"));
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName == "id");
        // Nothing from outside: the only addresses are the name space and pictures that are part of the text.
        Assert.DoesNotContain(page.Descendants().Attributes("href"), a => !a.Value.StartsWith("data:image/png;base64,", StringComparison.Ordinal));
        Assert.DoesNotContain("NaN\"", figure.ToSvg(), StringComparison.Ordinal);
        Assert.True(figure.ToString().Split('\n').Length >= 2, kind);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Nothing_is_drawn_outside_the_picture(string kind, Figure figure)
    {
        var page = XDocument.Parse(figure.ToSvg());
        var (width, height) = (Number(page.Root!, "width"), Number(page.Root!, "height"));
        foreach (var text in page.Descendants(Svg + "text").Where(t => t.Attribute("transform") is null && t.Parent == page.Root))
        {
            var anchor = text.Attribute("text-anchor")?.Value;
            var long1 = TextMeasure.Width(text.Value, double.Parse(text.Attribute("font-size")?.Value ?? "12"));
            var left = Number(text, "x") - (anchor == "middle" ? long1 / 2 : anchor == "end" ? long1 : 0);
            Assert.True(left >= 0 && left + long1 <= width, $"{kind}: '{text.Value}' spans {left}–{left + long1} of {width}");
            Assert.InRange(Number(text, "y"), 8, height - 2);
        }
    }

    [Fact]
    public void A_heatmap_writes_the_names_that_are_not_empty_level_and_on_both_sides()
    {
        string[] ticks = [.. Enumerable.Range(0, 33).Select(i => i % 16 == 0 ? $"{(i / 16) - 1}" : "")];

        var page = XDocument.Parse(Figure.Heatmap(new double[33, 33], ticks, ticks, showValues: false).XTitle("x").YTitle("y").ColorTitle("z").Title("t").ToSvg());

        var names = page.Root!.Elements(Svg + "text").Where(text => ticks.Contains(text.Value) && text.Attribute("font-size") is null).ToArray();
        Assert.Equal(["-1", "-1", "0", "0", "1", "1"], names.Select(name => name.Value).Order());
        Assert.All(names, name => Assert.Null(name.Attribute("transform")));
    }

    [Fact]
    public void The_numbers_of_a_heatmap_fill_their_cells_and_stay_inside()
    {
        var values = new double[8, 8];
        double Size(double value)
        {
            values[3, 4] = value;
            var chart = Figure.Heatmap(values).XTitle("x").YTitle("y").ColorTitle("z").Pixels(240, 190);
            var size = XDocument.Parse(chart.ToSvg()).Root!.Elements(Svg + "text").First(text => text.Attribute("fill") is not null && text.Value == "0").Attribute("font-size");
            return double.Parse(size!.Value);
        }

        double digits = Size(7), fractions = Size(0.123);
        Assert.InRange(digits, 7, 12);
        Assert.InRange(fractions, 2, digits / 2);
    }

    [Fact]
    public void The_same_figure_has_the_same_text()
    {
        Assert.Equal(Falling().Title("t").ToSvg(), Falling().Title("t").ToSvg());
        Assert.NotEqual(Falling().Title("t").ToSvg(), Falling().Title("u").ToSvg());
    }

    [Fact]
    public void A_call_returns_a_new_figure_and_leaves_the_old_one()
    {
        var first = Falling();
        var before = first.ToSvg();
        _ = first.Line(X, X, "second").Title("changed").LogY();
        Assert.Equal(before, first.ToSvg());
    }

    [Fact]
    public void A_missing_axis_title_is_an_error_that_names_the_cure()
    {
        var noX = Assert.Throws<FigureException>(() => Figure.Line(X, X).YTitle("loss").ToSvg());
        Assert.Equal("Figure: the x axis has no title, so a reader cannot know what is drawn. Add .XTitle(\"iteration\") with the quantity and its unit.", noX.Message);
        var noY = Assert.Throws<FigureException>(() => Figure.Line(X, X).XTitle("iteration").ToString());
        Assert.Contains(".YTitle(", noY.Message, StringComparison.Ordinal);
        var noColor = Assert.Throws<FigureException>(() => Figure.Heatmap(new double[2, 2]).XTitle("in").YTitle("out").ToSvg());
        Assert.Contains(".ColorTitle(", noColor.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_histogram_counts_so_its_y_axis_names_itself() =>
        Assert.Contains(">count</text>", Figure.Histogram(X).XTitle("activation").ToSvg(), StringComparison.Ordinal);

    [Fact]
    public void Lengths_that_differ_are_an_error_that_names_both()
    {
        Assert.Equal("Line: y must have as many numbers as x (101), got 2.", Assert.Throws<FigureException>(() => Figure.Line(X, [1, 2])).Message);
        Assert.Equal("Bar: values must have one number a category (2), got 3.", Assert.Throws<FigureException>(() => Figure.Bar(["a", "b"], [1, 2, 3])).Message);
        Assert.Equal("Heatmap: rows must have one name a row (2), got 1.", Assert.Throws<FigureException>(() => Figure.Heatmap(new double[2, 3], rows: ["a"])).Message);
        Assert.Equal("YRange: low must be below high, got 1 and 0.", Assert.Throws<FigureException>(() => Falling().YRange(1, 0)).Message);
        Assert.Contains("Give YRange a lower end above 0", Assert.Throws<FigureException>(() => Falling().LogY().YRange(0, 1).ToSvg()).Message, StringComparison.Ordinal);
        Assert.Contains("nothing to draw", Assert.Throws<FigureException>(() => Chart.Empty.ToSvg()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_come_as_arrays_lists_sequences_or_collection_expressions()
    {
        double[] y = [1, 2, 3];
        string[] same =
        [
            Draw(Figure.Line([0, 1, 2], y)), Draw(Figure.Line(new List<double> { 0, 1, 2 }, [1, 2, 3])), Draw(Figure.Line(new float[] { 0, 1, 2 }, new[] { 1, 2, 3 })),
            Draw(Figure.Line(Enumerable.Range(0, 3), y.Select(v => v))), Draw(Figure.Line(new long[] { 0, 1, 2 }, new float[] { 1, 2, 3 }.AsEnumerable())),
        ];
        Assert.Single(same.Distinct());
        var wrong = Assert.Throws<FigureException>(() => Figure.Line("abc", y));
        Assert.Equal("Figure: x must be numbers (an NdArray, an array or a sequence of double, float, int or long), got a String.", wrong.Message);

        static string Draw(Chart chart) => chart.XTitle("x").YTitle("y").ToSvg();
    }

    [Fact]
    public void A_series_of_a_history_is_a_curve_with_its_name()
    {
        var history = new History();
        history.Record("loss", 0, 2.3);
        history.Record("loss", 10, 1.1);
        Assert.Equal(Figure.Line([0, 10], [2.3, 1.1], "loss").XTitle("iteration").YTitle("loss").ToSvg(), Figure.Line(history["loss"]).XTitle("iteration").YTitle("loss").ToSvg());
    }

    [Fact]
    public void What_cannot_be_drawn_is_said_below_the_figure()
    {
        var figure = Figure.Line([1, 2, 3, 4], [1, double.NaN, 0, 10]).LogY().XTitle("k").YTitle("v");
        Assert.Contains("Not drawn: 1 value is not finite (NaN or ∞); 1 value is zero or negative, which a logarithmic axis cannot show.", figure.ToString(), StringComparison.Ordinal);
        Assert.Contains("Not drawn: 9 values are outside the axes.", Figure.Line(X, X).XTitle("k").YTitle("v").XRange(0, 91).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Not drawn", Falling().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_twin_shows_ends_and_extremes()
    {
        var text = Figure.Line(X, X.Select(x => 2 + Math.Sin(x / 100 * 2 * Math.PI)), "wave").XTitle("t").YTitle("height").ToString();
        Assert.Contains("x: t, 0 … 100 · y: height, 1 … 3", text, StringComparison.Ordinal);
        Assert.Contains("2 → 2 (min 1, max 3)", text, StringComparison.Ordinal);
        Assert.Matches("▅.*█.*▅.*▁.*▄", text);
    }

    [Fact]
    public void Bars_in_the_text_twin_are_as_long_as_their_values()
    {
        var text = Figure.Bar(["層 1", "b"], [1, 2]).XTitle("k").YTitle("v").ToString().Split('\n');
        var (one, two) = (text[1].Count(c => c == '█'), text[2].Count(c => c == '█'));
        Assert.InRange(two - (2 * one), -1, 1);
        Assert.Equal(TextMeasure.Columns(text[1][..text[1].IndexOf('█')]), TextMeasure.Columns(text[2][..text[2].IndexOf('█')]));
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value);

    [Fact]
    public void A_contour_line_joins_the_points_of_one_height()
    {
        var map = Landscape().Model.Marks.OfType<ContourMark>().Single();
        foreach (var level in map.Levels)
        {
            var line = Assert.Single(ContourLines.Of(map, level));
            Assert.Equal(line[0], line[^1]);                        // a circle closes
            Assert.All(line, p => Assert.Equal(Math.Sqrt(level), Math.Sqrt((p.X * p.X) + (p.Y * p.Y)), 2));
        }
    }

    [Fact]
    public void Contour_lines_do_not_cross_at_a_saddle()
    {
        // Four corners of one cell, two high and two low: the mean in the middle is above the level, so the low corners are cut off, each by a line of its own.
        var lines = ContourLines.Of(new ContourMark([0, 1], [0, 1], new double[,] { { 2, 0 }, { 0, 2 } }, [0.5]), 0.5);
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Equal(0.5, Math.Abs(line.Average(p => p.X) - line.Average(p => p.Y)) - 0.25, 9));
    }

    [Fact]
    public void A_trail_says_where_it_leads_and_a_dot_runs_along_it()
    {
        var chart = Landscape().Trail([-1, 0.5, 0], [1, 0, 0], "SGD");
        Assert.Contains("SGD  (−1, 1) → (0, 0) in 2 steps", chart.ToString());
        Assert.Contains("contour lines at 0.25, 1", chart.ToString());
        var dot = XDocument.Parse(chart.ToSvg()).Descendants(Svg + "circle").Single();
        var places = dot.Element(Svg + "animateMotion")!.Attribute("values")!.Value.Split(';');
        Assert.Equal(3, places.Length);
        Assert.Equal("0,0", places[^1]);                            // it moves relative to the last point, where it rests without animation
    }

    [Fact]
    public void A_contour_map_without_a_level_is_an_error_that_names_it() => Assert.Equal(
        "Contour: levels must hold at least one height to draw a line at, got none.",
        Assert.Throws<FigureException>(() => Figure.Contour((x, y) => x, (0, 1), (0, 1))).Message);
}

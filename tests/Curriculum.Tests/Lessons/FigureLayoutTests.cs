using Curriculum.Lessons;
using Curriculum.Lessons.Figures;

namespace Curriculum.Tests.Lessons;

public class FigureLayoutTests
{
    private static ChartLayout Layout(Chart chart) => new(ChartCheck.Complete(chart.XTitle("x").YTitle("y").Model));

    [Theory]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 2000, 4, "0 500 1,000 1,500 2,000")]
    [InlineData(-6, 6, 6, "−6 −4 −2 0 2 4 6")]
    [InlineData(0, 1e-5, 4, "0 2.5×10⁻⁶ 5×10⁻⁶ 7.5×10⁻⁶ 1×10⁻⁵")]
    [InlineData(0.13, 0.61, 5, "0.2 0.3 0.4 0.5 0.6")]
    public void Linear_ticks_are_round(double low, double high, int wanted, string expected) =>
        Assert.Equal(expected, string.Join(' ', Ticks.Linear(low, high, wanted, wholeNumbers: false).Select(t => t.Label)));

    [Fact]
    public void An_axis_of_whole_numbers_has_no_half_ticks() =>
        Assert.Equal("1 2 3 4", string.Join(' ', Ticks.Linear(1, 4, 12, wholeNumbers: true).Select(t => t.Label)));

    [Theory]
    [InlineData(1e-7, 1e-2, 6, "10⁻⁷ 10⁻⁶ 10⁻⁵ 10⁻⁴ 10⁻³ 10⁻²")]
    [InlineData(1, 1e12, 4, "10⁰ 10³ 10⁶ 10⁹ 10¹²")]
    [InlineData(0.1, 10, 6, "0.1 0.2 0.5 1 2 5 10")]
    public void Logarithmic_ticks_stand_at_powers_of_ten(double low, double high, int wanted, string expected) =>
        Assert.Equal(expected, string.Join(' ', Ticks.Logarithmic(low, high, wanted).Select(t => t.Label).OfType<string>()));

    [Theory]
    [InlineData(1000, 3)]
    [InlineData(999.9999, 2)]
    [InlineData(1e-5, -5)]
    [InlineData(0.00099, -4)]
    [InlineData(1e15, 15)]
    public void Decades_are_exact_at_the_powers(double value, int expected) => Assert.Equal(expected, Decades.Floor(value));

    [Theory]
    [InlineData(0.10324, "0.1032")]
    [InlineData(-2.5, "−2.5")]
    [InlineData(40000, "40,000")]
    [InlineData(9.99996, "10")]
    [InlineData(0.000031, "3.1×10⁻⁵")]
    [InlineData(0, "0")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void Numbers_are_short_and_readable(double value, string expected) => Assert.Equal(expected, NumberText.Short(value));

    [Fact]
    public void Names_at_line_ends_stand_right_of_the_plot_and_apart_from_each_other()
    {
        double[] x = [0, 1];
        var layout = Layout(Figure.Line(x, [0, 1.00], "a").Line(x, [0, 1.001], "b").Line(x, [0, 1.002], "c").Line(x, [0, 0.1], "d"));
        Assert.True(layout.DirectLabels);
        Assert.Empty(layout.Legend);
        Assert.Equal(["c", "b", "a", "d"], layout.Labels.Select(l => l.Text));
        foreach (var (upper, lower) in layout.Labels.Zip(layout.Labels.Skip(1))) Assert.True(lower.Y - upper.Y >= EndLabels.LineHeight - 1e-9);
        Assert.All(layout.Labels, l => Assert.InRange(l.Y, layout.Plot.Top, layout.Plot.Bottom));
        Assert.True(layout.Model.Width - layout.Plot.Right > TextMeasure.Width("a", 12) + 12);
    }

    [Fact]
    public void A_line_that_ends_early_gets_a_legend_above_the_plot()
    {
        var layout = Layout(Figure.Line([0, 1], [0, 1], "short").Line([0, 10], [0, 1], "long"));
        Assert.False(layout.DirectLabels);
        Assert.Equal(["short", "long"], layout.Legend.Single().Select(e => e.Text));
        Assert.True(layout.Plot.Top >= 10 + ChartLayout.LegendLine);
    }

    [Fact]
    public void A_legend_too_long_for_a_row_takes_another_and_the_plot_makes_room()
    {
        static Chart Bars(int n) => Enumerable.Range(1, n).Aggregate(Figure.Bar(["a"], [1], "a series with a long name 0"), (c, i) => c.Bar([i], $"a series with a long name {i}"));
        var (one, three) = (Layout(Bars(1)), Layout(Bars(5)));
        Assert.Single(one.Legend);
        Assert.Equal(3, three.Legend.Count);
        Assert.Equal(2 * ChartLayout.LegendLine, three.Plot.Top - one.Plot.Top, 6);
        Assert.All(three.Legend.SelectMany(r => r), e => Assert.True(e.X + LegendRows.Sample + 6 + TextMeasure.Width(e.Text, 12) <= 620));
    }

    [Fact]
    public void Marks_of_one_name_share_a_colour_and_others_differ_in_colour_dash_and_marker()
    {
        var chart = Figure.Line([0, 1], [0, 1], "He").Line([0, 1], [0, 2], "Xavier").Band([0, 1], [0, 1], [1, 2], "He");
        var styles = SeriesStyle.Assign(chart.Model.Marks);
        Assert.Equal(styles[chart.Model.Marks[0]], styles[chart.Model.Marks[2]]);
        var looks = Enumerable.Range(0, 6).Select(SeriesStyle.Of).ToArray();
        Assert.Equal(6, looks.Select(l => l.Color).Distinct().Count());
        Assert.Equal(6, looks.Select(l => l.Dash).Distinct().Count());
        Assert.Equal(6, looks.Select(l => l.Marker).Distinct().Count());
        Assert.Equal(49, Enumerable.Range(0, 49).Select(SeriesStyle.Of).Select(l => (l.Color, l.Dash)).Distinct().Count());
    }

    [Fact]
    public void Histograms_of_one_chart_share_their_bins_and_count_every_value_once()
    {
        double[] a = [0, 0.1, 0.25, 0.5, 1.0];
        Assert.Equal([2, 1, 1, 1], DataRange.Count(a, new(0, 1), 4));
        var layout = Layout(Figure.Histogram(a, "a", bins: 4).Histogram([-1], "b"));
        Assert.Equal(new DataRange(-1, 1), layout.XRange);
    }

    [Fact]
    public void A_text_beside_a_point_stays_in_the_plot_and_off_the_line()
    {
        double[] x = [.. Enumerable.Range(0, 101).Select(i => (double)i)];
        var layout = Layout(Figure.Line(x, x).Mark(60, 60, "a point"));
        foreach (var at in new[] { 0, 60, 100 })
        {
            var (left, bottom) = new LabelPlacer(layout).Place(layout.X[at], layout.Y[at], "a point");
            var box = new Box(left, bottom - 11, left + TextMeasure.Width("a point", 12), bottom + 3);
            Assert.True(box.Left >= layout.Plot.Left && box.Right <= layout.Plot.Right && box.Top >= layout.Plot.Top && box.Bottom <= layout.Plot.Bottom, $"{at}");
            if (at == 60) Assert.DoesNotContain(x, v => box.Contains(layout.X[v], layout.Y[v]));
        }
    }

    [Fact]
    public void Charts_of_a_grid_share_ends_and_margins()
    {
        var one = Figure.Line([0, 1], [0, 1]).XTitle("x").YTitle("y");
        var ten = Figure.Line([0, 10], [0, 10_000]).XTitle("x").YTitle("y");
        var text = Figure.Grid(2, one, ten).ShareX().ShareY().ToString();
        Assert.DoesNotContain("x: x, 0 … 1 ", Figure.Grid(2, ten, ten).ToString(), StringComparison.Ordinal);
        Assert.Contains("▁", text, StringComparison.Ordinal);
        // 10,000 is written beside both plots, and only the left one carries the title.
        var svg = Figure.Grid(2, one, ten).ShareX().ShareY().ToSvg();
        Assert.Equal(2, svg.Split(">10,000</text>").Length - 1);
        Assert.Equal(1, svg.Split(">y</text>").Length - 1);
        Assert.Equal(2, svg.Split(">x</text>").Length - 1);
    }

    [Fact]
    public void A_grid_of_the_same_series_has_one_legend_and_one_look_for_each_name()
    {
        var first = Figure.Line([0, 1], [0, 1], "a").Line([0, 1], [1, 0], "b").XTitle("x").YTitle("y");
        var same = Figure.Grid(2, first, first).ToSvg();
        Assert.Equal(1, same.Split(">a</text>").Length - 1);
        Assert.Equal(1, same.Split(">b</text>").Length - 1);
        // "b" stands first in the second chart, and keeps the look that it has in the first.
        var other = Figure.Line([0, 1], [1, 0], "b").Line([0, 1], [0, 1], "c").XTitle("x").YTitle("y");
        var styles = SeriesStyle.Assign(other.Model.Marks, ["a", "b", "c"]);
        Assert.Equal(SeriesStyle.Of(1), styles[other.Model.Marks[0]]);
        Assert.Equal(2, Figure.Grid(2, first, other).ToSvg().Split(">b</text>").Length - 1);
    }

    [Fact]
    public void What_a_grid_cannot_show_is_said_once_below_it()
    {
        var cut = Figure.Line([0, 1, 2], [0, 1, 2]).XRange(0, 1).XTitle("x").YTitle("y").Title("left");
        var svg = Figure.Grid(2, cut, cut.Title("right")).ToSvg();
        Assert.Contains(">left: Not drawn: 1 value is outside the axes. right: Not drawn: 1 value is outside the axes.</text>", svg, StringComparison.Ordinal);
        Assert.Equal(2, svg.Split("Not drawn").Length - 1);
    }

    [Fact]
    public void Bins_end_at_round_numbers() => Assert.Equal(new DataRange(0, 1), DataRange.OfX(Figure.Histogram([0.00002, 0.5, 0.99998]).Model));

    [Fact]
    public void A_long_curve_is_thinned_without_losing_its_extremes()
    {
        var points = Enumerable.Range(0, 20_000).Select(i => (X: i / 40.0, Y: (i * 7919) % 1000 / 3.0)).ToArray();
        var thin = PixelThinning.Thin(points);
        Assert.InRange(thin.Count, 500, 2004);
        Assert.Equal(points.Max(p => p.Y), thin.Max(p => p.Y));
        Assert.Equal(points.Min(p => p.Y), thin.Min(p => p.Y));
        Assert.Equal(points[^1], thin[^1]);
        Assert.Equal(thin.OrderBy(p => p.X), thin);
    }
}

using System.Text;

namespace Curriculum.Lessons.Figures;

/// <summary>Draws the layers of a chart, areas below lines, lines below points, texts on top.</summary>
internal sealed class MarkSvg(SvgBuilder svg, ChartLayout layout)
{
    private const int MostTooltips = 200;
    private readonly ChartModel _model = layout.Model;
    private readonly Box _plot = layout.Plot;

    public void Draw()
    {
        if (_model.Heatmap is { } map)
        {
            new HeatmapSvg(svg, layout, map).Draw();
            return;
        }
        var cut = _model.X.Low is not null || _model.X.High is not null || _model.Y.Low is not null || _model.Y.High is not null;
        if (cut) svg.BeginClip(_plot);
        foreach (var contour in _model.Marks.OfType<ContourMark>()) Contour(contour);
        foreach (var band in _model.Marks.OfType<BandMark>()) Band(band);
        Bars([.. _model.Marks.OfType<BarMark>()]);
        foreach (var histogram in _model.Marks.OfType<HistogramMark>()) Histogram(histogram);
        foreach (var reference in _model.Marks.OfType<ReferenceMark>()) Reference(reference);
        foreach (var line in _model.Marks.OfType<LineMark>()) Line(line);
        foreach (var points in _model.Marks.OfType<PointsMark>()) Points(points.X, points.Y, points.Name, layout.Styles[points], 0.75);
        if (cut) svg.EndClip();
        foreach (var reference in _model.Marks.OfType<ReferenceMark>().Where(r => !r.Horizontal && r.Text is not null && layout.X.Contains(r.At)))
            svg.Text(layout.X[reference.At], _plot.Top - 5, reference.Text!, $"text-anchor=\"middle\" fill=\"{SvgBuilder.Grey}\"");
        var placer = new LabelPlacer(layout);
        foreach (var label in _model.Marks.OfType<PointLabelMark>()) PointLabel(label, placer);
    }

    /// <summary>The fill of a bar or of a histogram; several histograms must show through each other.</summary>
    public static string Area(Mark mark, SeriesStyle style, ChartModel model)
    {
        if (mark is not HistogramMark) return $"fill=\"{style.Color}\"";
        var several = model.Marks.Count(m => m is HistogramMark) > 1;
        return several
            ? $"fill=\"{style.Color}\" fill-opacity=\"0.22\" stroke=\"{style.Color}\" stroke-width=\"1.5\"{SvgBuilder.Dash(style.Dash)}"
            : $"fill=\"{style.Color}\" fill-opacity=\"0.8\"";
    }

    private void Line(LineMark line)
    {
        var style = layout.Styles[line];
        foreach (var run in Runs(line.X, line.Y))
        {
            var thinned = line.IsTrail ? run : PixelThinning.Thin(run);
            if (thinned.Count == 1 && !line.Markers) svg.Path(MarkerShape.Path(0, thinned[0].X, thinned[0].Y, 2.5), $"fill=\"{style.Color}\"");
            else svg.Path(Join(thinned), $"stroke=\"{style.Color}\" stroke-width=\"2\" stroke-linejoin=\"round\" fill=\"none\"{SvgBuilder.Dash(style.Dash)}");
        }
        if (line.Markers) Points(line.X, line.Y, line.Name, style, 1);
        if (line.IsTrail && Runs(line.X, line.Y).FirstOrDefault() is { } trail) svg.MovingDot(trail, style.Color);
    }

    private void Contour(ContourMark contour)
    {
        foreach (var level in contour.Levels)
        {
            var data = string.Concat(ContourLines.Of(contour, level).Select(line => Join([.. line.Select(p => (layout.X[p.X], layout.Y[p.Y]))])));
            if (data.Length > 0) svg.Path(data, $"stroke=\"{SvgBuilder.Contour}\" fill=\"none\"", NumberText.Short(level));
        }
    }

    private void Points(double[] x, double[] y, string? name, SeriesStyle style, double opacity)
    {
        for (var i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            if (!layout.X.CanShow(x[i]) || !layout.Y.CanShow(y[i])) continue;
            var tooltip = x.Length <= MostTooltips ? $"{(name is null ? "" : name + ": ")}{NumberText.Short(x[i])}, {NumberText.Short(y[i])}" : null;
            var radius = x.Length > 500 ? 2 : 3.5;
            svg.Path(MarkerShape.Path(style.Marker, layout.X[x[i]], layout.Y[y[i]], radius), $"fill=\"{style.Color}\"{(opacity < 1 ? $" fill-opacity=\"{opacity}\"" : "")}", tooltip);
        }
    }

    private void Band(BandMark band)
    {
        var style = layout.Styles[band];
        var shown = Enumerable.Range(0, band.X.Length).Where(i => layout.X.CanShow(band.X[i]) && layout.Y.CanShow(band.Low[i]) && layout.Y.CanShow(band.High[i])).ToArray();
        if (shown.Length < 2) return;
        var upper = PixelThinning.Thin([.. shown.Select(i => (layout.X[band.X[i]], layout.Y[band.High[i]]))]);
        var lower = PixelThinning.Thin([.. shown.Select(i => (layout.X[band.X[i]], layout.Y[band.Low[i]]))]);
        svg.Path(Join([.. upper, .. lower.Reverse()]) + "z", $"fill=\"{style.Color}\" fill-opacity=\"0.18\"");
    }

    private void Bars(BarMark[] groups)
    {
        if (groups.Length == 0) return;
        var count = DataRange.CategoryCount(_model);
        var slot = _plot.Width / count;
        var width = Math.Min(slot * 0.8, 90.0 * groups.Length) / groups.Length;
        var foot = layout.Y.IsLog ? _plot.Bottom : layout.Y[Math.Clamp(0, layout.Y.Low, layout.Y.High)];
        var longest = groups.SelectMany(g => g.Values).Max(v => TextMeasure.Width(NumberText.Significant(v, 3), 11));
        var writeValues = longest < width + 6;
        for (var g = 0; g < groups.Length; g++)
        {
            for (var i = 0; i < groups[g].Values.Length; i++)
            {
                var value = groups[g].Values[i];
                if (!layout.Y.CanShow(value)) continue;
                var left = layout.X[i] - (width * groups.Length / 2) + (g * width);
                var (top, bottom) = (Math.Min(foot, layout.Y[value]), Math.Max(foot, layout.Y[value]));
                var tooltip = $"{(i < _model.Categories.Length ? _model.Categories[i] + ", " : "")}{(groups[g].Name is { } n ? n + ": " : "")}{NumberText.Short(value)}";
                svg.Rectangle(left + 0.5, top, width - 1, bottom - top, Area(groups[g], layout.Styles[groups[g]], _model), tooltip);
                if (writeValues) svg.Text(left + (width / 2), value < 0 && !layout.Y.IsLog ? bottom + 12 : top - 4, NumberText.Significant(value, 3), "text-anchor=\"middle\" font-size=\"11\"");
            }
        }
        if (foot < _plot.Bottom - 1) svg.Line(_plot.Left, foot, _plot.Right, foot, SvgBuilder.Grey);
    }

    private void Histogram(HistogramMark histogram)
    {
        var counts = DataRange.Count(histogram.Values, layout.XRange, _model.Bins);
        var width = _plot.Width / counts.Length;
        var foot = layout.Y.IsLog ? _plot.Bottom : layout.Y[Math.Clamp(0, layout.Y.Low, layout.Y.High)];
        var outline = new StringBuilder($"M{SvgBuilder.Number(_plot.Left)} {SvgBuilder.Number(foot)}");
        for (var i = 0; i < counts.Length; i++)
        {
            var y = layout.Y.CanShow(counts[i]) ? layout.Y[counts[i]] : foot;
            outline.Append($"L{SvgBuilder.Number(_plot.Left + (i * width))} {SvgBuilder.Number(y)}L{SvgBuilder.Number(_plot.Left + ((i + 1) * width))} {SvgBuilder.Number(y)}");
        }
        svg.Path($"{outline}L{SvgBuilder.Number(_plot.Right)} {SvgBuilder.Number(foot)}z", Area(histogram, layout.Styles[histogram], _model));
    }

    private void Reference(ReferenceMark reference)
    {
        var scale = reference.Horizontal ? layout.Y : layout.X;
        if (!scale.Contains(reference.At)) return;
        var at = scale[reference.At];
        if (reference.Horizontal) svg.Line(_plot.Left, at, _plot.Right, at, SvgBuilder.Grey, 1.2, ChartLayout.ReferenceDash);
        else svg.Line(at, _plot.Top, at, _plot.Bottom, SvgBuilder.Grey, 1.2, ChartLayout.ReferenceDash);
    }

    private void PointLabel(PointLabelMark label, LabelPlacer placer)
    {
        if (!layout.X.Contains(label.X) || !layout.Y.Contains(label.Y)) return;
        var (x, y) = (layout.X[label.X], layout.Y[label.Y]);
        var (textX, textY) = placer.Place(x, y, label.Text);
        svg.Path(MarkerShape.Path(0, x, y, 3.5), $"fill=\"{SvgBuilder.Ink}\" stroke=\"#ffffff\"");
        svg.Text(textX, textY, label.Text, "stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\" stroke-linejoin=\"round\"");
    }

    /// <summary>The stretches of a curve between values that cannot be shown.</summary>
    private IEnumerable<List<(double X, double Y)>> Runs(double[] x, double[] y)
    {
        var run = new List<(double, double)>();
        for (var i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            if (layout.X.CanShow(x[i]) && layout.Y.CanShow(y[i])) run.Add((layout.X[x[i]], layout.Y[y[i]]));
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }
        if (run.Count > 0) yield return run;
    }

    private static string Join(IReadOnlyList<(double X, double Y)> points)
    {
        var data = new StringBuilder();
        for (var i = 0; i < points.Count; i++)
            data.Append(i == 0 ? 'M' : 'L').Append(SvgBuilder.Number(points[i].X)).Append(' ').Append(SvgBuilder.Number(points[i].Y));
        return data.ToString();
    }
}

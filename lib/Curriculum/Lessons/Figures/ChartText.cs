namespace Curriculum.Lessons.Figures;

/// <summary>A chart for a terminal, and in words for a reader who cannot see it.</summary>
internal static class ChartText
{
    /// <summary>Title, axes with their ends, and a line for every series.</summary>
    public static string Write(ChartModel model, SharedAxes? shared = null)
    {
        var x = shared?.X ?? DataRange.OfX(model);
        var y = shared?.Y ?? DataRange.OfY(model, x);
        var lines = new List<string>();
        if (model.Title is { } title) lines.Add(title.Replace('\n', ' '));
        lines.Add("  " + Axes(model));
        if (model.Heatmap is { } map) lines.AddRange(Heatmap(map));
        lines.AddRange(Series(model, x, y));
        lines.AddRange(Bars(model, y));
        lines.AddRange(model.Marks.OfType<ReferenceMark>().Select(r => $"  {(r.Horizontal ? model.Y.Title : model.X.Title)} = {NumberText.Short(r.At)}{(r.Text is null ? "" : ": " + r.Text)}"));
        lines.AddRange(model.Marks.OfType<PointLabelMark>().Select(p => $"  ({NumberText.Short(p.X)}, {NumberText.Short(p.Y)}): {p.Text}"));
        lines.AddRange(new[] { model.Caption, Omissions.Of(model, x) }.OfType<string>().Select(t => "  " + t.Replace('\n', ' ')));
        return string.Join('\n', lines);
    }

    /// <summary>One sentence for a screen reader.</summary>
    public static string Describe(ChartModel model)
    {
        var kinds = model.Marks.Select(Kind).Distinct().OfType<string>();
        var series = model.Marks.Select(m => Ends(m)).OfType<string>();
        return string.Join("; ", new[] { $"{string.Join(", ", kinds)}. {Axes(model)}" }.Concat(series)) + ".";
    }

    private static string Axes(ChartModel model)
    {
        if (model.Heatmap is { } map)
            return $"{model.Y.Title} (rows, {map.Values.GetLength(0)}) × {model.X.Title} (columns, {map.Values.GetLength(1)})";
        // The data's own ends: an axis is padded for the eye only.
        var x = DataRange.OfX(model, padded: false);
        var y = DataRange.OfY(model, x, padded: false);
        var across = model.IsCategorical ? $"x: {model.X.Title}" : $"x: {model.X.Title}, {Ends(x.Low, x.High, model.X.IsLog)}";
        return $"{across} · y: {model.Y.Title}, {Ends(y.Low, y.High, model.Y.IsLog)}";
    }

    private static string Ends(double low, double high, bool log) => $"{NumberText.Significant(low, 3)} … {NumberText.Significant(high, 3)}{(log ? " (log)" : "")}";

    private static IEnumerable<string> Series(ChartModel model, DataRange x, DataRange y)
    {
        var (across, up) = (new Scale(x.Low, x.High, model.X.IsLog, 0, 1), new Scale(y.Low, y.High, model.Y.IsLog, 0, 1));
        var rows = model.Marks.Select(m => (m.Name, Curve: m switch
        {
            LineMark { IsTrail: true } => "",
            LineMark line => Sparkline.Curve(line.X, line.Y, across, up),
            HistogramMark histogram => Sparkline.Bars(DataRange.Count(histogram.Values, x, model.Bins), y.High),
            BandMark or PointsMark or ContourMark => "",
            _ => null,
        }, Text: Ends(m))).Where(r => r.Curve is not null).ToArray();
        var (names, curves) = (rows.Select(r => TextMeasure.Columns(r.Name ?? "")).DefaultIfEmpty(0).Max(), rows.Select(r => r.Curve!.Length).DefaultIfEmpty(0).Max());
        foreach (var (name, curve, text) in rows)
            yield return ("  " + (names > 0 ? TextMeasure.Pad(name ?? "", names) + "  " : "") + (curves > 0 ? curve!.PadRight(curves) + "  " : "") + WithoutName(text!, name)).TrimEnd();
    }

    private static string WithoutName(string text, string? name) => name is not null && text.StartsWith(name + ": ", StringComparison.Ordinal) ? text[(name.Length + 2)..] : text;

    private static IEnumerable<string> Bars(ChartModel model, DataRange y)
    {
        var groups = model.Marks.OfType<BarMark>().ToArray();
        if (groups.Length == 0) yield break;
        var up = new Scale(y.Low, y.High, model.Y.IsLog, 0, 1);
        var labels = Enumerable.Range(0, DataRange.CategoryCount(model)).Select(i => i < model.Categories.Length ? model.Categories[i] : $"{i}").ToArray();
        var (first, second) = (labels.Max(TextMeasure.Columns), groups.Max(g => TextMeasure.Columns(g.Name ?? "")));
        for (var i = 0; i < labels.Length; i++)
        {
            foreach (var group in groups.Where(g => i < g.Values.Length))
            {
                var value = group.Values[i];
                var label = TextMeasure.Pad(group == groups[0] ? labels[i] : "", first) + (second > 0 ? "  " + TextMeasure.Pad(group.Name ?? "", second) : "");
                var bar = !up.CanShow(value) ? "" : Sparkline.Bar(model.Y.IsLog ? up.Fraction(value) : Math.Abs(value) / Math.Max(Math.Abs(y.Low), Math.Abs(y.High)));
                yield return $"  {label}  {(value < 0 ? "−" : "")}{bar} {NumberText.Short(value)}";
            }
        }
    }

    private static IEnumerable<string> Heatmap(HeatmapMark map)
    {
        var colors = ColorMap.For(map.Values);
        var (rows, columns) = (map.Values.GetLength(0), map.Values.GetLength(1));
        foreach (var row in Sparkline.Shade(rows, columns, (r, c) => (map.Values[r, c] - colors.Low) / (colors.High - colors.Low), 60, 20)) yield return "  " + row;
        var values = map.Values.Cast<double>().Where(double.IsFinite).ToArray();
        if (values.Length > 0) yield return $"  values {NumberText.Short(values.Min())} … {NumberText.Short(values.Max())}";
    }

    private static string? Kind(Mark mark) => mark switch
    {
        LineMark { IsTrail: true } => "Trail",
        LineMark => "Line chart",
        ContourMark => "Contour map",
        BandMark => "band",
        PointsMark => "Scatter chart",
        BarMark => "Bar chart",
        HistogramMark => "Histogram",
        HeatmapMark => "Heat map",
        _ => null,
    };

    private static string? Ends(Mark mark)
    {
        var prefix = mark.Name is { } name ? name + ": " : "";
        return mark switch
        {
            LineMark { IsTrail: true, Y.Length: > 0 } trail => prefix + $"({NumberText.Short(trail.X[0])}, {NumberText.Short(trail.Y[0])}) → ({NumberText.Short(trail.X[^1])}, {NumberText.Short(trail.Y[^1])}) in {trail.Y.Length - 1} steps",
            ContourMark contour => $"contour lines at {string.Join(", ", contour.Levels.Select(NumberText.Short))}",
            LineMark { Y.Length: > 0 } line => prefix + $"{NumberText.Short(line.Y[0])} → {NumberText.Short(line.Y[^1])}" + Extremes(line.Y),
            BandMark { Low.Length: > 0 } band => prefix + $"band {NumberText.Short(band.Low[0])}–{NumberText.Short(band.High[0])} → {NumberText.Short(band.Low[^1])}–{NumberText.Short(band.High[^1])}",
            PointsMark points => prefix + $"{points.X.Length} points" + Extremes(points.Y),
            HistogramMark histogram => prefix + Spread(histogram.Values),
            BarMark bar => prefix + string.Join(", ", bar.Values.Select(NumberText.Short)),
            _ => null,
        };
    }

    private static string Extremes(double[] values)
    {
        var finite = values.Where(double.IsFinite).ToArray();
        return finite.Length == 0 ? "" : $" (min {NumberText.Short(finite.Min())}, max {NumberText.Short(finite.Max())})";
    }

    private static string Spread(double[] values)
    {
        var finite = values.Where(double.IsFinite).ToArray();
        if (finite.Length == 0) return "no values";
        var mean = finite.Average();
        var deviation = Math.Sqrt(finite.Select(v => (v - mean) * (v - mean)).Average());
        return $"{finite.Length} values, mean {NumberText.Significant(mean, 3)}, std {NumberText.Significant(deviation, 3)}, {NumberText.Significant(finite.Min(), 3)} … {NumberText.Significant(finite.Max(), 3)}";
    }
}

namespace Curriculum.Lessons.Figures;

/// <summary>What a chart cannot show is said below it, not left out in silence.</summary>
internal static class Omissions
{
    /// <summary>A sentence on values that are not finite, not positive on a logarithmic axis, or outside the asked range; null when all are shown.</summary>
    public static string? Of(ChartModel model, DataRange x)
    {
        var notFinite = 0;
        var notPositive = 0;
        var outside = 0;
        foreach (var (px, py) in model.Marks.SelectMany(Points))
        {
            if (!double.IsFinite(px) || !double.IsFinite(py)) notFinite++;
            else if ((model.X.IsLog && px <= 0) || (model.Y.IsLog && py <= 0)) notPositive++;
            else if (px < x.Low || px > x.High || (model.Y.Low > py) || (model.Y.High < py)) outside++;
        }
        var parts = new[]
        {
            (notFinite, "not finite (NaN or ∞)"),
            (notPositive, "zero or negative, which a logarithmic axis cannot show"),
            (outside, "outside the axes"),
        }.Where(p => p.Item1 > 0).Select(p => $"{p.Item1} {(p.Item1 == 1 ? "value is" : "values are")} {p.Item2}").ToArray();
        return parts.Length == 0 ? null : "Not drawn: " + string.Join("; ", parts) + ".";
    }

    private static IEnumerable<(double X, double Y)> Points(Mark mark) => mark switch
    {
        LineMark line => line.X.Zip(line.Y),
        PointsMark points => points.X.Zip(points.Y),
        BarMark bar => bar.Values.Select((v, i) => ((double)i, v)),
        // A bin's count is what is drawn; only the place of a value can be out of reach.
        HistogramMark histogram => histogram.Values.Select(v => (v, 1.0)),
        _ => [],
    };
}

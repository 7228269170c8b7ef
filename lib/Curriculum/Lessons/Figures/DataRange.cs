namespace Curriculum.Lessons.Figures;

/// <summary>The ends of an axis.</summary>
internal readonly record struct DataRange(double Low, double High)
{
    /// <summary>The range that holds both.</summary>
    public DataRange Union(DataRange other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>The x axis of a chart: the data's ends, which lines reach and points keep away from.</summary>
    public static DataRange OfX(ChartModel model, bool padded = true)
    {
        if (model.Heatmap is { } map) return new(0, map.Values.GetLength(1));
        if (model.IsCategorical) return new(-0.5, CategoryCount(model) - 0.5);
        var range = Around(model.Marks.SelectMany(XValues), model.X);
        // Bins end at round numbers.
        if (model.HasHistogram && padded && !model.X.IsLog) range = Rounded(range);
        var keepsAway = padded && model.Marks.Any(m => m is PointsMark or LineMark { Markers: true });
        return WithAsked(keepsAway ? Padded(range, 0.03, 0.03, model.X.IsLog) : range, model.X);
    }

    /// <summary>The y axis of a chart, once its x axis (and with it the bins of a histogram) is known.</summary>
    public static DataRange OfY(ChartModel model, DataRange x, bool padded = true)
    {
        if (model.Heatmap is { } map) return new(0, map.Values.GetLength(0));
        var log = model.Y.IsLog;
        var values = model.Marks.SelectMany(m => YValues(m, model, x));
        var fromZero = !log && model.Marks.Any(m => m is BarMark or HistogramMark);
        var range = Around(fromZero ? values.Append(0) : values, model.Y);
        // A bar on a logarithmic axis has no zero to stand on: it stands on a power of ten.
        if (log && model.Marks.Any(m => m is BarMark or HistogramMark))
            range = range with { Low = Decades.Power(Decades.Floor(range.Low) - (Decades.Power(Decades.Floor(range.Low)) == range.Low ? 1 : 0)) };
        var standsOnLow = fromZero && range.Low == 0;
        var hangsFromHigh = fromZero && range.High == 0;
        // The value of a negative bar is written below it.
        var below = standsOnLow || (log && fromZero) ? 0 : fromZero ? 0.09 : 0.05;
        return WithAsked(!padded ? range : Padded(range, below, hangsFromHigh ? 0 : 0.06, log), model.Y);
    }

    /// <summary>How many categories the bars stand on.</summary>
    public static int CategoryCount(ChartModel model) =>
        Math.Max(model.Categories.Length, model.Marks.OfType<BarMark>().Select(b => b.Values.Length).DefaultIfEmpty(0).Max());

    /// <summary>How many values fall into each bin of the range; a value outside falls into none.</summary>
    public static double[] Count(double[] values, DataRange range, int bins)
    {
        var counts = new double[bins];
        foreach (var value in values)
        {
            if (!double.IsFinite(value) || value < range.Low || value > range.High) continue;
            counts[Math.Min(bins - 1, (int)((value - range.Low) / (range.High - range.Low) * bins))]++;
        }
        return counts;
    }

    private static IEnumerable<double> XValues(Mark mark) => mark switch
    {
        LineMark line => line.X,
        ContourMark contour => contour.X,
        BandMark band => band.X,
        PointsMark points => points.X,
        HistogramMark histogram => histogram.Values,
        PointLabelMark label => [label.X],
        ReferenceMark { Horizontal: false } reference => [reference.At],
        _ => [],
    };

    private static IEnumerable<double> YValues(Mark mark, ChartModel model, DataRange x) => mark switch
    {
        LineMark line => line.Y,
        ContourMark contour => contour.Y,
        BandMark band => band.Low.Concat(band.High),
        PointsMark points => points.Y,
        BarMark bar => bar.Values,
        HistogramMark histogram => Count(histogram.Values, x, model.Bins),
        PointLabelMark label => [label.Y],
        ReferenceMark { Horizontal: true } reference => [reference.At],
        _ => [],
    };

    private static DataRange Around(IEnumerable<double> values, AxisModel axis)
    {
        var shown = values.Where(v => double.IsFinite(v) && (!axis.IsLog || v > 0)).ToArray();
        if (shown.Length == 0) return axis.IsLog ? new(0.1, 10) : new(0, 1);
        var (low, high) = (shown.Min(), shown.Max());
        if (high - low > 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high))) return new(low, high);
        if (axis.IsLog) return new(low / 2, high * 2);
        var half = low == 0 ? 0.5 : Math.Abs(low) * 0.1;
        return new(low - half, high + half);
    }

    private static DataRange Padded(DataRange range, double below, double above, bool log)
    {
        if (!log) return new(range.Low - (below * (range.High - range.Low)), range.High + (above * (range.High - range.Low)));
        var ratio = range.High / range.Low;
        return new(range.Low / Math.Pow(ratio, below), range.High * Math.Pow(ratio, above));
    }

    /// <summary>The multiples of a twentieth or so of the range that enclose it.</summary>
    private static DataRange Rounded(DataRange range)
    {
        var step = Ticks.Step(range.High - range.Low, 20);
        return new(Math.Floor((range.Low / step) + 1e-9) * step, Math.Ceiling((range.High / step) - 1e-9) * step);
    }

    private static DataRange WithAsked(DataRange range, AxisModel axis) => new(axis.Low ?? range.Low, axis.High ?? range.High);
}

namespace Curriculum.Lessons.Figures;

/// <summary>Ends of the axes and least margins, fixed from outside when several charts stand in a grid.</summary>
internal sealed record SharedAxes(DataRange? X = null, DataRange? Y = null, double Left = 0, double Right = 0, double Top = 0, double Bottom = 0, bool HideXTitle = false, bool HideYTitle = false, IReadOnlyList<string>? Names = null, bool HideOmissions = false);

/// <summary>Everything that must be known before the first stroke of a chart: margins, scales, ticks, places of names.</summary>
internal sealed class ChartLayout
{
    public const double TitleSize = 14;
    public const double CaptionSize = 12;
    public const double TitleLine = 19;
    public const double LegendLine = 18;
    public const double CaptionLine = 16;
    public const double TickLine = 14;
    public const string ReferenceDash = "5 3";
    private const double Edge = 10;

    public ChartLayout(ChartModel model, SharedAxes? shared = null)
    {
        Model = model;
        Shared = shared ?? new();
        Styles = SeriesStyle.Assign(model.Marks, Shared.Names);
        var x = Shared.X ?? DataRange.OfX(model);
        var y = Shared.Y ?? DataRange.OfY(model, x);
        (XRange, YRange) = (x, y);
        Omitted = Shared.HideOmissions ? null : Omissions.Of(model, x);

        Title = model.Title is { } title ? TextMeasure.Wrap(title, TitleSize * 1.05, model.Width - (2 * Edge)) : [];
        Caption = [.. new[] { model.Caption, Omitted }.OfType<string>().SelectMany(t => TextMeasure.Wrap(t, CaptionSize, model.Width - (2 * Edge)))];
        DirectLabels = WantsDirectLabels();
        Legend = !DirectLabels && model.Legend != LegendPlacement.None ? LegendRows.Of(model.Marks, Styles, model.Width - (2 * Edge)) : [];

        var top = Math.Max(Shared.Top, Edge + (Title.Count * TitleLine) + (Legend.Count * LegendLine) + (VerticalReferences.Any(r => r.Text is not null) ? 15 : 0) + 6);
        var bottomBelowTicks = (Shared.HideXTitle ? 0 : 20) + (Caption.Count > 0 ? (Caption.Count * CaptionLine) + 6 : 0) + 6;
        var plotHeight = Math.Max(40, model.Height - top - Math.Max(Shared.Bottom, bottomBelowTicks + 8 + TickLine));
        var vertical = model.Heatmap is null ? new Scale(y.Low, y.High, model.Y.IsLog, 0, 0) : null;
        YTicks = vertical is null ? IndexTicks(model.Heatmap!.Values.GetLength(0), model.Heatmap.Rows, plotHeight / 16) : vertical.Ticks((int)(plotHeight / 42), WholeNumbers(model, vertical: true));

        var left = Math.Max(Shared.Left, Edge + (Shared.HideYTitle ? 0 : 20) + YTicks.Max(t => t.Label is null ? 0 : TextMeasure.Width(t.Label, 12)) + 8);
        var right = Math.Max(Shared.Right, RightMargin());
        var plotWidth = Math.Max(40, model.Width - left - right);
        XTicks = XTicksFor(model, x, plotWidth);
        TiltCategories = CategoryLabels(plotWidth, out var labels);
        CategoryLines = labels;
        var tickHeight = TiltCategories ? 8 + (0.57 * model.Categories.Max(c => TextMeasure.Width(c, 12))) + 6 : 8 + (TickLine * Math.Max(1, labels.Select(l => l.Count).DefaultIfEmpty(1).Max()));
        plotHeight = Math.Max(40, model.Height - top - Math.Max(Shared.Bottom, bottomBelowTicks + tickHeight));

        if (model.Heatmap is { } map)
        {
            (plotWidth, plotHeight) = EqualCells(map, plotWidth, plotHeight);
            XTicks = XTicksFor(model, x, plotWidth);
            YTicks = IndexTicks(map.Values.GetLength(0), map.Rows, plotHeight / 15);
        }
        Plot = new(left, top, left + plotWidth, top + plotHeight);
        X = new(x.Low, x.High, model.X.IsLog, Plot.Left, Plot.Right);
        // A matrix is read from the top, a quantity grows upwards.
        Y = model.Heatmap is null ? new(y.Low, y.High, model.Y.IsLog, Plot.Bottom, Plot.Top) : new(y.Low, y.High, false, Plot.Top, Plot.Bottom);
        XTitleY = Plot.Bottom + tickHeight + 13;
        CaptionY = Plot.Bottom + tickHeight + (Shared.HideXTitle ? 0 : 20) + 20;
        Labels = EndLabels.Spread(WantedEndLabels(), Plot.Top + 4, Plot.Bottom - 2);
    }

    public ChartModel Model { get; }
    public SharedAxes Shared { get; }
    public IReadOnlyDictionary<Mark, SeriesStyle> Styles { get; }
    public DataRange XRange { get; }
    public DataRange YRange { get; }
    public string? Omitted { get; }
    public IReadOnlyList<string> Title { get; }
    public IReadOnlyList<string> Caption { get; }
    public bool DirectLabels { get; }
    public IReadOnlyList<IReadOnlyList<LegendEntry>> Legend { get; }
    public Tick[] XTicks { get; }
    public Tick[] YTicks { get; }
    public bool TiltCategories { get; }
    public IReadOnlyList<IReadOnlyList<string>> CategoryLines { get; }
    public Box Plot { get; }
    public Scale X { get; }
    public Scale Y { get; }
    public double XTitleY { get; }
    public double CaptionY { get; }
    public IReadOnlyList<EndLabel> Labels { get; }

    /// <summary>These margins and both ranges, for the other charts of a grid.</summary>
    public SharedAxes Margins => new(XRange, YRange, Plot.Left, Model.Width - Plot.Right, Plot.Top, Model.Height - Plot.Bottom);

    private IEnumerable<ReferenceMark> VerticalReferences => Model.Marks.OfType<ReferenceMark>().Where(r => !r.Horizontal);

    private IEnumerable<ReferenceMark> HorizontalReferences => Model.Marks.OfType<ReferenceMark>().Where(r => r.Horizontal && r.Text is not null);

    /// <summary>Names fit at the ends of lines that all run to the right edge.</summary>
    private bool WantsDirectLabels()
    {
        if (Model.Legend is LegendPlacement.Direct) return true;
        if (Model.Legend is not LegendPlacement.Auto) return false;
        var lines = Model.Marks.OfType<LineMark>().Where(m => m.Name is not null).ToArray();
        var others = Model.Marks.Any(m => m.Name is not null && m is not LineMark && !lines.Any(l => l.Name == m.Name));
        // A trail ends anywhere.
        if (others || lines.Length == 0 || lines.Any(l => l.IsTrail)) return false;
        var names = lines.Select(l => l.Name!).Distinct().ToArray();
        var fit = names.Length * EndLabels.LineHeight < Model.Height * 0.55 && names.Max(n => TextMeasure.Width(n, 12)) < Model.Width * 0.3;
        // Without the axis' own padding: a line ends where its last point is.
        return fit && lines.All(l => LastShown(l) is { } last && new Scale(XRange.Low, XRange.High, Model.X.IsLog, 0, 1).Fraction(last.X) > 0.93);
    }

    private (double X, double Y)? LastShown(LineMark line)
    {
        var (x, y) = (new Scale(XRange.Low, XRange.High, Model.X.IsLog, 0, 1), new Scale(YRange.Low, YRange.High, Model.Y.IsLog, 0, 1));
        for (var i = Math.Min(line.X.Length, line.Y.Length) - 1; i >= 0; i--)
            if (x.Contains(line.X[i]) && y.CanShow(line.Y[i])) return (line.X[i], line.Y[i]);
        return null;
    }

    private IEnumerable<EndLabel> WantedEndLabels()
    {
        foreach (var reference in HorizontalReferences.Where(r => Y.Contains(r.At)))
            yield return new(reference.Text!, SvgBuilder.Grey, ReferenceDash, Plot.Right, Y[reference.At]);
        if (!DirectLabels) yield break;
        foreach (var lines in Model.Marks.OfType<LineMark>().Where(l => l.Name is not null).GroupBy(l => l.Name))
        {
            var line = lines.Last();
            if (LastShown(line) is not { } last) continue;
            yield return new(line.Name!, Styles[line].Color, Styles[line].Dash, X[last.X], Math.Clamp(Y[last.Y], Plot.Top, Plot.Bottom));
        }
    }

    private double RightMargin()
    {
        var texts = HorizontalReferences.Select(r => r.Text!).Concat(DirectLabels ? Model.Marks.OfType<LineMark>().Select(l => l.Name).OfType<string>() : []);
        var widest = texts.Select(t => TextMeasure.Width(t, 12)).DefaultIfEmpty(0).Max();
        if (Model.Heatmap is not null) return 88;
        // Half of the last tick's label stands outside the plot.
        return widest > 0 ? widest + EndLabels.Extra : 22;
    }

    private static Tick[] XTicksFor(ChartModel model, DataRange x, double width)
    {
        if (model.Heatmap is { } map) return IndexTicks(map.Values.GetLength(1), null, width / 26);
        if (model.IsCategorical) return [.. Enumerable.Range(0, DataRange.CategoryCount(model)).Select(i => new Tick(i, null))];
        return new Scale(x.Low, x.High, model.X.IsLog, 0, 0).Ticks((int)(width / 75), WholeNumbers(model, vertical: false));
    }

    private static Tick[] IndexTicks(int count, string[]? names, double fit)
    {
        // Who leaves names empty has chosen already which ones are to be read.
        if (names is not null && Array.Exists(names, name => name.Length == 0))
            return [.. Enumerable.Range(0, count).Where(i => names[i].Length > 0).Select(i => new Tick(i + 0.5, names[i]))];
        var every = (int)Math.Max(1, Math.Ceiling(count / Math.Max(1, fit)));
        if (names is null && every > 2) every = (every + 4) / 5 * 5;
        return [.. Enumerable.Range(0, count).Where(i => i % every == 0).Select(i => new Tick(i + 0.5, names is null ? NumberText.Fixed(i, 0) : names[i]))];
    }

    private static bool WholeNumbers(ChartModel model, bool vertical)
    {
        var values = model.Marks.SelectMany(m => m switch
        {
            LineMark line => vertical ? line.Y : line.X,
            BandMark band => vertical ? band.Low.Concat(band.High) : band.X,
            PointsMark points => vertical ? points.Y : points.X,
            BarMark bar when vertical => bar.Values,
            HistogramMark histogram => vertical ? [0] : histogram.Values,
            _ => [],
        });
        return values.All(v => v == Math.Floor(v));
    }

    /// <summary>Category names under the bars: in a few lines where they fit, tilted where they do not.</summary>
    private bool CategoryLabels(double plotWidth, out IReadOnlyList<IReadOnlyList<string>> lines)
    {
        lines = [];
        if (Model.Categories.Length == 0) return false;
        var cell = plotWidth / Math.Max(1, Model.Heatmap?.Values.GetLength(1) ?? DataRange.CategoryCount(Model));
        var room = (cell * NamedSpacing()) - 4;
        var wrapped = Model.Categories.Select(c => TextMeasure.Wrap(c, 12, room)).ToArray();
        if (wrapped.Any(w => w.Count > 3 || w.Any(l => TextMeasure.Width(l, 12) > room * 1.08))) return true;
        lines = wrapped;
        return false;
    }

    // How many categories one name may take: up to the next name that is not empty.
    private int NamedSpacing()
    {
        int[] named = [.. Enumerable.Range(0, Model.Categories.Length).Where(i => Model.Categories[i].Length > 0)];
        return named.Zip(named.Skip(1), (a, b) => b - a).DefaultIfEmpty(1).Min();
    }

    private static (double Width, double Height) EqualCells(HeatmapMark map, double width, double height)
    {
        var (rows, columns) = (map.Values.GetLength(0), map.Values.GetLength(1));
        if (rows > 4 * columns || columns > 4 * rows) return (width, height);
        var side = Math.Min(width / columns, height / rows);
        return (side * columns, side * rows);
    }
}

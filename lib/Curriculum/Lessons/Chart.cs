using Curriculum.Display;
using Curriculum.Lessons.Figures;
using Curriculum.Training;

namespace Curriculum.Lessons;

/// <summary>A figure with two axes. Made by <see cref="Figure"/>'s methods, then dressed call by call.</summary>
[TypeFormatterSource(typeof(SvgFormatters), PreferredMimeTypes = [SvgFormatters.Svg, ViewFormatters.Plain])]
public sealed class Chart : Figure
{
    private const int ContourGrid = 61;

    private Chart(ChartModel model) => Model = model;

    internal static Chart Empty { get; } = new(new());

    /// <summary>What is shown, as data.</summary>
    internal ChartModel Model { get; }

    /// <summary>Adds a curve.</summary>
    /// <inheritdoc cref="Figure.Line(Values, Values, string?, bool)"/>
    public new Chart Line(Values x, Values y, string? name = null, bool markers = false) => Add(new LineMark([.. x], [.. Same(x, y, "Line", nameof(y))], name, markers));

    /// <summary>Adds a curve.</summary>
    /// <inheritdoc cref="Figure.Line(object, object, string?, bool)"/>
    public new Chart Line(object x, object y, string? name = null, bool markers = false) => Line(Values.From(x, nameof(x)), Values.From(y, nameof(y)), name, markers);

    /// <summary>Adds a curve of a training history.</summary>
    /// <inheritdoc cref="Figure.Line(Series, string?)"/>
    public new Chart Line(Series series, string? name = null) => Line((object)series.Iterations, series.Values, name ?? series.Name);

    /// <summary>Adds the trail of a moving point, such as the weights of a net step by step. A dot runs along it, the same time at each point.</summary>
    /// <param name="x">Where the point was, step by step.</param>
    /// <param name="y">And how high, as many as x.</param>
    /// <param name="name">What moved. Trails of equal length can be compared step by step.</param>
    /// <exception cref="FigureException">x and y differ in length.</exception>
    public Chart Trail(Values x, Values y, string? name = null) => Add(new LineMark([.. x], [.. Same(x, y, "Trail", nameof(y))], name, Markers: false, IsTrail: true));

    /// <summary>Adds the area between two curves.</summary>
    /// <inheritdoc cref="Figure.Band"/>
    public new Chart Band(Values x, Values low, Values high, string? name = null) =>
        Add(new BandMark([.. x], [.. Same(x, low, "Band", nameof(low))], [.. Same(x, high, "Band", nameof(high))], name));

    /// <summary>Adds single points.</summary>
    /// <inheritdoc cref="Figure.Scatter(Values, Values, string?)"/>
    public new Chart Scatter(Values x, Values y, string? name = null) => Add(new PointsMark([.. x], [.. Same(x, y, "Scatter", nameof(y))], name));

    /// <summary>Adds single points.</summary>
    /// <inheritdoc cref="Figure.Scatter(object, object, string?)"/>
    public new Chart Scatter(object x, object y, string? name = null) => Scatter(Values.From(x, nameof(x)), Values.From(y, nameof(y)), name);

    /// <summary>Adds a group of bars over the same categories.</summary>
    /// <param name="values">The heights, one a category.</param>
    /// <param name="name">What this group is called in the legend.</param>
    /// <exception cref="FigureException">There are more or fewer values than categories.</exception>
    public Chart Bar(Values values, string name) => WithBars(values, name);

    /// <summary>Adds values to be counted in the same bins.</summary>
    /// <param name="values">The values.</param>
    /// <param name="name">What they are called in the legend.</param>
    public Chart Histogram(Values values, string? name = null) => Add(new HistogramMark([.. values], name));

    /// <summary>A line across the plot at height <paramref name="y"/>, named in the right margin.</summary>
    /// <param name="y">The height.</param>
    /// <param name="text">What the line means.</param>
    public Chart HLine(double y, string? text = null) => Add(new ReferenceMark(y, true, text));

    /// <summary>A line down the plot at <paramref name="x"/>, named above it.</summary>
    /// <param name="x">The place.</param>
    /// <param name="text">What the line means.</param>
    public Chart VLine(double x, string? text = null) => Add(new ReferenceMark(x, false, text));

    /// <summary>Marks the point (x, y) with a text, which finds itself a free place beside it.</summary>
    /// <param name="x">The place.</param>
    /// <param name="y">The height.</param>
    /// <param name="text">What to say about it.</param>
    public Chart Mark(double x, double y, string text) => Add(new PointLabelMark(x, y, text));

    /// <summary>The headline: what the reader should see, rather than what is plotted.</summary>
    /// <param name="text">The headline.</param>
    public Chart Title(string text) => new(Model with { Title = text });

    /// <summary>A note below the figure.</summary>
    /// <param name="text">The note.</param>
    public Chart Caption(string text) => new(Model with { Caption = text });

    /// <summary>The title of the x axis, with its unit.</summary>
    /// <param name="text">The title.</param>
    public Chart XTitle(string text) => new(Model with { X = Model.X with { Title = text } });

    /// <summary>The title of the y axis, with its unit.</summary>
    /// <param name="text">The title.</param>
    public Chart YTitle(string text) => new(Model with { Y = Model.Y with { Title = text } });

    /// <summary>The title of a heat map's colour bar, with its unit.</summary>
    /// <param name="text">The title.</param>
    public Chart ColorTitle(string text) => new(Model with { ColorTitle = text });

    /// <summary>Powers of ten at equal distances along x.</summary>
    public Chart LogX() => new(Model with { X = Model.X with { IsLog = true } });

    /// <summary>Powers of ten at equal distances along y.</summary>
    public Chart LogY() => new(Model with { Y = Model.Y with { IsLog = true } });

    /// <summary>The ends of the x axis; what lies outside is cut off and counted below the figure.</summary>
    /// <param name="low">The left end.</param>
    /// <param name="high">The right end.</param>
    /// <exception cref="FigureException">The ends are not in order.</exception>
    public Chart XRange(double low, double high) => new(Model with { X = Ends(Model.X, low, high, "XRange") });

    /// <summary>The ends of the y axis; what lies outside is cut off and counted below the figure.</summary>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <exception cref="FigureException">The ends are not in order.</exception>
    public Chart YRange(double low, double high) => new(Model with { Y = Ends(Model.Y, low, high, "YRange") });

    /// <summary>How many bins a histogram's axis is cut into.</summary>
    /// <param name="count">1 or more.</param>
    /// <exception cref="FigureException">Fewer than one.</exception>
    public Chart Bins(int count) => count >= 1 ? new(Model with { Bins = count }) : throw new FigureException($"Histogram: bins must be 1 or more, got {count}.");

    /// <summary>Where the names of the series stand.</summary>
    /// <param name="placement">The place.</param>
    public Chart Legend(LegendPlacement placement) => new(Model with { Legend = placement });

    /// <summary>The size of the whole figure in pixels.</summary>
    /// <param name="width">200 or more.</param>
    /// <param name="height">150 or more.</param>
    /// <exception cref="FigureException">Too small for its axes.</exception>
    public Chart Pixels(int width, int height) => width >= 200 && height >= 150
        ? new(Model with { Width = width, Height = height })
        : throw new FigureException($"Figure: the size must be 200 × 150 pixels or more, got {width} × {height}.");

    /// <inheritdoc/>
    public override string ToSvg() => SvgPage.Write(this);

    /// <inheritdoc/>
    public override string ToString() => ChartText.Write(ChartCheck.Complete(Model));

    internal override (double Width, double Height) Size => (Model.Width, Model.Height);

    internal override string TitleText => Model.Title ?? $"{Model.Y.Title} over {Model.X.Title}";

    internal override string Description => ChartText.Describe(Model);

    internal override void Draw(SvgBuilder svg) => new ChartSvg(svg, new ChartLayout(ChartCheck.Complete(Model))).Draw();

    internal static Chart Of(ChartModel model) => new(model);

    internal Chart WithContour(Func<double, double, double> height, (double Low, double High) x, (double Low, double High) y, double[] levels)
    {
        if (levels.Length == 0) throw new FigureException("Contour: levels must hold at least one height to draw a line at, got none.");
        double[] across = [.. Enumerable.Range(0, ContourGrid).Select(i => x.Low + ((x.High - x.Low) * i / (ContourGrid - 1)))];
        double[] up = [.. Enumerable.Range(0, ContourGrid).Select(i => y.Low + ((y.High - y.Low) * i / (ContourGrid - 1)))];
        var values = new double[ContourGrid, ContourGrid];
        for (var row = 0; row < ContourGrid; row++)
            for (var column = 0; column < ContourGrid; column++) values[row, column] = height(across[column], up[row]);
        return Add(new ContourMark(across, up, values, levels)).XRange(x.Low, x.High).YRange(y.Low, y.High);
    }

    internal Chart WithCategories(IEnumerable<string> categories) => new(Model with { Categories = [.. categories] });

    internal Chart WithBars(Values values, string? name)
    {
        var categories = Model.Categories.Length;
        if (values.Count != categories)
            throw new FigureException($"Bar: values must have one number a category ({categories}), got {values.Count}.");
        return Add(new BarMark([.. values], name));
    }

    internal Chart WithHeatmap(double[,] values, IEnumerable<string>? rows, IEnumerable<string>? columns, bool? showValues)
    {
        var (height, width) = (values.GetLength(0), values.GetLength(1));
        if (height == 0 || width == 0) throw new FigureException($"Heatmap: values must have at least one row and one column, got [{height}, {width}].");
        var rowNames = rows?.ToArray();
        var columnNames = columns?.ToArray();
        if (rowNames is not null && rowNames.Length != height) throw new FigureException($"Heatmap: rows must have one name a row ({height}), got {rowNames.Length}.");
        if (columnNames is not null && columnNames.Length != width) throw new FigureException($"Heatmap: columns must have one name a column ({width}), got {columnNames.Length}.");
        var map = new HeatmapMark((double[,])values.Clone(), rowNames, showValues ?? (height * width <= 150 && width <= 15));
        // Cells near square: a wide matrix gets a low figure.
        var plotHeight = Math.Clamp(430.0 * height / width, 110, 340);
        return new(Model with { Marks = Model.Marks.Add(map), Categories = [.. columnNames ?? []], Height = (int)plotHeight + 90, Width = 580 });
    }

    private Chart Add(Mark mark) => new(Model with { Marks = Model.Marks.Add(mark) });

    private static Values Same(Values x, Values other, string figure, string argument) => other.Count == x.Count
        ? other
        : throw new FigureException($"{figure}: {argument} must have as many numbers as x ({x.Count}), got {other.Count}.");

    private static AxisModel Ends(AxisModel axis, double low, double high, string call) => low < high
        ? axis with { Low = low, High = high }
        : throw new FigureException($"{call}: low must be below high, got {NumberText.Short(low)} and {NumberText.Short(high)}.");
}

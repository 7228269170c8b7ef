using Curriculum.Arrays;
using Curriculum.Display;
using Curriculum.Lessons.Figures;
using Curriculum.Training;

namespace Curriculum.Lessons;

/// <summary>A picture in a lesson: a static SVG that needs no script and no network, with a twin in text for terminals.</summary>
/// <remarks>
/// <para>A figure is immutable; every call returns a new one: <c>Figure.Line(x, y, "loss").XTitle("iteration").YTitle("cross-entropy")</c>.</para>
/// <para>Both axis titles are required. Text and places are rounded, so one figure has one text on every machine.</para>
/// </remarks>
public abstract class Figure : ISvgView
{
    private protected Figure()
    {
    }

    /// <summary>Axes without anything on them yet, for series that a loop adds: <c>chart = chart.Line(x, y, name)</c>.</summary>
    public static Chart Axes() => Chart.Empty;

    /// <summary>A curve: points (x, y) joined in order.</summary>
    /// <param name="x">Where the points stand.</param>
    /// <param name="y">Their heights, as many as x.</param>
    /// <param name="name">What the curve is called at its end or in the legend.</param>
    /// <param name="markers">Whether to mark every point.</param>
    /// <exception cref="FigureException">x and y differ in length.</exception>
    public static Chart Line(Values x, Values y, string? name = null, bool markers = false) => Chart.Empty.Line(x, y, name, markers);

    /// <summary>A curve of any two sequences of numbers.</summary>
    /// <param name="x">Where the points stand: an NdArray, an array, a sequence of numbers.</param>
    /// <param name="y">Their heights, as many as x.</param>
    /// <param name="name">What the curve is called.</param>
    /// <param name="markers">Whether to mark every point.</param>
    /// <exception cref="FigureException">x and y differ in length, or one holds no numbers.</exception>
    public static Chart Line(object x, object y, string? name = null, bool markers = false) => Chart.Empty.Line(x, y, name, markers);

    /// <summary>A curve of a training history, such as <c>history["loss"]</c>: its values over the iterations.</summary>
    /// <param name="series">What was recorded.</param>
    /// <param name="name">What the curve is called; null for the series' own name.</param>
    public static Chart Line(Series series, string? name = null) => Chart.Empty.Line(series, name);

    /// <summary>The area between two curves, such as the range over seeds.</summary>
    /// <param name="x">Where the points stand.</param>
    /// <param name="low">The lower curve.</param>
    /// <param name="high">The upper curve.</param>
    /// <param name="name">The name of the line that the band belongs to, to share its colour, or a name of its own.</param>
    /// <exception cref="FigureException">The three differ in length.</exception>
    public static Chart Band(Values x, Values low, Values high, string? name = null) => Chart.Empty.Band(x, low, high, name);

    /// <summary>Single points.</summary>
    /// <param name="x">Where the points stand.</param>
    /// <param name="y">Their heights, as many as x.</param>
    /// <param name="name">What the points are called in the legend.</param>
    /// <exception cref="FigureException">x and y differ in length.</exception>
    public static Chart Scatter(Values x, Values y, string? name = null) => Chart.Empty.Scatter(x, y, name);

    /// <summary>Single points of any two sequences of numbers.</summary>
    /// <param name="x">Where the points stand: an NdArray, an array, a sequence of numbers.</param>
    /// <param name="y">Their heights, as many as x.</param>
    /// <param name="name">What the points are called in the legend.</param>
    /// <exception cref="FigureException">x and y differ in length, or one holds no numbers.</exception>
    public static Chart Scatter(object x, object y, string? name = null) => Chart.Empty.Scatter(x, y, name);

    /// <summary>One bar a category. A second group is added by <see cref="Chart.Bar(Values, string)"/>.</summary>
    /// <param name="categories">The names under the bars.</param>
    /// <param name="values">The heights, one a category.</param>
    /// <param name="name">What this group of bars is called in the legend.</param>
    /// <exception cref="FigureException">There are more or fewer values than categories.</exception>
    public static Chart Bar(IEnumerable<string> categories, Values values, string? name = null) => Chart.Empty.WithCategories(categories).WithBars(values, name);

    /// <summary>One bar a category, of any sequence of numbers.</summary>
    /// <param name="categories">The names under the bars.</param>
    /// <param name="values">The heights, one a category.</param>
    /// <param name="name">What this group of bars is called in the legend.</param>
    /// <exception cref="FigureException">There are more or fewer values than categories, or no numbers.</exception>
    public static Chart Bar(IEnumerable<string> categories, object values, string? name = null) => Bar(categories, Values.From(values, nameof(values)), name);

    /// <summary>How often values fall into equal bins. Several histograms of one chart share their bins.</summary>
    /// <param name="values">The values; an array of any rank is flattened.</param>
    /// <param name="name">What they are called in the legend.</param>
    /// <param name="bins">How many bins the axis is cut into.</param>
    public static Chart Histogram(Values values, string? name = null, int bins = 30) => Chart.Empty.Bins(bins).Histogram(values, name);

    /// <summary>How often values fall into equal bins, of any sequence of numbers.</summary>
    /// <param name="values">The values; an array of any rank is flattened.</param>
    /// <param name="name">What they are called in the legend.</param>
    /// <param name="bins">How many bins the axis is cut into.</param>
    public static Chart Histogram(object values, string? name = null, int bins = 30) => Histogram(Values.From(values, nameof(values)), name, bins);

    /// <summary>A landscape from above: lines of equal height, as on a map. <see cref="Chart.Trail"/> adds the way of a point through it.</summary>
    /// <param name="height">The height over (x, y).</param>
    /// <param name="x">The ends of the x axis.</param>
    /// <param name="y">The ends of the y axis.</param>
    /// <param name="levels">The heights at which a line is drawn.</param>
    /// <exception cref="FigureException">There is no level, or an axis has no length.</exception>
    public static Chart Contour(Func<double, double, double> height, (double Low, double High) x, (double Low, double High) y, params double[] levels) =>
        Chart.Empty.WithContour(height, x, y, levels);

    /// <summary>A matrix as colours, row 0 at the top, with a colour bar. A matrix with both signs is white at zero.</summary>
    /// <param name="values">values [rows, columns].</param>
    /// <param name="rows">Names of the rows, or null for their numbers.</param>
    /// <param name="columns">Names of the columns, or null for their numbers.</param>
    /// <param name="showValues">Whether to write the numbers into the cells; null writes them where they fit.</param>
    /// <exception cref="FigureException">The names do not fit the shape.</exception>
    public static Chart Heatmap(double[,] values, IEnumerable<string>? rows = null, IEnumerable<string>? columns = null, bool? showValues = null) =>
        Chart.Empty.WithHeatmap(values, rows, columns, showValues);

    /// <summary>A matrix as colours, row 0 at the top, with a colour bar. A matrix with both signs is white at zero.</summary>
    /// <param name="values">values [rows, columns].</param>
    /// <param name="rows">Names of the rows, or null for their numbers.</param>
    /// <param name="columns">Names of the columns, or null for their numbers.</param>
    /// <param name="showValues">Whether to write the numbers into the cells; null writes them where they fit.</param>
    /// <exception cref="FigureException">The array is no matrix, or the names do not fit its shape.</exception>
    public static Chart Heatmap(NdArray values, IEnumerable<string>? rows = null, IEnumerable<string>? columns = null, bool? showValues = null)
    {
        if (values.Rank != 2) throw new FigureException($"Heatmap: values must be [rows, columns], got {values.Shape}. Reshape it, or take one matrix of it.");
        var matrix = new double[values.Shape[0], values.Shape[1]];
        Buffer.BlockCopy(values.As(DType.Float64).ToArray<double>(), 0, matrix, 0, matrix.Length * sizeof(double));
        return Heatmap(matrix, rows, columns, showValues);
    }

    /// <summary>Grey images in rows; the darkest value of all is black, the lightest white.</summary>
    /// <param name="images">images [n, h, w], or [n, h·w] with h = w.</param>
    /// <param name="columns">Images a row.</param>
    /// <param name="labels">A short text below each image, or null.</param>
    /// <exception cref="FigureException">The shape is not one of these, or the labels are not n.</exception>
    public static ImageSheet Images(NdArray images, int columns = 10, IEnumerable<string>? labels = null) => ImageSheet.Of(images, columns, labels);

    /// <summary>Boxes and arrows without anything in them yet, for nodes and edges that calls add: a computation graph, the units of a network.</summary>
    public static NodeGraph Graph() => NodeGraph.Empty;

    /// <summary>Figures side by side, row by row. See <see cref="FigureGrid.ShareX"/> and <see cref="FigureGrid.ShareY"/>.</summary>
    /// <param name="columns">Figures a row.</param>
    /// <param name="figures">The figures.</param>
    /// <exception cref="FigureException">No figure, or no column.</exception>
    public static FigureGrid Grid(int columns, params Figure[] figures) => new(columns, figures);

    /// <summary>The picture as SVG.</summary>
    /// <exception cref="FigureException">Something a reader needs is missing, such as an axis title.</exception>
    public abstract string ToSvg();

    /// <summary>The picture in characters.</summary>
    public abstract override string ToString();

    /// <summary>Width and height in pixels, and how to draw into a page at (0, 0).</summary>
    internal abstract (double Width, double Height) Size { get; }

    internal abstract string TitleText { get; }

    internal abstract string Description { get; }

    internal abstract void Draw(SvgBuilder svg);
}

using Curriculum.Display;
using Curriculum.Lessons.Figures;

namespace Curriculum.Lessons;

/// <summary>Boxes and arrows, such as a computation graph or the units of a network.</summary>
/// <remarks>Nodes stand on a grid that the caller chooses: column 0 is on the left, row 0 on top, and fractions are allowed. A text of one or two characters gets a circle, a longer one a box.</remarks>
/// <example><code>Figure.Graph().Node("x", 0, 0).Node("y", 1, 0, "x²").Edge("x", "y", above: "3", below: "6")</code></example>
[TypeFormatterSource(typeof(SvgFormatters), PreferredMimeTypes = [SvgFormatters.Svg, ViewFormatters.Plain])]
public sealed class NodeGraph : Figure
{
    private const double Margin = 14;
    private const double Radius = 16;
    private const double TextSize = 13;
    private const string Second = "#c04a00";
    private readonly GraphModel _model;

    private NodeGraph(GraphModel model) => _model = model;

    internal static NodeGraph Empty { get; } = new(new());

    /// <summary>Adds a node.</summary>
    /// <param name="name">What edges call it.</param>
    /// <param name="column">Its place from the left, 0 or more.</param>
    /// <param name="row">Its place from the top, 0 or more.</param>
    /// <param name="text">What is written into it; null for its name.</param>
    /// <exception cref="FigureException">The name is taken, or the place is outside the grid.</exception>
    public NodeGraph Node(string name, double column, double row, string? text = null)
    {
        if (_model.Nodes.Any(n => n.Name == name)) throw new FigureException($"Graph: every node needs a name of its own, got \"{name}\" twice.");
        if (!(column >= 0 && row >= 0)) throw new FigureException($"Graph: column and row of \"{name}\" must be 0 or more, got {NumberText.Short(column)} and {NumberText.Short(row)}.");
        return new(_model with { Nodes = _model.Nodes.Add(new(name, column, row, text ?? name)) });
    }

    /// <summary>Adds an arrow between two nodes.</summary>
    /// <param name="from">The name of the node that it leaves.</param>
    /// <param name="to">The name of the node that it enters.</param>
    /// <param name="above">A text above its middle, such as the value that flows along it.</param>
    /// <param name="below">A text below its middle, in another colour, such as the derivative that flows back.</param>
    /// <exception cref="FigureException">There is no such node.</exception>
    public NodeGraph Edge(string from, string to, string? above = null, string? below = null)
    {
        _ = (_model.Find(from), _model.Find(to));
        return new(_model with { Edges = _model.Edges.Add(new(from, to, above, below)) });
    }

    /// <summary>The distance from column to column and from row to row.</summary>
    /// <param name="columnWidth">In pixels, 60 or more.</param>
    /// <param name="rowHeight">In pixels, 40 or more.</param>
    /// <exception cref="FigureException">One is too small for its nodes.</exception>
    public NodeGraph Spacing(double columnWidth, double rowHeight) => columnWidth >= 60 && rowHeight >= 40
        ? new(_model with { ColumnWidth = columnWidth, RowHeight = rowHeight })
        : throw new FigureException($"Graph: columns must be 60 pixels apart or more and rows 40, got {NumberText.Short(columnWidth)} and {NumberText.Short(rowHeight)}.");

    /// <summary>The headline.</summary>
    /// <param name="text">The headline.</param>
    public NodeGraph Title(string text) => new(_model with { Title = text });

    /// <summary>A note below the graph.</summary>
    /// <param name="text">The note.</param>
    public NodeGraph Caption(string text) => new(_model with { Caption = text });

    /// <inheritdoc/>
    public override string ToSvg() => SvgPage.Write(this);

    /// <summary>An arrow a line, with its two texts.</summary>
    public override string ToString()
    {
        var lines = new List<string>();
        if (_model.Title is { } title) lines.Add(title);
        var arrows = _model.Edges.Select(e => (Text: $"{_model.Find(e.From).Text} → {_model.Find(e.To).Text}", Notes: string.Join(" | ", new[] { e.Above, e.Below }.OfType<string>()))).ToArray();
        var width = arrows.Select(a => TextMeasure.Columns(a.Text)).DefaultIfEmpty(0).Max();
        lines.AddRange(arrows.Select(a => $"  {TextMeasure.Pad(a.Text, width)}  {a.Notes}".TrimEnd()));
        var alone = _model.Nodes.Where(n => !_model.Edges.Any(e => e.From == n.Name || e.To == n.Name)).Select(n => n.Text).ToArray();
        if (alone.Length > 0) lines.Add($"  {string.Join(", ", alone)}");
        if (_model.Caption is { } caption) lines.Add(caption);
        return string.Join('\n', lines);
    }

    internal override (double Width, double Height) Size => (
        PageWidth,
        Top + (_model.Nodes.Select(n => n.Row).DefaultIfEmpty(0).Max() * _model.RowHeight) + (2 * Radius) + Margin + (CaptionLines.Count * ChartLayout.CaptionLine) + (CaptionLines.Count > 0 ? 8 : 0));

    internal override string TitleText => _model.Title ?? $"A graph of {_model.Nodes.Length} nodes";

    internal override string Description => string.Join("; ", _model.Edges.Select(e => $"{_model.Find(e.From).Text} → {_model.Find(e.To).Text}{(e.Above is null ? "" : $" {e.Above}")}{(e.Below is null ? "" : $" ({e.Below})")}"));

    internal override void Draw(SvgBuilder svg)
    {
        if (_model.Nodes.IsEmpty) throw new FigureException("Graph: there must be at least one node. Add one with Node(name, column, row).");
        if (_model.Title is { } title) svg.Text(Margin, 24, title, $"font-size=\"{ChartLayout.TitleSize}\" font-weight=\"600\"");
        // Arrows first, so that boxes lie over their ends; texts last, so that no arrow crosses them.
        foreach (var edge in _model.Edges) Arrow(svg, edge);
        foreach (var node in _model.Nodes) Box(svg, node);
        foreach (var edge in _model.Edges) Texts(svg, edge);
        for (var line = 0; line < CaptionLines.Count; line++)
            svg.Text(Margin, Size.Height - Margin - ((CaptionLines.Count - 1 - line) * ChartLayout.CaptionLine), CaptionLines[line], $"fill=\"{SvgBuilder.Grey}\"");
    }

    private void Box(SvgBuilder svg, GraphNode node)
    {
        var (x, y) = Place(node);
        const string look = "fill=\"#eef4f8\" stroke=\"#0072b2\" stroke-width=\"1.5\"";
        if (IsCircle(node)) svg.Element("circle", $"cx=\"{SvgBuilder.Number(x)}\" cy=\"{SvgBuilder.Number(y)}\" r=\"{SvgBuilder.Number(Radius)}\" {look}");
        else svg.Rectangle(x - HalfWidth(node), y - Radius, 2 * HalfWidth(node), 2 * Radius, $"rx=\"6\" {look}");
        svg.Text(x, y + 4.5, node.Text, $"text-anchor=\"middle\" font-size=\"{SvgBuilder.Number(TextSize)}\"");
    }

    private void Arrow(SvgBuilder svg, GraphEdge edge)
    {
        var ((x1, y1), (x2, y2)) = Ends(edge);
        var length = Math.Max(1, Math.Sqrt(((x2 - x1) * (x2 - x1)) + ((y2 - y1) * (y2 - y1))));
        var (dx, dy) = ((x2 - x1) / length, (y2 - y1) / length);
        svg.Line(x1, y1, x2 - (6 * dx), y2 - (6 * dy), SvgBuilder.Grey, 1.3);
        string Corner(double back, double aside) => $"{SvgBuilder.Number(x2 - (back * dx) - (aside * dy))} {SvgBuilder.Number(y2 - (back * dy) + (aside * dx))}";
        svg.Path($"M{Corner(0, 0)}L{Corner(9, 4)}L{Corner(9, -4)}Z", $"fill=\"{SvgBuilder.Grey}\"");
    }

    private void Texts(SvgBuilder svg, GraphEdge edge)
    {
        var ((x1, y1), (x2, y2)) = Ends(edge);
        var (x, y) = ((x1 + x2) / 2, (y1 + y2) / 2);
        const string halo = "text-anchor=\"middle\" font-size=\"12\" paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"4\"";
        if (edge.Above is { } above) svg.Text(x, y - 5, above, $"{halo} fill=\"{SvgBuilder.Ink}\"");
        if (edge.Below is { } below) svg.Text(x, y + 14, below, $"{halo} fill=\"{Second}\"");
    }

    // Where the straight line between the two middles leaves the one node and enters the other.
    private ((double X, double Y) From, (double X, double Y) To) Ends(GraphEdge edge)
    {
        var (from, to) = (_model.Find(edge.From), _model.Find(edge.To));
        return (Border(from, Place(to)), Border(to, Place(from)));
    }

    private (double X, double Y) Border(GraphNode node, (double X, double Y) towards)
    {
        var (x, y) = Place(node);
        var (dx, dy) = (towards.X - x, towards.Y - y);
        if (dx == 0 && dy == 0) return (x, y);
        var scale = IsCircle(node)
            ? Radius / Math.Sqrt((dx * dx) + (dy * dy))
            : Math.Min(dx == 0 ? double.PositiveInfinity : HalfWidth(node) / Math.Abs(dx), dy == 0 ? double.PositiveInfinity : Radius / Math.Abs(dy));
        return (x + (scale * dx), y + (scale * dy));
    }

    private (double X, double Y) Place(GraphNode node) => (Left + (node.Column * _model.ColumnWidth), Top + Radius + (node.Row * _model.RowHeight));

    private static bool IsCircle(GraphNode node) => node.Text.EnumerateRunes().Count() <= 2;

    private static double HalfWidth(GraphNode node) => IsCircle(node) ? Radius : (TextMeasure.Width(node.Text, TextSize) / 2) + 9;

    private double Left => Margin + _model.Nodes.Select(n => HalfWidth(n) - (n.Column * _model.ColumnWidth)).DefaultIfEmpty(0).Max();

    private double GraphWidth => _model.Nodes.Select(n => Place(n).X + HalfWidth(n)).DefaultIfEmpty(0).Max() + Margin;

    // Wide enough for the title too, in the widest bold font that a reader may have: it is not wrapped.
    private double PageWidth => Math.Max(GraphWidth, _model.Title is { } title ? TextMeasure.Width(title, ChartLayout.TitleSize * 1.2) + (2 * Margin) : 240);

    private double Top => _model.Title is null ? Margin : Margin + ChartLayout.TitleLine + 8;

    private IReadOnlyList<string> CaptionLines => _model.Caption is null ? [] : TextMeasure.Wrap(_model.Caption, ChartLayout.CaptionSize, PageWidth - (2 * Margin));
}

using Curriculum.Display;
using Curriculum.Lessons.Figures;

namespace Curriculum.Lessons;

/// <summary>Figures side by side (small multiples), which may share their axes.</summary>
[TypeFormatterSource(typeof(SvgFormatters), PreferredMimeTypes = [SvgFormatters.Svg, ViewFormatters.Plain])]
public sealed class FigureGrid : Figure
{
    private const double Gap = 8;
    private const double TitleHeight = 30;
    private readonly int _columns;
    private readonly Figure[] _figures;
    private readonly bool _shareX;
    private readonly bool _shareY;
    private readonly string? _title;
    private readonly string? _caption;
    private readonly int _width;
    private readonly int? _cellHeight;

    internal FigureGrid(int columns, IEnumerable<Figure> figures, bool shareX = false, bool shareY = false, string? title = null, string? caption = null, int width = 760, int? cellHeight = null)
    {
        _figures = [.. figures];
        if (columns < 1) throw new FigureException($"Grid: columns must be 1 or more, got {columns}.");
        if (_figures.Length == 0) throw new FigureException("Grid: figures must hold at least one figure, got none.");
        _columns = Math.Min(columns, _figures.Length);
        (_shareX, _shareY, _title, _caption, _width, _cellHeight) = (shareX, shareY, title, caption, width, cellHeight);
    }

    /// <summary>One x axis for all: the same ends everywhere, its title below the last row only.</summary>
    public FigureGrid ShareX() => Copy(shareX: true);

    /// <summary>One y axis for all: the same ends everywhere, its title left of the first column only.</summary>
    public FigureGrid ShareY() => Copy(shareY: true);

    /// <summary>The headline over all.</summary>
    /// <param name="text">The headline.</param>
    public FigureGrid Title(string text) => Copy(title: text);

    /// <summary>A note below all.</summary>
    /// <param name="text">The note.</param>
    public FigureGrid Caption(string text) => Copy(caption: text);

    /// <summary>The width of the whole and the height of each figure, in pixels.</summary>
    /// <param name="width">The width of the whole.</param>
    /// <param name="cellHeight">The height of one figure.</param>
    public FigureGrid Pixels(int width, int cellHeight) => Copy(width: width, cellHeight: cellHeight);

    /// <inheritdoc/>
    public override string ToSvg() => SvgPage.Write(this);

    /// <inheritdoc/>
    public override string ToString()
    {
        var cells = Cells();
        var texts = cells.Select(f => f is Chart chart ? ChartText.Write(ChartCheck.Complete(chart.Model), Shared(cells)) : f.ToString());
        return string.Join("\n\n", new[] { _title }.OfType<string>().Concat(texts).Concat(new[] { _caption }.OfType<string>()));
    }

    internal override (double Width, double Height) Size => (_width, Top + (Rows * (CellHeight + Gap)) + (CaptionLines.Count * ChartLayout.CaptionLine) + 4);

    internal override string TitleText => _title ?? string.Join("; ", _figures.Select(f => f.TitleText));

    internal override string Description => string.Join(" ", _figures.Select((f, i) => $"{i + 1}: {f.TitleText}. {f.Description}"));

    internal override void Draw(SvgBuilder svg)
    {
        if (_title is { } title) svg.Text(10, 22, title, "font-size=\"15\" font-weight=\"600\"");
        if (Legend is { Count: > 0 } legend) new LegendSvg(svg).Draw(legend, (_title is null ? 0 : TitleHeight) + 4, _figures.OfType<Chart>().First(c => c.Model.Marks.Any(m => m.Name is not null)).Model);
        var cells = Cells();
        var shared = Shared(cells);
        for (var i = 0; i < cells.Length; i++)
        {
            svg.BeginGroup(i % _columns * (CellWidth + Gap), Top + (i / _columns * (CellHeight + Gap)));
            if (cells[i] is Chart chart)
            {
                var lastOfColumn = i + _columns >= cells.Length;
                new ChartSvg(svg, new(ChartCheck.Complete(chart.Model), shared with { HideXTitle = _shareX && !lastOfColumn, HideYTitle = _shareY && i % _columns > 0 })).Draw();
            }
            else cells[i].Draw(svg);
            svg.EndGroup();
        }
        for (var line = 0; line < CaptionLines.Count; line++)
            svg.Text(10, Size.Height - 10 - ((CaptionLines.Count - 1 - line) * ChartLayout.CaptionLine), CaptionLines[line], $"fill=\"{SvgBuilder.Grey}\"");
    }

    private double Top => (_title is null ? 0 : TitleHeight) + (Legend.Count > 0 ? (Legend.Count * ChartLayout.LegendLine) + 4 : 0);

    private Mark[] Marks => [.. _figures.OfType<Chart>().SelectMany(c => c.Model.Marks)];

    /// <summary>The names of all charts: a name has one look throughout the grid.</summary>
    private string[] Names => [.. Marks.Select(m => m.Name).OfType<string>().Distinct()];

    /// <summary>One legend over all charts when they show the same series; else each keeps its own.</summary>
    private IReadOnlyList<IReadOnlyList<LegendEntry>> Legend
    {
        get
        {
            var asking = _figures.OfType<Chart>().Where(c => c.Model.Legend == LegendPlacement.Auto).Select(c => c.Model.Marks.Select(m => m.Name).OfType<string>().ToHashSet()).Where(n => n.Count > 0).ToArray();
            var isShared = asking.Length > 1 && asking.All(n => n.SetEquals(asking[0]));
            return isShared ? LegendRows.Of(Marks, SeriesStyle.Assign(Marks, Names), _width - 20) : [];
        }
    }

    private int Rows => (_figures.Length + _columns - 1) / _columns;

    private double CellWidth => (_width - (Gap * (_columns - 1))) / _columns;

    private double CellHeight => _cellHeight ?? Math.Max(190, Math.Min(320, CellWidth * 0.72));

    private IReadOnlyList<string> CaptionLines => [.. new[] { _caption, Omitted() }.OfType<string>().SelectMany(t => TextMeasure.Wrap(t, ChartLayout.CaptionSize, _width - 20))];

    /// <summary>What the charts cannot show, said once below all of them.</summary>
    private string? Omitted()
    {
        var notes = _figures.Select((f, i) => f is Chart chart && Omissions.Of(chart.Model, DataRange.OfX(chart.Model)) is { } note ? $"{chart.Model.Title ?? $"Figure {i + 1}"}: {note}" : null);
        return string.Join(' ', notes.OfType<string>()) is { Length: > 0 } all ? all : null;
    }

    private Figure[] Cells()
    {
        var legend = Legend.Count > 0 ? LegendPlacement.None : (LegendPlacement?)null;
        return [.. _figures.Select(f => f is Chart chart ? Chart.Of(chart.Model with { Width = (int)CellWidth, Height = (int)CellHeight, Legend = legend ?? chart.Model.Legend }) : f)];
    }

    /// <summary>What the charts have in common; equal margins make equal plots.</summary>
    private SharedAxes Shared(Figure[] cells)
    {
        var models = cells.OfType<Chart>().Select(c => c.Model).ToArray();
        if (models.Length == 0) return new();
        var xs = models.Select(m => DataRange.OfX(m)).ToArray();
        DataRange? x = _shareX ? xs.Aggregate((a, b) => a.Union(b)) : null;
        DataRange? y = _shareY ? models.Select((m, i) => DataRange.OfY(m, x ?? xs[i])).Aggregate((a, b) => a.Union(b)) : null;
        var first = new SharedAxes(x, y, Names: Names, HideOmissions: true);
        var margins = models.Where(m => m.Heatmap is null).Select(m => new ChartLayout(ChartCheck.Complete(m), first).Margins).DefaultIfEmpty(first).ToArray();
        return first with { Left = margins.Max(m => m.Left), Right = margins.Max(m => m.Right), Top = margins.Max(m => m.Top), Bottom = margins.Max(m => m.Bottom) };
    }

    private FigureGrid Copy(bool? shareX = null, bool? shareY = null, string? title = null, string? caption = null, int? width = null, int? cellHeight = null) =>
        new(_columns, _figures, shareX ?? _shareX, shareY ?? _shareY, title ?? _title, caption ?? _caption, width ?? _width, cellHeight ?? _cellHeight);
}

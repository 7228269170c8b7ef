using System.Collections.Immutable;
using Curriculum.Arrays;
using Curriculum.Display;
using Curriculum.Lessons.Figures;

namespace Curriculum.Lessons;

/// <summary>Small grey images in rows, such as digits of a data set or the filters of a layer.</summary>
[TypeFormatterSource(typeof(SvgFormatters), PreferredMimeTypes = [SvgFormatters.Svg, ViewFormatters.Plain])]
public sealed class ImageSheet : Figure
{
    private const double Gap = 6;
    private const double Edge = 10;
    private readonly SheetModel _model;

    private ImageSheet(SheetModel model) => _model = model;

    /// <summary>The headline.</summary>
    /// <param name="text">The headline.</param>
    public ImageSheet Title(string text) => new(_model with { Title = text });

    /// <summary>A note below the images.</summary>
    /// <param name="text">The note.</param>
    public ImageSheet Caption(string text) => new(_model with { Caption = text });

    /// <summary>The values that are drawn black and white; by default the lowest and the highest of all images.</summary>
    /// <param name="low">Black, and all below.</param>
    /// <param name="high">White, and all above.</param>
    /// <exception cref="FigureException">The two are not in order.</exception>
    public ImageSheet Range(double low, double high) => low < high
        ? new(_model with { Low = low, High = high })
        : throw new FigureException($"Images: low must be below high, got {NumberText.Short(low)} and {NumberText.Short(high)}.");

    /// <inheritdoc/>
    public override string ToSvg() => SvgPage.Write(this);

    /// <summary>The first row of images in shades, and the range of the values.</summary>
    public override string ToString()
    {
        var shown = Math.Min(_model.Columns, Math.Min(_model.Count, Math.Max(1, 96 / (TextWidth + 2))));
        var rows = Enumerable.Range(0, shown).Select(i => Sparkline.Shade(_model.Height, _model.Width, (r, c) => Fraction(_model.Pixels[(i * _model.Height * _model.Width) + (r * _model.Width) + c]), TextWidth, Math.Max(1, TextWidth * _model.Height / _model.Width / 2)).ToArray()).ToArray();
        var lines = new List<string>();
        if (_model.Title is { } title) lines.Add(title);
        for (var line = 0; line < rows[0].Length; line++) lines.Add(string.Join("  ", rows.Select(r => TextMeasure.Pad(r[line], TextWidth))).TrimEnd());
        if (!_model.Labels.IsEmpty) lines.Add(string.Join("  ", _model.Labels.Take(shown).Select(l => TextMeasure.Pad(l, TextWidth))).TrimEnd());
        lines.Add($"{Description}{(shown < _model.Count ? $" The first {shown} are shown here." : "")}");
        if (_model.Caption is { } caption) lines.Add(caption);
        return string.Join('\n', lines);
    }

    internal override (double Width, double Height) Size => (
        (2 * Edge) + ImagesWidth,
        Top + (Rows * (CellHeight + LabelHeight + Gap)) + (CaptionLines.Count * ChartLayout.CaptionLine) + Edge);

    internal override string TitleText => _model.Title ?? $"{_model.Count} images";

    internal override string Description => $"{_model.Count} {(_model.Count == 1 ? "image" : "images")} of {_model.Height} × {_model.Width}, values {NumberText.Short(_model.Low)} (black) … {NumberText.Short(_model.High)} (white).";

    internal static ImageSheet Of(NdArray images, int columns, IEnumerable<string>? labels)
    {
        if (columns < 1) throw new FigureException($"Images: columns must be 1 or more, got {columns}.");
        var (height, width) = Sides(images);
        if (images.Size == 0) throw new FigureException($"Images: there must be at least one image, got {images.Shape}.");
        var names = labels?.ToImmutableArray() ?? [];
        var count = images.Shape[0];
        if (labels is not null && names.Length != count) throw new FigureException($"Images: labels must have one text an image ({count}), got {names.Length}.");
        var pixels = images.As(DType.Float64).ToArray<double>();
        var finite = pixels.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (low, high) = (finite.Min(), finite.Max());
        return new(new() { Pixels = pixels, Count = count, Height = height, Width = width, Columns = Math.Min(columns, count), Labels = names, Low = low, High = high > low ? high : low + 1 });
    }

    internal override void Draw(SvgBuilder svg)
    {
        if (_model.Title is { } title) svg.Text(Edge, 24, title, $"font-size=\"{ChartLayout.TitleSize}\" font-weight=\"600\"");
        var size = _model.Height * _model.Width;
        for (var i = 0; i < _model.Count; i++)
        {
            var (x, y) = (Edge + (i % _model.Columns * (CellWidth + Gap)), Top + (i / _model.Columns * (CellHeight + LabelHeight + Gap)));
            var grey = new byte[size];
            for (var p = 0; p < size; p++) grey[p] = (byte)Math.Round(Fraction(_model.Pixels[(i * size) + p]) * 255, MidpointRounding.AwayFromZero);
            svg.Image(x, y, CellWidth, CellHeight, Png.Encode(_model.Width, _model.Height, grey));
            if (!_model.Labels.IsEmpty) svg.Text(x + (CellWidth / 2), y + CellHeight + 13, _model.Labels[i], "text-anchor=\"middle\" font-size=\"11\"");
        }
        for (var line = 0; line < CaptionLines.Count; line++)
            svg.Text(Edge, Size.Height - Edge - ((CaptionLines.Count - 1 - line) * ChartLayout.CaptionLine), CaptionLines[line], $"fill=\"{SvgBuilder.Grey}\"");
    }

    private static (int Height, int Width) Sides(NdArray images)
    {
        if (images.Rank == 3) return (images.Shape[1], images.Shape[2]);
        var side = images.Rank == 2 ? (int)Math.Round(Math.Sqrt(images.Shape[1])) : 0;
        if (images.Rank == 2 && side * side == images.Shape[1]) return (side, side);
        throw new FigureException($"Images: images must be [n, h, w], or [n, h·w] with h = w, got {images.Shape}. Reshape them first.");
    }

    /// <summary>An image is at least 28 pixels wide and at most 112, so that ten fit a page and one can still be seen.</summary>
    private double CellWidth => Math.Clamp((720 - (2 * Edge)) / _model.Columns - Gap, 28, 112);

    private double CellHeight => CellWidth * _model.Height / _model.Width;

    private double LabelHeight => _model.Labels.IsEmpty ? 0 : 16;

    private double Top => _model.Title is null ? Edge : Edge + ChartLayout.TitleLine + 4;

    private int Rows => (_model.Count + _model.Columns - 1) / _model.Columns;

    private int TextWidth => Math.Min(_model.Width, 24);

    private IReadOnlyList<string> CaptionLines => _model.Caption is null ? [] : TextMeasure.Wrap(_model.Caption, ChartLayout.CaptionSize, ImagesWidth);

    private double ImagesWidth => (_model.Columns * (CellWidth + Gap)) - Gap;

    private double Fraction(double value) => double.IsFinite(value) ? Math.Clamp((value - _model.Low) / (_model.High - _model.Low), 0, 1) : 0;
}

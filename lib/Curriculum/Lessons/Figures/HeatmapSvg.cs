namespace Curriculum.Lessons.Figures;

/// <summary>Draws a matrix as colours, with its colour bar.</summary>
internal sealed class HeatmapSvg(SvgBuilder svg, ChartLayout layout, HeatmapMark map)
{
    private readonly ColorMap _colors = ColorMap.For(map.Values);
    private readonly Box _plot = layout.Plot;

    public void Draw()
    {
        var (rows, columns) = (map.Values.GetLength(0), map.Values.GetLength(1));
        var palette = _colors.Palette();
        var pixels = new byte[rows * columns];
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
                pixels[(r * columns) + c] = _colors.Index(map.Values[r, c]);
        svg.Image(_plot.Left, _plot.Top, _plot.Width, _plot.Height, Png.Encode(columns, rows, pixels, palette));
        if (map.ShowValues) Numbers(rows, columns);
        ColorBar(palette);
    }

    private void Numbers(int rows, int columns)
    {
        // As large as the widest number allows, in the height as well.
        var widest = map.Values.Cast<double>().Max(value => TextMeasure.Width(NumberText.Significant(value, 3), 1));
        var size = Math.Min(12, Math.Min(0.9 * _plot.Width / columns / widest, 0.75 * _plot.Height / rows));
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                var value = map.Values[r, c];
                svg.Text(layout.X[c + 0.5], layout.Y[r + 0.5] + (size * 0.36), NumberText.Significant(value, 3), $"text-anchor=\"middle\" font-size=\"{SvgBuilder.Number(size)}\" fill=\"{(_colors.IsLight(value) ? SvgBuilder.Ink : "#ffffff")}\"");
            }
        }
    }

    private void ColorBar(byte[] palette)
    {
        var left = _plot.Right + 14;
        svg.Image(left, _plot.Top, 12, _plot.Height, Png.Encode(1, 255, [.. Enumerable.Range(0, 255).Select(i => (byte)(254 - i))], palette));
        var scale = new Scale(_colors.Low, _colors.High, false, _plot.Bottom, _plot.Top);
        foreach (var tick in scale.Ticks((int)(_plot.Height / 45), false))
        {
            svg.Line(left + 12, scale[tick.Value], left + 16, scale[tick.Value], SvgBuilder.Grey);
            svg.Text(left + 19, scale[tick.Value] + 4, tick.Label!, "font-size=\"11\"");
        }
        if (layout.Model.ColorTitle is not { } title) return;
        var (x, y) = (layout.Plot.Right + 78, (_plot.Top + _plot.Bottom) / 2);
        svg.Text(x, y, title, $"text-anchor=\"middle\" transform=\"rotate(-90 {SvgBuilder.Number(x)} {SvgBuilder.Number(y)})\"");
    }
}

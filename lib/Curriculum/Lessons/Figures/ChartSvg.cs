namespace Curriculum.Lessons.Figures;

/// <summary>Draws a chart that has been laid out: frame, axes and names here, the data in <see cref="MarkSvg"/>.</summary>
internal sealed class ChartSvg(SvgBuilder svg, ChartLayout layout)
{
    private readonly ChartModel _model = layout.Model;
    private readonly Box _plot = layout.Plot;

    public void Draw()
    {
        Titles();
        Legend();
        if (_model.Heatmap is null) GridLines();
        new MarkSvg(svg, layout).Draw();
        Axes();
        Names();
    }

    private void Titles()
    {
        for (var i = 0; i < layout.Title.Count; i++)
            svg.Text(10, 24 + (i * ChartLayout.TitleLine), layout.Title[i], $"font-size=\"{ChartLayout.TitleSize}\" font-weight=\"600\"");
        for (var i = 0; i < layout.Caption.Count; i++)
            svg.Text(10, layout.CaptionY + (i * ChartLayout.CaptionLine), layout.Caption[i], $"fill=\"{SvgBuilder.Grey}\"");
        if (_model.X.Title is { } x && !layout.Shared.HideXTitle) svg.Text((_plot.Left + _plot.Right) / 2, layout.XTitleY, x, "text-anchor=\"middle\"");
        if (_model.Y.Title is not { } y || layout.Shared.HideYTitle) return;
        var (middle, left) = (SvgBuilder.Number((_plot.Top + _plot.Bottom) / 2), SvgBuilder.Number(20));
        svg.Text(20, (_plot.Top + _plot.Bottom) / 2, y, $"text-anchor=\"middle\" transform=\"rotate(-90 {left} {middle})\"");
    }

    private void Legend() => new LegendSvg(svg).Draw(layout.Legend, 10 + (layout.Title.Count * ChartLayout.TitleLine), _model);

    private void GridLines()
    {
        foreach (var tick in layout.YTicks.Where(t => t.Label is not null && layout.Y.Contains(t.Value)))
            svg.Line(_plot.Left, layout.Y[tick.Value], _plot.Right, layout.Y[tick.Value], SvgBuilder.Faint);
    }

    private void Axes()
    {
        var axis = SvgBuilder.Grey;
        if (_model.Heatmap is null)
        {
            svg.Line(_plot.Left, _plot.Top, _plot.Left, _plot.Bottom, axis);
            svg.Line(_plot.Left, _plot.Bottom, _plot.Right, _plot.Bottom, axis);
        }
        foreach (var tick in layout.YTicks)
        {
            var y = layout.Y[tick.Value];
            if (_model.Heatmap is null) svg.Line(_plot.Left - (tick.Label is null ? 3 : 5), y, _plot.Left, y, axis);
            if (tick.Label is { } label) svg.Text(_plot.Left - 8, y + 4, label, "text-anchor=\"end\"");
        }
        if (_model.Categories.Length > 0)
        {
            CategoryNames();
            return;
        }
        foreach (var tick in layout.XTicks)
        {
            var x = layout.X[tick.Value];
            if (_model.Heatmap is null) svg.Line(x, _plot.Bottom, x, _plot.Bottom + (tick.Label is null ? 3 : 5), axis);
            if (tick.Label is { } label) svg.Text(x, _plot.Bottom + 18, label, "text-anchor=\"middle\"");
        }
    }

    private void CategoryNames()
    {
        var centre = _model.Heatmap is null ? 0 : 0.5;
        for (var i = 0; i < _model.Categories.Length; i++)
        {
            if (_model.Categories[i].Length == 0) continue;
            var x = layout.X[i + centre];
            if (layout.TiltCategories)
            {
                var (px, py) = (SvgBuilder.Number(x), SvgBuilder.Number(_plot.Bottom + 14));
                svg.Text(x, _plot.Bottom + 14, _model.Categories[i], $"text-anchor=\"end\" transform=\"rotate(-35 {px} {py})\"");
                continue;
            }
            for (var line = 0; line < layout.CategoryLines[i].Count; line++)
                svg.Text(x, _plot.Bottom + 18 + (line * ChartLayout.TickLine), layout.CategoryLines[i][line], "text-anchor=\"middle\"");
        }
    }

    /// <summary>Names beside the ends of the lines, each tied to its line where it had to move.</summary>
    private void Names()
    {
        foreach (var label in layout.Labels)
        {
            var x = _plot.Right + EndLabels.Leader;
            // The leader ends in a sample of the line, so that the name needs no colour of its own to be matched.
            svg.Path($"M{SvgBuilder.Number(label.EndX + 2)} {SvgBuilder.Number(label.EndY)}L{SvgBuilder.Number(x)} {SvgBuilder.Number(label.Y)}", $"stroke=\"{label.Color}\" stroke-width=\"0.8\" stroke-opacity=\"0.7\" fill=\"none\"");
            svg.Line(x, label.Y, x + EndLabels.Sample, label.Y, label.Color, label.Dash is null ? 2 : 1.8, label.Dash);
            svg.Text(x + EndLabels.Sample + 4, label.Y + 4, label.Text);
        }
    }
}

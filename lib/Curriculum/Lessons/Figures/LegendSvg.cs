namespace Curriculum.Lessons.Figures;

/// <summary>Draws the rows of a legend.</summary>
internal sealed class LegendSvg(SvgBuilder svg)
{
    /// <summary>Draws the rows from height <paramref name="top"/> down.</summary>
    public void Draw(IReadOnlyList<IReadOnlyList<LegendEntry>> rows, double top, ChartModel model)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            var y = top + (row * ChartLayout.LegendLine) + 9;
            foreach (var entry in rows[row])
            {
                Sample(entry, 10 + entry.X, y, model);
                svg.Text(10 + entry.X + LegendRows.Sample + 6, y + 4, entry.Text);
            }
        }
    }

    private void Sample(LegendEntry entry, double x, double y, ChartModel model)
    {
        var (middle, style) = (x + (LegendRows.Sample / 2), entry.Style);
        switch (entry.Mark)
        {
            case LineMark line:
                svg.Line(x, y, x + LegendRows.Sample, y, style.Color, 2, style.Dash);
                if (line.Markers) svg.Path(MarkerShape.Path(style.Marker, middle, y, 3.5), $"fill=\"{style.Color}\"");
                break;
            case PointsMark:
                svg.Path(MarkerShape.Path(style.Marker, middle, y, 3.5), $"fill=\"{style.Color}\"");
                break;
            case BandMark:
                svg.Rectangle(x + 4, y - 5, LegendRows.Sample - 4, 10, $"fill=\"{style.Color}\" fill-opacity=\"0.2\"");
                break;
            default:
                svg.Rectangle(x + 8, y - 6, LegendRows.Sample - 8, 12, MarkSvg.Area(entry.Mark, style, model));
                break;
        }
    }
}

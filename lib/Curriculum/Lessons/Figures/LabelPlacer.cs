namespace Curriculum.Lessons.Figures;

/// <summary>Finds room for a text beside its point: inside the plot, on as little of the data as possible, on no other text.</summary>
internal sealed class LabelPlacer
{
    private const double Height = 14;
    private readonly Box _plot;
    private readonly List<(double X, double Y)> _ink = [];
    private readonly List<Box> _taken = [];

    public LabelPlacer(ChartLayout layout)
    {
        _plot = layout.Plot;
        foreach (var line in layout.Model.Marks.OfType<LineMark>()) Trace(layout, line.X, line.Y, joined: true);
        foreach (var points in layout.Model.Marks.OfType<PointsMark>()) Trace(layout, points.X, points.Y, joined: false);
    }

    /// <summary>The left end of the text's base line.</summary>
    public (double X, double Y) Place(double x, double y, string text)
    {
        var width = TextMeasure.Width(text, 12);
        (double X, double Y)[] corners =
        [
            (x + 8, y - 8 - Height), (x - 8 - width, y - 8 - Height), (x + 8, y + 8), (x - 8 - width, y + 8),
            (x - (width / 2), y - 10 - Height), (x - (width / 2), y + 10), (x + 10, y - (Height / 2)), (x - 10 - width, y - (Height / 2)),
            (x + 8, y - 34), (x - 8 - width, y - 34), (x + 8, y + 24), (x - 8 - width, y + 24),
        ];
        var best = corners.MinBy(c => Cost(new(c.X, c.Y, c.X + width, c.Y + Height)));
        _taken.Add(new(best.X, best.Y, best.X + width, best.Y + Height));
        return (best.X, best.Y + Height - 3);
    }

    private int Cost(Box box)
    {
        var outside = box.Left < _plot.Left || box.Right > _plot.Right || box.Top < _plot.Top || box.Bottom > _plot.Bottom;
        var overText = _taken.Count(t => t.Left < box.Right && box.Left < t.Right && t.Top < box.Bottom && box.Top < t.Bottom);
        return (outside ? 1000 : 0) + (300 * overText) + _ink.Count(p => box.Contains(p.X, p.Y));
    }

    private void Trace(ChartLayout layout, double[] x, double[] y, bool joined)
    {
        (double X, double Y)? previous = null;
        for (var i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            if (!layout.X.CanShow(x[i]) || !layout.Y.CanShow(y[i])) continue;
            var point = (X: layout.X[x[i]], Y: layout.Y[y[i]]);
            if (joined && previous is { } p)
            {
                var steps = (int)Math.Min(200, Math.Max(Math.Abs(point.X - p.X), Math.Abs(point.Y - p.Y)) / 4);
                for (var s = 1; s < steps; s++) _ink.Add((p.X + ((point.X - p.X) * s / steps), p.Y + ((point.Y - p.Y) * s / steps)));
            }
            _ink.Add(point);
            previous = point;
        }
    }
}

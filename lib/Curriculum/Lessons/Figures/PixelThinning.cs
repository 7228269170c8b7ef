namespace Curriculum.Lessons.Figures;

/// <summary>Thins a curve that has more points than the page has pixels, so that the picture stays the same and the file small.</summary>
internal static class PixelThinning
{
    /// <summary>Keeps the first, lowest, highest and last point of every pixel column, when there are more than that.</summary>
    public static IReadOnlyList<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> points)
    {
        var columns = points.Count == 0 ? 0 : (int)Math.Abs(points[^1].X - points[0].X) + 1;
        if (points.Count <= 2 * columns) return points;
        var kept = new List<(double, double)>();
        for (var start = 0; start < points.Count;)
        {
            var end = start;
            var (low, high) = (start, start);
            while (end < points.Count && (int)points[end].X == (int)points[start].X)
            {
                if (points[end].Y < points[low].Y) low = end;
                if (points[end].Y > points[high].Y) high = end;
                end++;
            }
            foreach (var i in new[] { start, low, high, end - 1 }.Distinct().Order()) kept.Add(points[i]);
            start = end;
        }
        return kept;
    }
}

namespace Curriculum.Lessons.Figures;

/// <summary>Finds the lines of equal height over a grid, by marching squares.</summary>
internal static class ContourLines
{
    /// <summary>The lines at one level, each as long as it goes, in the order in which a sweep over the grid meets them.</summary>
    public static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Of(ContourMark contour, double level)
    {
        var segments = Segments(contour.Values, level);
        var at = new Dictionary<Edge, List<int>>();
        for (var i = 0; i < segments.Count; i++)
            foreach (var end in new[] { segments[i].A, segments[i].B })
                (at.TryGetValue(end, out var touching) ? touching : at[end] = []).Add(i);

        var used = new bool[segments.Count];
        var lines = new List<IReadOnlyList<(double, double)>>();
        for (var i = 0; i < segments.Count; i++)
        {
            if (used[i]) continue;
            used[i] = true;
            var line = new LinkedList<Edge>([segments[i].A, segments[i].B]);
            while (Next(line.Last!.Value) is { } after) line.AddLast(after);
            while (Next(line.First!.Value) is { } before) line.AddFirst(before);
            lines.Add([.. line.Select(edge => Crossing(contour, edge, level))]);
        }
        return lines;

        // The far end of a segment that begins at this edge and is not used yet.
        Edge? Next(Edge end)
        {
            foreach (var i in at[end].Where(i => !used[i]))
            {
                used[i] = true;
                return segments[i].A == end ? segments[i].B : segments[i].A;
            }
            return null;
        }
    }

    /// <summary>A side of a cell: from grid point (row, column) to the right, or up.</summary>
    private readonly record struct Edge(int Row, int Column, bool Up);

    private static List<(Edge A, Edge B)> Segments(double[,] values, double level)
    {
        var segments = new List<(Edge, Edge)>();
        for (var r = 0; r + 1 < values.GetLength(0); r++)
        {
            for (var c = 0; c + 1 < values.GetLength(1); c++)
            {
                double[] corners = [values[r, c], values[r, c + 1], values[r + 1, c + 1], values[r + 1, c]];
                if (!corners.All(double.IsFinite)) continue;
                Edge[] sides = [new(r, c, false), new(r, c + 1, true), new(r + 1, c, false), new(r, c, true)];
                Edge[] crossed = [.. sides.Where((_, i) => (corners[i] > level) != (corners[(i + 1) % 4] > level))];
                if (crossed.Length == 2) segments.Add((crossed[0], crossed[1]));
                if (crossed.Length != 4) continue;
                // A saddle: the height in the middle says which two corners belong together.
                var turn = (corners.Average() > level) == (corners[0] > level) ? 0 : 1;
                segments.Add((sides[0], sides[turn == 0 ? 1 : 3]));
                segments.Add((sides[2], sides[turn == 0 ? 3 : 1]));
            }
        }
        return segments;
    }

    private static (double X, double Y) Crossing(ContourMark contour, Edge edge, double level)
    {
        var (row, column) = edge.Up ? (edge.Row + 1, edge.Column) : (edge.Row, edge.Column + 1);
        var (from, to) = (contour.Values[edge.Row, edge.Column], contour.Values[row, column]);
        var share = (level - from) / (to - from);
        return (contour.X[edge.Column] + (share * (contour.X[column] - contour.X[edge.Column])), contour.Y[edge.Row] + (share * (contour.Y[row] - contour.Y[edge.Row])));
    }
}

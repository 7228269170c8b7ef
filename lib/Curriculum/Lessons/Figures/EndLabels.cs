namespace Curriculum.Lessons.Figures;

/// <summary>A name at the right end of a line: where the line ends, and where the name found room.</summary>
internal sealed record EndLabel(string Text, string Color, string? Dash, double EndX, double EndY)
{
    public double Y { get; init; } = EndY;
}

/// <summary>Keeps the names at the ends of the lines apart.</summary>
internal static class EndLabels
{
    public const double LineHeight = 15;
    public const double Leader = 12;
    public const double Sample = 18;

    /// <summary>What stands right of the plot beside the text itself.</summary>
    public const double Extra = Leader + Sample + 4 + 8;

    /// <summary>Moves labels up or down, as little as a sweep in each direction allows, until none overlaps another and all are between the bounds.</summary>
    public static IReadOnlyList<EndLabel> Spread(IEnumerable<EndLabel> labels, double top, double bottom)
    {
        var sorted = labels.OrderBy(l => l.EndY).ToArray();
        var places = sorted.Select(l => l.EndY).ToArray();
        // Groups that touch are centred on the mean of where their members want to be.
        var groups = new List<(int First, int Count, double Middle)>();
        for (var i = 0; i < sorted.Length; i++)
        {
            groups.Add((i, 1, places[i]));
            while (groups.Count > 1 && Bottom(groups[^2]) > Top(groups[^1]))
            {
                var (a, b) = (groups[^2], groups[^1]);
                groups.RemoveRange(groups.Count - 2, 2);
                var count = a.Count + b.Count;
                groups.Add((a.First, count, Clamped(((a.Middle * a.Count) + (b.Middle * b.Count)) / count, count, top, bottom)));
            }
        }
        foreach (var (first, count, middle) in groups)
            for (var i = 0; i < count; i++)
                places[first + i] = Clamped(middle, count, top, bottom) + ((i - ((count - 1) / 2.0)) * LineHeight);
        return [.. sorted.Select((label, i) => label with { Y = places[i] })];
    }

    private static double Top((int First, int Count, double Middle) group) => group.Middle - (group.Count * LineHeight / 2);

    private static double Bottom((int First, int Count, double Middle) group) => group.Middle + (group.Count * LineHeight / 2);

    private static double Clamped(double middle, int count, double top, double bottom) =>
        Math.Max(Math.Min(middle, bottom - ((count - 1) * LineHeight / 2)), top + ((count - 1) * LineHeight / 2));
}

namespace Curriculum.Lessons.Figures;

/// <summary>One name in a legend with a sample of its look.</summary>
internal sealed record LegendEntry(string Text, Mark Mark, SeriesStyle Style, double X);

/// <summary>A legend in rows above the plot, broken where a row is full.</summary>
internal static class LegendRows
{
    public const double Sample = 26;
    private const double Gap = 18;

    public static IReadOnlyList<IReadOnlyList<LegendEntry>> Of(IReadOnlyList<Mark> marks, IReadOnlyDictionary<Mark, SeriesStyle> styles, double width)
    {
        var rows = new List<List<LegendEntry>>();
        var x = 0.0;
        // A band that shares its line's name is explained by the line.
        var named = marks.Where(m => m.Name is not null).OrderBy(m => m is BandMark).DistinctBy(m => m.Name).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var mark in marks.Where(named.Contains).Distinct(ReferenceEqualityComparer.Instance).Cast<Mark>())
        {
            var entry = Sample + 6 + TextMeasure.Width(mark.Name!, 12) + Gap;
            if (rows.Count == 0 || x + entry - Gap > width)
            {
                rows.Add([]);
                x = 0;
            }
            rows[^1].Add(new(mark.Name!, mark, styles[mark], x));
            x += entry;
        }
        return rows;
    }
}

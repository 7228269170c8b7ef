namespace Curriculum.Lessons.Figures;

/// <summary>The look of one series: colour, dashes and marker all differ, so that none of them is needed to tell two series apart.</summary>
internal readonly record struct SeriesStyle(string Color, string? Dash, int Marker)
{
    /// <summary>Okabe and Ito's colours, which stay apart for every common kind of colour blindness; their yellow is left out because it is faint on white.</summary>
    private static readonly string[] Colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#4d4d4d"];
    private static readonly string?[] Dashes = [null, "7 3", "2 2.5", "9 3 2 3", "12 4", "4 2", "6 2 2 2 2 2"];

    /// <summary>The style of the series at place <paramref name="index"/> in the order of first appearance.</summary>
    public static SeriesStyle Of(int index) => new(Colors[index % Colors.Length], Dashes[(index + (index / Colors.Length)) % Dashes.Length], index % MarkerShape.Count);

    /// <summary>A style for every mark; marks of one name share it.</summary>
    /// <param name="marks">The marks of a chart.</param>
    /// <param name="names">Names whose places are settled already, because several charts of a grid share them.</param>
    public static IReadOnlyDictionary<Mark, SeriesStyle> Assign(IEnumerable<Mark> marks, IReadOnlyList<string>? names = null)
    {
        var places = (names ?? []).Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal);
        var styles = new Dictionary<Mark, SeriesStyle>(ReferenceEqualityComparer.Instance);
        var next = places.Count;
        foreach (var mark in marks)
        {
            if (mark is ReferenceMark or PointLabelMark or HeatmapMark or ContourMark) continue;
            if (mark.Name is null) styles[mark] = Of(next++);
            else
            {
                if (!places.TryGetValue(mark.Name, out var place)) places[mark.Name] = place = next++;
                styles[mark] = Of(place);
            }
        }
        return styles;
    }
}

using System.Collections.Immutable;

namespace Curriculum.Lessons.Figures;

/// <summary>One axis as the author asked for it.</summary>
/// <param name="Title">What the axis shows, with its unit.</param>
/// <param name="IsLog">Powers of ten at equal distances.</param>
/// <param name="Low">The lower end, or null for the data's.</param>
/// <param name="High">The upper end, or null for the data's.</param>
internal sealed record AxisModel(string? Title = null, bool IsLog = false, double? Low = null, double? High = null);

/// <summary>A chart as data. A writer turns it into SVG, into text, or into another format; it knows of none of them.</summary>
internal sealed record ChartModel
{
    public string? Title { get; init; }
    public string? Caption { get; init; }
    public AxisModel X { get; init; } = new();
    public AxisModel Y { get; init; } = new();
    public string? ColorTitle { get; init; }
    public ImmutableArray<Mark> Marks { get; init; } = [];
    /// <summary>The names under the bars, or of a heatmap's columns.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];
    public LegendPlacement Legend { get; init; }
    public int Bins { get; init; } = 30;
    public int Width { get; init; } = 640;
    public int Height { get; init; } = 360;

    public bool IsCategorical => Categories.Length > 0 || Marks.Any(m => m is BarMark);
    public HeatmapMark? Heatmap => Marks.OfType<HeatmapMark>().FirstOrDefault();
    public bool HasHistogram => Marks.Any(m => m is HistogramMark);
}

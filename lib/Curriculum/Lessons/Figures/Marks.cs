namespace Curriculum.Lessons.Figures;

/// <summary>One layer of a chart: numbers and what they stand for, nothing about how they are drawn.</summary>
/// <param name="Name">What the legend calls it; layers of one name share a colour.</param>
internal abstract record Mark(string? Name);

/// <summary>Points joined in order. Along a trail a dot moves, a point at a time: its x may go back and forth.</summary>
internal sealed record LineMark(double[] X, double[] Y, string? Name, bool Markers, bool IsTrail = false) : Mark(Name);

/// <summary>The heights of a landscape over a grid, and which of them are drawn as lines. Values [y, x].</summary>
internal sealed record ContourMark(double[] X, double[] Y, double[,] Values, double[] Levels) : Mark((string?)null);

/// <summary>The area between two curves over one x.</summary>
internal sealed record BandMark(double[] X, double[] Low, double[] High, string? Name) : Mark(Name);

/// <summary>Single points.</summary>
internal sealed record PointsMark(double[] X, double[] Y, string? Name) : Mark(Name);

/// <summary>One bar a category; several marks stand side by side.</summary>
internal sealed record BarMark(double[] Values, string? Name) : Mark(Name);

/// <summary>Values to be counted in bins that all histograms of a chart share.</summary>
internal sealed record HistogramMark(double[] Values, string? Name) : Mark(Name);

/// <summary>A matrix as colours, row 0 at the top.</summary>
internal sealed record HeatmapMark(double[,] Values, string[]? Rows, bool ShowValues) : Mark((string?)null);

/// <summary>A straight line across the plot, named at its end.</summary>
internal sealed record ReferenceMark(double At, bool Horizontal, string? Text) : Mark((string?)null);

/// <summary>One point with a text beside it.</summary>
internal sealed record PointLabelMark(double X, double Y, string Text) : Mark((string?)null);

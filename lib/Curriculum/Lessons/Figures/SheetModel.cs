using System.Collections.Immutable;

namespace Curriculum.Lessons.Figures;

/// <summary>A sheet of grey images as data.</summary>
internal sealed record SheetModel
{
    /// <summary>Pixels [n, h, w] in row-major order.</summary>
    public required double[] Pixels { get; init; }
    public required int Count { get; init; }
    public required int Height { get; init; }
    public required int Width { get; init; }
    public required int Columns { get; init; }
    public required double Low { get; init; }
    public required double High { get; init; }
    public ImmutableArray<string> Labels { get; init; } = [];
    public string? Title { get; init; }
    public string? Caption { get; init; }
}

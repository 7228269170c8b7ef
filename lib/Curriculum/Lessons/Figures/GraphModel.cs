using System.Collections.Immutable;

namespace Curriculum.Lessons.Figures;

/// <summary>A box or circle of a graph, at a place of its grid.</summary>
internal sealed record GraphNode(string Name, double Column, double Row, string Text);

/// <summary>An arrow, with a text above its middle and one below.</summary>
internal sealed record GraphEdge(string From, string To, string? Above, string? Below);

/// <summary>Boxes and arrows as data.</summary>
internal sealed record GraphModel
{
    public ImmutableArray<GraphNode> Nodes { get; init; } = [];
    public ImmutableArray<GraphEdge> Edges { get; init; } = [];
    public double ColumnWidth { get; init; } = 110;
    public double RowHeight { get; init; } = 70;
    public string? Title { get; init; }
    public string? Caption { get; init; }

    public GraphNode Find(string name) => Nodes.FirstOrDefault(n => n.Name == name)
        ?? throw new FigureException($"Graph: an edge must join two nodes of the graph ({string.Join(", ", Nodes.Select(n => n.Name))}), got \"{name}\". Add its Node first.");
}

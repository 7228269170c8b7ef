using System.Globalization;
using System.Xml.Linq;
using Curriculum.Lessons;

namespace Curriculum.Tests.Lessons;

public class NodeGraphTests
{
    private static NodeGraph Square => Figure.Graph().Node("x", 0, 0).Node("square", 1, 0.5, "square it").Edge("x", "square", above: "3", below: "6").Title("One step");

    [Fact]
    public void A_short_text_gets_a_circle_and_a_longer_one_a_box()
    {
        var names = XDocument.Parse(Square.ToSvg()).Descendants().Select(e => e.Name.LocalName).ToArray();
        Assert.Single(names, "circle");
        // The background and the box.
        Assert.Equal(2, names.Count(n => n == "rect"));
        // The arrow's line and its head.
        Assert.Equal(2, names.Count(n => n == "path"));
    }

    [Fact]
    public void Every_text_is_drawn_inside_the_page()
    {
        var svg = XDocument.Parse(Square.Caption("above: the value; below: the derivative").ToSvg());
        var texts = svg.Descendants().Where(e => e.Name.LocalName == "text").ToArray();
        Assert.Equal(["One step", "x", "square it", "3", "6"], texts.Take(5).Select(t => t.Value));
        double Number(XElement e, string name) => double.Parse(e.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        Assert.All(texts, t => Assert.InRange(Number(t, "x"), 0, Number(svg.Root!, "width")));
        Assert.All(texts, t => Assert.InRange(Number(t, "y"), 0, Number(svg.Root!, "height")));
    }

    [Fact]
    public void A_title_wider_than_the_graph_widens_the_page()
    {
        double Width(NodeGraph graph) => double.Parse(XDocument.Parse(graph.ToSvg()).Root!.Attribute("width")!.Value, CultureInfo.InvariantCulture);
        // No letter of a usual font is narrower than a quarter of its height.
        Assert.True(Width(Square.Title(new string('m', 60))) > 60 * 14 / 4);
        Assert.True(Width(Square.Title(new string('m', 60))) > Width(Square));
    }

    [Fact]
    public void An_arrow_ends_at_the_border_of_its_node()
    {
        // Two circles of radius 16, 110 apart: the head's tip is 16 before the middle of the second.
        var svg = XDocument.Parse(Figure.Graph().Node("a", 0, 0).Node("b", 1, 0).Edge("a", "b").ToSvg());
        var middles = svg.Descendants().Where(e => e.Name.LocalName == "circle").Select(e => double.Parse(e.Attribute("cx")!.Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(110, middles[1] - middles[0]);
        Assert.Contains(svg.Descendants(), e => e.Attribute("d")?.Value.StartsWith(FormattableString.Invariant($"M{middles[1] - 16} "), StringComparison.Ordinal) == true);
    }

    [Fact]
    public void The_text_lists_the_arrows_and_the_nodes_without_one() => Assert.Equal(
        "One step\n  x → square it  3 | 6\n  alone\nA note", Square.Node("alone", 0, 1).Caption("A note").ToString());

    [Fact]
    public void A_graph_that_cannot_be_drawn_says_why()
    {
        Assert.Equal("Graph: an edge must join two nodes of the graph (x, square), got \"y\". Add its Node first.", Assert.Throws<FigureException>(() => Square.Edge("x", "y")).Message);
        Assert.Equal("Graph: every node needs a name of its own, got \"x\" twice.", Assert.Throws<FigureException>(() => Square.Node("x", 2, 0)).Message);
        Assert.Equal("Graph: column and row of \"z\" must be 0 or more, got −1 and 0.", Assert.Throws<FigureException>(() => Square.Node("z", -1, 0)).Message);
        Assert.Equal("Graph: there must be at least one node. Add one with Node(name, column, row).", Assert.Throws<FigureException>(() => Figure.Graph().ToSvg()).Message);
        Assert.Equal("Graph: columns must be 60 pixels apart or more and rows 40, got 50 and 70.", Assert.Throws<FigureException>(() => Square.Spacing(50, 70)).Message);
    }
}

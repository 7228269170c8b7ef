using System.Xml.Linq;
using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Lessons;

namespace Curriculum.Tests.Lessons;

public class ImageSheetTests
{
    private static NdArray Ramp(params int[] shape) => NdArray.Arange(((Shape)shape).Size).Reshape(shape);

    [Fact]
    public void Images_are_shown_row_by_row_with_their_labels()
    {
        var svg = XDocument.Parse(Figure.Images(Ramp(5, 4, 6), columns: 3, labels: ["a", "b", "c", "d", "e"]).Title("five").ToSvg());
        var pictures = svg.Descendants().Where(e => e.Name.LocalName == "image").ToArray();
        Assert.Equal(5, pictures.Length);
        Assert.Equal(3, pictures.Select(p => p.Attribute("x")!.Value).Distinct().Count());
        Assert.Equal(2, pictures.Select(p => p.Attribute("y")!.Value).Distinct().Count());
        Assert.Equal(["five", "a", "b", "c", "d", "e"], svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
    }

    [Fact]
    public void Rows_of_pixels_are_folded_to_squares() => Assert.Equal(Figure.Images(Ramp(2, 3, 3)).ToSvg(), Figure.Images(Ramp(2, 9)).ToSvg());

    [Fact]
    public void The_text_shows_the_first_images_in_shades()
    {
        // A character is twice as high as wide, so a row of characters stands for two rows of pixels.
        var halves = NdArray.Of(new double[,,] { { { 0, 0, 0, 0 }, { 0, 0, 0, 0 }, { 1, 1, 1, 1 }, { 1, 1, 1, 1 } } });
        Assert.Equal("\n████\n1 image of 4 × 4, values 0 (black) … 1 (white).", Figure.Images(halves).ToString());
    }

    [Fact]
    public void A_wrong_shape_is_an_error_that_names_it()
    {
        Assert.Equal("Images: images must be [n, h, w], or [n, h·w] with h = w, got [2, 10]. Reshape them first.", Assert.Throws<FigureException>(() => Figure.Images(Ramp(2, 10))).Message);
        Assert.Equal("Images: labels must have one text an image (2), got 1.", Assert.Throws<FigureException>(() => Figure.Images(Ramp(2, 9), labels: ["a"])).Message);
        Assert.Equal("Heatmap: values must be [rows, columns], got [3]. Reshape it, or take one matrix of it.", Assert.Throws<FigureException>(() => Figure.Heatmap(NdArray.Of(1, 2, 3))).Message);
    }

    [Fact]
    public void An_array_gives_the_same_figures_as_csharp_arrays()
    {
        Assert.Equal(
            Figure.Heatmap(new double[,] { { 0, 1, 2 }, { 3, 4, 5 } }).XTitle("x").YTitle("y").ColorTitle("z").ToSvg(),
            Figure.Heatmap(Ramp(2, 3)).XTitle("x").YTitle("y").ColorTitle("z").ToSvg());
        Assert.Equal(Figure.Histogram([0, 1, 2, 3, 4, 5]).XTitle("x").ToSvg(), Figure.Histogram(Ramp(2, 3)).XTitle("x").ToSvg());
        Assert.Equal(Figure.Line([0, 1, 2], [0, 1, 2]).XTitle("x").YTitle("y").ToSvg(), Figure.Line(Ramp(3), Enumerable.Range(0, 3)).XTitle("x").YTitle("y").ToSvg());
        Assert.Equal(Figure.Histogram(Ramp(6)).XTitle("x").ToSvg(), Figure.Histogram(Tensor.Constant(Ramp(6))).XTitle("x").ToSvg());
    }
}

using System.Net;
using System.Reflection;
using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Display;
using Curriculum.Layers;
using Curriculum.Lessons;
using Curriculum.Training;
using Microsoft.DotNet.Interactive.Formatting;

namespace Curriculum.Tests.Lessons;

/// <summary>What a notebook host shows of the library's types, by convention alone.</summary>
public class FormatterTests
{
    private static readonly Chart Line = Figure.Line([0, 1], [0, 1]).XTitle("x").YTitle("y");

    public static TheoryData<object> Pictures => [Line, Figure.Grid(1, Line), Figure.Images(NdArray.Zeros(1, 2, 2))];

    public static TheoryData<object> Pages => [NdArray.Of(1, 2), new Table("a").Row(1), Confirm.Show("D2S1-2"), Exercise.Show("D2S1-X1"), Claims.Of("day2/section1", "digits")];

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_figure_is_shown_as_svg_with_a_twin_in_text(object figure)
    {
        Assert.Equal(["image/svg+xml", "text/plain"], Formatter.GetPreferredMimeTypesFor(figure.GetType()));
        Assert.Equal(((Figure)figure).ToSvg(), figure.ToDisplayString("image/svg+xml"));
        Assert.Equal(((Figure)figure).ToSvg(), figure.ToDisplayString("text/html"));
        Assert.Equal(figure.ToString(), figure.ToDisplayString("text/plain"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void An_array_a_card_or_a_table_is_shown_as_html_with_a_twin_in_text(object card)
    {
        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(card.GetType()));
        Assert.Equal(((IHtmlView)card).ToHtml(), card.ToDisplayString("text/html"));
        Assert.Equal(card.ToString(), card.ToDisplayString("text/plain"));
    }

    public static TheoryData<object> Texts
    {
        get
        {
            var layer = Linear.Create(2, 3, new RandomState(0));
            var history = new History();
            history.Record("loss", 0, 2.3);
            return [Shape.Create([2, 3]), Tensor.Variable(NdArray.Of(1, 2), "w"), GradientCheck.Run(x => x.Exp(), NdArray.Of(1, 2)), layer, new Sequential(layer, new Sigmoid()), layer.Parameters[0], history, history["loss"]];
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_the_other_rooms_make_is_shown_as_its_text(object value)
    {
        Assert.Equal(["text/plain"], Formatter.GetPreferredMimeTypesFor(value.GetType()));
        Assert.Equal(value.ToString(), value.ToDisplayString("text/plain"));
        Assert.Equal($"<pre>{WebUtility.HtmlEncode(value.ToString())}</pre>", value.ToDisplayString("text/html"));
    }

    [Fact]
    public void A_figure_that_lacks_a_title_says_so_when_it_is_shown()
    {
        var problem = Assert.ThrowsAny<Exception>(() => Figure.Line([0, 1], [0, 1]).ToDisplayString("image/svg+xml"));
        while (problem.InnerException is not null) problem = problem.InnerException;
        Assert.IsType<FigureException>(problem);
    }

    [Fact]
    public void Every_public_type_with_a_view_of_its_own_tells_hosts_of_it()
    {
        var views = typeof(Figure).Assembly.GetExportedTypes().Where(t => !t.IsAbstract && (typeof(IHtmlView).IsAssignableFrom(t) || typeof(ISvgView).IsAssignableFrom(t))).ToArray();
        Assert.NotEmpty(views);
        Assert.All(views, t => Assert.NotNull(t.GetCustomAttribute<Curriculum.Display.TypeFormatterSourceAttribute>()));
    }
}

using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Curriculum.Engine.Export;

/// <summary>Renders a block between lines of <c>$$</c> as MathML.</summary>
internal sealed class MathBlockRenderer(List<string> problems) : HtmlObjectRenderer<MathBlock>
{
    protected override void Write(HtmlRenderer renderer, MathBlock obj) =>
        renderer.Write("<p>").Write(Formula.ToHtml(obj.Lines.ToString(), isDisplay: true, problems)).WriteLine("</p>");
}

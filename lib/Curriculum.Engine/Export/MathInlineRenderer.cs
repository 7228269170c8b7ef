using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Curriculum.Engine.Export;

/// <summary>Renders <c>$…$</c>, and <c>$$…$$</c> within a line, as MathML.</summary>
internal sealed class MathInlineRenderer(List<string> problems) : HtmlObjectRenderer<MathInline>
{
    protected override void Write(HtmlRenderer renderer, MathInline obj) =>
        renderer.Write(Formula.ToHtml(obj.Content.ToString(), isDisplay: obj.DelimiterCount == 2, problems));
}

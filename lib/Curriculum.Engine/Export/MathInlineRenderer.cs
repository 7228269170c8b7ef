using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Curriculum.Engine.Export;

/// <summary>Renders <c>$…$</c>, and <c>$$…$$</c> within a line, as MathML.</summary>
internal sealed class MathInlineRenderer(List<string> problems) : HtmlObjectRenderer<MathInline>
{
    private const string Closing = ".,;:!?)]”’、。，．：；！？）」』";

    protected override void Write(HtmlRenderer renderer, MathInline obj)
    {
        var formula = Formula.ToHtml(obj.Content.ToString(), isDisplay: obj.DelimiterCount == 2, problems);
        var stops = obj.NextSibling is LiteralInline next ? TakeStops(next) : "";
        // Browsers may break the line after a formula, whatever follows, even a word joiner: the next line would begin with a full stop.
        renderer.Write(stops.Length == 0 ? formula : $"""<span class="tied">{formula}{stops}</span>""");
    }

    private static string TakeStops(LiteralInline text)
    {
        var start = text.Content.Start;
        while (!text.Content.IsEmpty && Closing.Contains(text.Content.CurrentChar)) text.Content.SkipChar();
        return text.Content.Text[start..text.Content.Start];
    }
}

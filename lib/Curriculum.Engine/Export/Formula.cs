using Curriculum.Engine.Export.Mathematics;

namespace Curriculum.Engine.Export;

/// <summary>A formula on the page.</summary>
internal static class Formula
{
    /// <summary>MathML; or, when it cannot be converted, the source with the reason beside it, which is also added to <paramref name="problems"/>.</summary>
    public static string ToHtml(string formula, bool isDisplay, List<string> problems)
    {
        try
        {
            return TexToMathMl.Convert(formula, isDisplay);
        }
        catch (TexException error)
        {
            problems.Add(error.Message);
            return $"""<code class="formula-error" title="{HtmlText.Encode(error.Message)}">${HtmlText.Encode(formula.Trim())}$</code>""";
        }
    }
}

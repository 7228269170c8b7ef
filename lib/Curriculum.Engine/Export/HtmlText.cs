namespace Curriculum.Engine.Export;

/// <summary>Text in HTML.</summary>
internal static class HtmlText
{
    /// <summary>Quotes what HTML would take for markup, and nothing else: the page is UTF-8 and its source is to be read.</summary>
    public static string Encode(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");
}

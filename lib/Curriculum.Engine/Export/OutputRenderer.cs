using System.Text;
using System.Text.RegularExpressions;
using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Export;

/// <summary>Outputs as HTML, each in its richest representation.</summary>
internal static partial class OutputRenderer
{
    private static readonly string[] RichestFirst =
        [MimeTypes.Html, MimeTypes.Svg, MimeTypes.Png, MimeTypes.Jpeg, MimeTypes.Latex, MimeTypes.Markdown, MimeTypes.Plain];

    public static string Render(IEnumerable<CellOutput> outputs, MarkdownRenderer markdown, List<string> problems)
    {
        var html = new StringBuilder();
        foreach (var output in outputs)
            html.Append($"""<div class="output">{Render(output, markdown, problems)}</div>{"\n"}""");
        return html.ToString();
    }

    private static string Render(CellOutput output, MarkdownRenderer markdown, List<string> problems) => output switch
    {
        StreamOutput { Name: StreamName.Output } stream => Pre("stdout", stream.Text),
        StreamOutput stream => Pre("stderr", stream.Text),
        ErrorOutput error => Pre("error", error.PlainText),
        DataOutput data => Render(data.Data, markdown, problems),
        _ => "",
    };

    private static string Render(MimeBundle data, MarkdownRenderer markdown, List<string> problems)
    {
        var mimeType = RichestFirst.FirstOrDefault(data.ContainsKey) ?? data.Keys.FirstOrDefault() ?? MimeTypes.Plain;
        var text = data.GetValueOrDefault(mimeType) ?? "";
        return mimeType switch
        {
            // A script would want the network, or a page that is not there.
            MimeTypes.Html or MimeTypes.Svg => Script().Replace(text, ""),
            MimeTypes.Png or MimeTypes.Jpeg => $"""<img alt="{HtmlText.Encode(data.PlainText ?? "image")}" src="data:{mimeType};base64,{text.ReplaceLineEndings("")}">""",
            MimeTypes.Latex or MimeTypes.Markdown => markdown.Render(text, attachments: null, problems),
            _ => Pre("value", text),
        };
    }

    private static string Pre(string cssClass, string text) => $"""<pre class="{cssClass}">{HtmlText.Encode(text.TrimEnd('\n'))}</pre>""";

    [GeneratedRegex(@"<script\b[^>]*>.*?</script\s*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Script();
}

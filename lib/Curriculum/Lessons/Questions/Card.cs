using System.Net;
using System.Text;
using Curriculum.Lessons.Figures;

namespace Curriculum.Lessons.Questions;

/// <summary>How a card speaks: a mark, a headline and paragraphs, some with a label.</summary>
internal sealed record Card(string Mark, string Color, string Id, Func<Language, string> Headline, Func<Language, IEnumerable<(string? Label, string Text)>> Paragraphs)
{
    private const int TerminalColumns = 100;

    /// <summary>English, with the Japanese one click below.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder();
        html.Append($"<div style=\"border-left:4px solid {Color};background:#f7f7f5;color:#222;padding:10px 14px;border-radius:4px;max-width:46em;line-height:1.5\">\n");
        Write(html, Language.English);
        html.Append("<details style=\"margin-top:8px\"><summary>日本語</summary>\n");
        Write(html, Language.Japanese);
        return html.Append("</details>\n</div>").ToString();
    }

    /// <summary>Both languages, one after the other, for a terminal.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var language in new[] { Language.English, Language.Japanese })
        {
            if (language == Language.Japanese) text.Append('\n');
            text.Append($"{Mark} {Id}  {Headline(language)}\n");
            foreach (var (label, paragraph) in Paragraphs(language))
                foreach (var line in TextMeasure.WrapColumns((label is null ? "" : char.IsLetter(label[^1]) ? label + ": " : label + " ") + paragraph.Replace("`", "", StringComparison.Ordinal), TerminalColumns)) text.Append($"  {line}\n");
        }
        return text.ToString().TrimEnd('\n');
    }

    private void Write(StringBuilder html, Language language)
    {
        html.Append($"<div><strong>{Mark} {Escape(Id)}</strong> · {Escape(Headline(language))}</div>\n");
        foreach (var (label, paragraph) in Paragraphs(language))
            html.Append($"<div style=\"margin-top:6px\">{(label is null ? "" : $"<strong>{Escape(label)}</strong>  ")}{Inline(paragraph)}</div>\n");
    }

    /// <summary>`code` as code, everything else as it is.</summary>
    private static string Inline(string text)
    {
        var parts = text.Split('`');
        return string.Concat(parts.Select((p, i) => i % 2 == 0 || i == parts.Length - 1 ? Escape(p) : $"<code style=\"white-space:pre-wrap\">{Escape(p)}</code>"));
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text).Replace("&#39;", "'", StringComparison.Ordinal);
}

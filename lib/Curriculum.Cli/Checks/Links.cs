using System.Text;
using System.Text.RegularExpressions;

namespace Curriculum.Cli.Checks;

/// <summary>Finds the links of a text in Markdown and says which lead nowhere. Addresses of the web are looked at for their form only: a check needs no network.</summary>
internal static partial class Links
{
    /// <summary>The links that lead nowhere, each with what is wrong.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="folder">The folder that relative links start from.</param>
    /// <param name="anchors">The headings and names in the same document that <c>#…</c> may mean.</param>
    public static IEnumerable<(string Link, string Trouble)> Dead(string markdown, string folder, IReadOnlySet<string> anchors) =>
        from link in Targets(markdown)
        let trouble = Trouble(link, folder, anchors)
        where trouble is not null
        select (link, trouble);

    /// <summary>What <c>#…</c> may mean in a document: its headings, in the spelling of Jupyter and of web pages of repositories, and its named places.</summary>
    public static IReadOnlySet<string> Anchors(string markdown)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match heading in Heading().Matches(WithoutCode(markdown)))
        {
            var text = heading.Groups["text"].Value.Trim();
            anchors.Add(text.Replace(' ', '-'));
            anchors.Add(Slug(text));
        }
        foreach (Match place in NamedPlace().Matches(markdown)) anchors.Add(place.Groups["name"].Value);
        return anchors;
    }

    private static IEnumerable<string> Targets(string markdown)
    {
        var text = WithoutCode(markdown);
        return MarkdownLink().Matches(text).Concat(HtmlLink().Matches(text)).Select(match => match.Groups["target"].Value.Trim('<', '>')).Distinct();
    }

    private static string? Trouble(string link, string folder, IReadOnlySet<string> anchors)
    {
        if (Scheme().IsMatch(link))
            return Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme is not ("http" or "https") || address.Host.Contains('.')) ? null : "it is no address";
        var parts = link.Split('#', 2);
        var (path, fragment) = (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null);
        if (path.Length == 0) return fragment is { Length: > 0 } && anchors.Contains(fragment) ? null : "no heading here is called so";
        if (path.StartsWith('/')) return "it starts at the root of a machine";
        return Path.Exists(Path.GetFullPath(path, folder)) ? null : "there is no such file";
    }

    private static string Slug(string heading)
    {
        var slug = new StringBuilder();
        foreach (var letter in heading.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(letter) || letter is '-' or '_') slug.Append(letter);
            else if (letter == ' ') slug.Append('-');
        }
        return slug.ToString();
    }

    private static string WithoutCode(string markdown) => CodeSpan().Replace(CodeFence().Replace(markdown, ""), "");

    [GeneratedRegex(@"\]\((?<target><[^>\n]+>|[^()\s]+(?:\([^()\s]*\)[^()\s]*)*)(?:\s+""[^""]*"")?\)")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"<(?:a|img)\s[^>]*?(?:href|src)\s*=\s*""(?<target>[^""]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex HtmlLink();

    [GeneratedRegex(@"^\s{0,3}#{1,6}\s+(?<text>.+?)\s*#*\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"<[a-z0-9]+\s[^>]*?(?:id|name)\s*=\s*""(?<name>[^""]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex NamedPlace();

    [GeneratedRegex("^[a-z][a-z0-9+.-]*:", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeFence();

    [GeneratedRegex(@"`[^`\n]+`")]
    private static partial Regex CodeSpan();
}

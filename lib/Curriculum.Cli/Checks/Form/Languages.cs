using System.Text.RegularExpressions;

namespace Curriculum.Cli.Checks.Form;

/// <summary>The two languages of a cell of prose: English in sight, the same in Japanese one click below.</summary>
internal static partial class Languages
{
    /// <summary>What is missing; empty when both languages are there.</summary>
    public static IEnumerable<string> Problems(string markdown)
    {
        var folded = Japanese().Matches(markdown);
        var open = CodeFence().Replace(Japanese().Replace(markdown, ""), "");
        var lines = open.Split('\n').Select(line => line.Trim()).ToList();
        foreach (var heading in lines.Where(line => line.StartsWith('#')))
        {
            if (!JapaneseLetter().IsMatch(heading) || !LatinLetter().IsMatch(heading)) yield return $"the heading must be in both languages, got '{heading}'.";
        }
        var prose = Formula().Replace(string.Join('\n', lines.Where(line => !line.StartsWith('#'))), "");
        if (LatinLetter().IsMatch(prose) && folded.Count == 0) yield return "the Japanese is missing: <details><summary>日本語</summary> … </details>.";
        if (folded.Count > 0 && !LatinLetter().IsMatch(prose)) yield return "the English is missing: only the Japanese part has text.";
        if (folded.Any(part => !JapaneseLetter().IsMatch(part.Groups["body"].Value))) yield return "the part named 日本語 has no Japanese in it.";
    }

    [GeneratedRegex(@"<details>\s*<summary>\s*日本語\s*</summary>(?<body>.*?)</details>", RegexOptions.Singleline)]
    private static partial Regex Japanese();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeFence();

    [GeneratedRegex(@"\$\$.*?\$\$|\$[^$\n]+\$|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Formula();

    // Hiragana, katakana and the unified ideographs.
    [GeneratedRegex(@"[\u3040-\u30ff\u4e00-\u9fff]")]
    private static partial Regex JapaneseLetter();

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex LatinLetter();
}

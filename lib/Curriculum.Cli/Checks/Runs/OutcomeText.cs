using System.Text.RegularExpressions;

namespace Curriculum.Cli.Checks.Runs;

/// <summary>Reads the outcomes out of a table of claims as text.</summary>
internal static partial class OutcomeText
{
    /// <summary>The outcomes in the order of the claims, each with its mark: "✓ reproduced", "✓ 再現".</summary>
    public static IReadOnlyList<(string English, string Japanese)> In(string table) =>
        [.. Margin().Matches(table).Select(match => ($"{match.Groups["mark"].Value} {match.Groups["en"].Value}", $"{match.Groups["mark"].Value} {match.Groups["ja"].Value}"))];

    // Only outcomes begin at the margin with a mark; what is said of them is indented, and notes begin with a word.
    [GeneratedRegex("^(?<mark>[·✓✗≈◦–]) (?<en>[a-z ]+[a-z]) · (?<ja>.+)$", RegexOptions.Multiline)]
    private static partial Regex Margin();
}

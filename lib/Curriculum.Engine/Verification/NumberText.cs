using System.Globalization;
using System.Text.RegularExpressions;
using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Verification;

/// <summary>Sees text as words with numbers between them.</summary>
internal static partial class NumberText
{
    /// <summary>The text with every number replaced by <c>#</c> and every run of blanks by one blank: its form without its values.</summary>
    public static string Masked(string text) => Blanks().Replace(Number().Replace(text, "#"), " ");

    /// <summary>Whether two texts have the same words, and numbers that the tolerance accepts.</summary>
    public static bool AreClose(string expected, string actual, Tolerance tolerance)
    {
        if (expected == actual)
            return true;
        if (Number().Replace(expected, "#") != Number().Replace(actual, "#"))
            return false;
        return Numbers(expected).Zip(Numbers(actual)).All(pair => tolerance.Accepts(pair.First, pair.Second));
    }

    private static IEnumerable<double> Numbers(string text) =>
        Number().Matches(text).Select(match => match.ValueSpan switch
        {
            "NaN" => double.NaN,
            "∞" or "+∞" => double.PositiveInfinity,
            "-∞" => double.NegativeInfinity,
            var digits => double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture),
        });

    // The sign belongs to the number only where no word or number ends before it: the minus of 3-2 does not.
    [GeneratedRegex(@"(?:(?<![\w.)])[-+])?(?:∞|\bNaN\b|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)")]
    private static partial Regex Number();

    [GeneratedRegex(@"[ \t]+")]
    private static partial Regex Blanks();
}

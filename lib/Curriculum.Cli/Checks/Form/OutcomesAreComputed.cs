using System.Text.RegularExpressions;
using Curriculum.Cli.Course;

namespace Curriculum.Cli.Checks.Form;

/// <summary>What became of a claim is computed by <c>Claims</c>, never written by hand: not in a table of prose, and not as a text in a cell.</summary>
internal sealed partial class OutcomesAreComputed : IFormRule
{
    private const string Cure = "Show the table of `Claims.Of(…)`: it computes the outcome from the bands and the measurements.";

    public IEnumerable<Problem> Problems(StoredLesson lesson) =>
        lesson.Prose.Select(cell => (cell.Id, Match: TableCell().Match(cell.Source)))
            .Concat(lesson.Code.Select(cell => (cell.Id, Match: Literal().Match(cell.Source))))
            .Where(found => found.Match.Success)
            .Select(found => new Problem(lesson.Name, found.Id, $"the outcome of a claim is written by hand: {found.Match.Value.Trim()}.", Cure));

    [GeneratedRegex(@"\|\s*[✓✗≈◦–]?\s*(reproduced|refuted|too strong|illustrated|再現|反証|言い過ぎ|例示)\s*\|", RegexOptions.IgnoreCase)]
    private static partial Regex TableCell();

    [GeneratedRegex("""
        "\s*[✓✗≈◦–]?\s*(reproduced|refuted|再現|反証)\s*"
        """, RegexOptions.IgnoreCase)]
    private static partial Regex Literal();
}

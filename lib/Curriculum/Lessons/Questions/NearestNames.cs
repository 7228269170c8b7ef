namespace Curriculum.Lessons.Questions;

/// <summary>What a mistyped name probably meant.</summary>
internal static class NearestNames
{
    /// <summary>The names with the fewest edits, nearest first.</summary>
    public static IEnumerable<string> Of(string typed, IEnumerable<string> names, int count) =>
        names.OrderBy(n => Distance(typed.ToUpperInvariant(), n.ToUpperInvariant())).ThenBy(n => n, StringComparer.Ordinal).Take(count);

    /// <summary>Levenshtein's distance: insertions, deletions and replacements.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}

namespace Curriculum.Engine.Execution;

/// <summary>Finds the names that a learner probably meant.</summary>
public static class NearestNames
{
    /// <summary>At most three of <paramref name="names"/>, nearest first; none when nothing is near.</summary>
    public static IReadOnlyList<string> Of(string wanted, IEnumerable<string> names)
    {
        var ranked =
            from name in names.Distinct(StringComparer.OrdinalIgnoreCase)
            let distance = Distance(wanted.ToLowerInvariant(), name.ToLowerInvariant())
            where distance <= Math.Max(1, wanted.Length / 3) || (wanted.Length > 2 && name.Contains(wanted, StringComparison.OrdinalIgnoreCase))
            orderby distance, name
            select name;
        return [.. ranked.Take(3)];
    }

    /// <summary>A sentence that offers the nearest names, or an empty string.</summary>
    public static string Suggestion(string wanted, IEnumerable<string> names)
    {
        var near = Of(wanted, names);
        return near.Count == 0 ? "" : $"Did you mean {string.Join(" or ", near)}?";
    }

    /// <summary>The number of letters to insert, delete, replace or swap with a neighbour (optimal string alignment).</summary>
    public static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replaced, 1 + Math.Min(d[i - 1, j], d[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}

using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Curriculum.Engine.Verification;

/// <summary>A diff that fits on a screen: changed lines with a little context, long lines cut around the first change.</summary>
internal static class ReadableDiff
{
    private const int Context = 2;
    private const int MaxLines = 40;
    private const int MaxWidth = 140;

    /// <summary>The changed lines: <c>- </c> stored, <c>+ </c> fresh, two blanks for context.</summary>
    public static string Between(string expected, string actual)
    {
        var pieces = new InlineDiffBuilder(new Differ()).BuildDiffModel(expected, actual, ignoreWhitespace: false).Lines;
        var lines = new List<string>();
        var gap = false;
        for (var i = 0; i < pieces.Count; i++)
        {
            var isNear = Enumerable.Range(i - Context, (2 * Context) + 1).Any(j => j >= 0 && j < pieces.Count && pieces[j].Type != ChangeType.Unchanged);
            if (!isNear)
            {
                gap = lines.Count > 0;
                continue;
            }
            if (gap)
                lines.Add("  …");
            gap = false;
            lines.Add(Line(pieces, i));
        }
        return string.Join('\n', lines.Count <= MaxLines ? lines : [.. lines.Take(MaxLines), $"  … and {lines.Count - MaxLines} lines more"]);
    }

    /// <summary>The first line in which two texts differ, in both, cut to a width that can be read.</summary>
    public static (string Expected, string Actual) FirstDifference(string expected, string actual)
    {
        var (stored, fresh) = (expected.Split('\n'), actual.Split('\n'));
        var at = Enumerable.Range(0, Math.Max(stored.Length, fresh.Length)).First(i => stored.ElementAtOrDefault(i) != fresh.ElementAtOrDefault(i));
        return Cut(LineOrNothing(stored, at), LineOrNothing(fresh, at));
    }

    private static string LineOrNothing(string[] lines, int at) =>
        at < lines.Length && lines is not [""] ? lines[at] : "(nothing)";

    private static string Line(List<DiffPiece> pieces, int index)
    {
        var text = pieces[index].Text;
        switch (pieces[index].Type)
        {
            case ChangeType.Deleted:
                return "- " + Cut(text, Partner(ChangeType.Deleted, ChangeType.Inserted)).First;
            case ChangeType.Inserted:
                return "+ " + Cut(text, Partner(ChangeType.Inserted, ChangeType.Deleted)).First;
            default:
                return "  " + Cut(text, text).First;
        }

        // Lines of a changed block come as k deleted, then k inserted: the partner is as far into the other half.
        string Partner(ChangeType own, ChangeType other)
        {
            var first = index;
            while (first > 0 && pieces[first - 1].Type == own)
                first--;
            var last = index;
            while (last + 1 < pieces.Count && pieces[last + 1].Type == own)
                last++;
            var partner = other == ChangeType.Inserted ? last + 1 + (index - first) : first - (last - first + 1) + (index - first);
            return partner >= 0 && partner < pieces.Count && pieces[partner].Type == other ? pieces[partner].Text : text;
        }
    }

    private static (string First, string Second) Cut(string first, string second)
    {
        if (Math.Max(first.Length, second.Length) <= MaxWidth)
            return (first, second);
        var common = first.AsSpan().CommonPrefixLength(second);
        // The change stands in the first half of the window; where nothing changed, the line's beginning is shown.
        var start = common == Math.Min(first.Length, second.Length) && first.Length == second.Length ? 0 : Math.Max(0, common - (MaxWidth / 3));
        return (Window(first, start), Window(second, start));
    }

    private static string Window(string text, int start)
    {
        var from = Math.Min(start, text.Length);
        var to = Math.Min(text.Length, from + MaxWidth);
        return (from > 0 ? "…" : "") + text[from..to] + (to < text.Length ? "…" : "");
    }
}

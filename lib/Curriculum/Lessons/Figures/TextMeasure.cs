using System.Text;

namespace Curriculum.Lessons.Figures;

/// <summary>How wide a text will be, estimated generously: the reader's font is not known.</summary>
internal static class TextMeasure
{
    /// <summary>The width in pixels of <paramref name="text"/> at <paramref name="size"/> pixels.</summary>
    public static double Width(string text, double size)
    {
        var ems = 0.0;
        foreach (var rune in text.EnumerateRunes()) ems += Ems(rune);
        return ems * size;
    }

    /// <summary>Breaks a text into lines no wider than <paramref name="width"/>, at spaces and between Japanese characters.</summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width) => Wrap(text, width, t => Width(t, size));

    /// <summary>Breaks a text into lines of at most so many terminal columns.</summary>
    public static IReadOnlyList<string> WrapColumns(string text, int columns) => Wrap(text, columns, t => Columns(t));

    private static List<string> Wrap(string text, double width, Func<string, double> measure)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = new StringBuilder();
            foreach (var piece in Pieces(paragraph))
            {
                if (line.Length > 0 && measure((line + piece).TrimEnd()) > width)
                {
                    lines.Add(line.ToString().TrimEnd());
                    line.Clear();
                }
                line.Append(line.Length == 0 && lines.Count > 0 ? piece.TrimStart() : piece);
            }
            lines.Add(line.ToString().TrimEnd());
        }
        return lines;
    }

    /// <summary>Columns in a terminal: two for a Japanese character.</summary>
    public static int Columns(string text) => text.EnumerateRunes().Sum(r => IsWide(r.Value) ? 2 : 1);

    /// <summary>Pads with spaces to <paramref name="columns"/> terminal columns.</summary>
    public static string Pad(string text, int columns) => text + new string(' ', Math.Max(0, columns - Columns(text)));

    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            // Japanese punctuation must not begin a line, so it stays with the character before it.
            if (IsWide(rune.Value) && !"、。」）・ー".Contains(rune.ToString(), StringComparison.Ordinal) && piece.Length > 0)
            {
                yield return piece.ToString();
                piece.Clear();
            }
            piece.Append(rune.ToString());
            if (rune.Value != ' ') continue;
            yield return piece.ToString();
            piece.Clear();
        }
        if (piece.Length > 0) yield return piece.ToString();
    }

    private static double Ems(Rune rune) => rune.Value switch
    {
        _ when IsWide(rune.Value) => 1,
        'i' or 'j' or 'l' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or ' ' or 'I' => 0.32,
        'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '-' or '/' => 0.40,
        >= '⁰' and <= '⁹' or '²' or '³' or '¹' or '⁻' => 0.42,
        'm' or 'w' or 'M' or 'W' or '%' or '@' => 0.92,
        >= 'A' and <= 'Z' or '+' or '=' or '<' or '>' or '~' => 0.72,
        _ => 0.60,
    };

    private static bool IsWide(int c) => c is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF);
}

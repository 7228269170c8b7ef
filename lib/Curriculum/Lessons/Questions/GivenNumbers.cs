using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Curriculum.Lessons.Questions;

/// <summary>Reads the numbers of an answer, however it was written: 7, 7 · (7, 7) · "7×7" · "1/4" · an array.</summary>
internal static partial class GivenNumbers
{
    /// <summary>The numbers, or null when something in the answer is none.</summary>
    public static double[]? Read(IReadOnlyList<object?> given)
    {
        var numbers = new List<double>();
        return given.Count > 0 && given.All(item => Add(item, numbers)) ? [.. numbers] : null;
    }

    /// <summary>Whether two numbers are the same answer.</summary>
    public static bool Same(double a, double b, double tolerance) => a == b || Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Abs(b));

    public static bool Same(double[] a, double[] b, double tolerance) => a.Length == b.Length && a.Zip(b).All(p => Same(p.First, p.Second, tolerance));

    /// <summary>The same with the commas taken out that only group digits: "37,748,736".</summary>
    public static object?[] Ungrouped(IReadOnlyList<object?> given) => [.. given.Select(item => item is string text ? Grouping().Replace(text, "") : item)];

    private static bool Add(object? item, List<double> numbers)
    {
        switch (item)
        {
            case null or bool:
                return false;
            case string text:
                return Separators().Split(WithoutBrackets(text.Trim())).All(part => AddText(part, numbers));
            case char digit:
                return AddText(digit.ToString(), numbers);
            case ITuple tuple:
                return Enumerable.Range(0, tuple.Length).All(i => Add(tuple[i], numbers));
            case System.Collections.IEnumerable sequence:
                return sequence.Cast<object?>().All(i => Add(i, numbers));
            case IConvertible number:
                numbers.Add(number.ToDouble(null));
                return true;
            default:
                return false;
        }
    }

    private static bool AddText(string text, List<double> numbers)
    {
        try
        {
            numbers.Add(Formula.Parse(text.EndsWith('%') ? text[..^1] + "/100" : text)([]));
            return true;
        }
        catch (UnreadableAnswerException)
        {
            return false;
        }
    }

    // "(7, 7)", not "(1 + 2)*(3 + 4)": the first bracket is closed by the last.
    private static string WithoutBrackets(string text)
    {
        if (text.Length < 2 || (text[0], text[^1]) is not (('(', ')') or ('[', ']'))) return text;
        var depth = 0;
        for (var i = 0; i < text.Length - 1; i++)
        {
            depth += text[i] is '(' or '[' ? 1 : text[i] is ')' or ']' ? -1 : 0;
            if (depth == 0) return text;
        }
        return text[1..^1];
    }

    [GeneratedRegex(@"(?<=\d),(?=\d{3}(?!\d))")]
    private static partial Regex Grouping();

    // Between two digits an x is a "by": 7x7, 7 × 7; a comma or a blank ends a number.
    [GeneratedRegex(@"(?<=\d)\s*[x×✕ｘX]\s*(?=\d)|\s*[,、;]\s*|(?<=\d)\s+(?=\d)")]
    private static partial Regex Separators();
}

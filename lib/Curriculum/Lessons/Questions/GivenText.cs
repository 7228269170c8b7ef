using System.Collections;
using System.Runtime.CompilerServices;

namespace Curriculum.Lessons.Questions;

/// <summary>An answer as it is repeated on the card.</summary>
internal static class GivenText
{
    public static string Of(IReadOnlyList<object?> given) => string.Join(", ", given.Select(Of));

    private static string Of(object? item) => item switch
    {
        null => "null",
        string text => text,
        Delegate => "(a function)",
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i])))})",
        bool flag => flag ? "true" : "false",
        IConvertible number => Convert.ToString(number, System.Globalization.CultureInfo.InvariantCulture) ?? "",
        IEnumerable sequence => $"[{string.Join(", ", sequence.Cast<object?>().Take(8).Select(Of))}]",
        _ => item.ToString() ?? "",
    };
}

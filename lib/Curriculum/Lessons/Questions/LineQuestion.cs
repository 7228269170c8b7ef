using System.Text.RegularExpressions;

namespace Curriculum.Lessons.Questions;

/// <summary>Which line (or lines) of a program does it: by number, or by the text of the line.</summary>
internal sealed partial record LineQuestion : Question
{
    /// <summary>The program; its lines are numbered from 1.</summary>
    public required string[] Code { get; init; }

    /// <summary>The lists of line numbers that are right.</summary>
    public required int[][] Right { get; init; }

    /// <summary>Whether the order counts, as in "which line is the numerator, and which the denominator".</summary>
    public bool InOrder { get; init; }

    public override IEnumerable<string> Lines(Language language) => Code.Select((line, i) => $"`{i + 1,2}  {line}`");

    public override Grade Grade(IReadOnlyList<object?> given)
    {
        if (Read(given) is not { } lines)
            return Questions.Grade.Unreadable($"Answer with line numbers from 1 to {Code.Length}, or with the text of a line.", $"1 から {Code.Length} までの行番号か、その行の文で答えてください。");
        return Right.Any(r => Same(lines, r)) ? Questions.Grade.Right : Wrong(m => Read(m.Values) is { } mistake && Same(lines, mistake));
    }

    private bool Same(IReadOnlyList<int> a, IReadOnlyList<int> b) => InOrder ? a.SequenceEqual(b) : a.ToHashSet().SetEquals(b);

    private List<int>? Read(IReadOnlyList<object?> given)
    {
        var lines = new List<int>();
        foreach (var item in given)
        {
            if (item is string text && Array.FindIndex(Code, c => Plain(c) == Plain(text)) is >= 0 and var place) lines.Add(place + 1);
            else if (GivenNumbers.Read([item]) is { } numbers && numbers.All(n => n >= 1 && n <= Code.Length && n == Math.Floor(n))) lines.AddRange(numbers.Select(n => (int)n));
            else return null;
        }
        return lines.Count > 0 ? lines : null;
    }

    private static string Plain(string line) => Blanks().Replace(line.Split("//")[0], "").TrimEnd(';');

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

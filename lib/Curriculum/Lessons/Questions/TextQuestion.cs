using System.Text.RegularExpressions;

namespace Curriculum.Lessons.Questions;

/// <summary>A few sentences. They are never graded right: the learner compares them with the model answer, point by point.</summary>
internal sealed record TextQuestion : Question
{
    private const int Shortest = 12;

    // What takes two or three letters of the alphabet takes one character of Japanese.
    private const char FirstEastAsian = '\u2e80';

    /// <summary>What a good answer says.</summary>
    public required Bilingual[] KeyPoints { get; init; }

    public override Grade Grade(IReadOnlyList<object?> given)
    {
        if (given is not [string text] || text.Trim().Sum(c => c < FirstEastAsian ? 1 : 2) < Shortest)
            return Questions.Grade.Unreadable($"Answer in a sentence or two: `Confirm.Answer(\"{Id}\", \"…\")`.", $"一、二文で答えてください: `Confirm.Answer(\"{Id}\", \"…\")`");
        var slip = Mistakes.FirstOrDefault(m => m.Signs.Any(s => Regex.IsMatch(text, s, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)));
        return slip is null ? new(Outcome.Open) : new(Outcome.Wrong, slip.Say);
    }
}

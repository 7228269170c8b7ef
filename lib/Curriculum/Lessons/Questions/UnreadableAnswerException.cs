namespace Curriculum.Lessons.Questions;

/// <summary>An answer is not of the kind that is asked for; the reason in both languages.</summary>
internal sealed class UnreadableAnswerException(string en, string ja) : FormatException(en)
{
    /// <summary>What cannot be read, and why.</summary>
    public Bilingual Reason { get; } = new(en, ja);
}

namespace Curriculum.Lessons.Questions;

/// <summary>What became of an answer.</summary>
internal enum Outcome
{
    /// <summary>Right.</summary>
    Right,

    /// <summary>Wrong.</summary>
    Wrong,

    /// <summary>A free text: the learner compares it with the model answer.</summary>
    Open,

    /// <summary>Not an answer of the kind that is asked for; it does not count as a try.</summary>
    Unreadable,
}

/// <summary>An outcome with what there is to say about this very answer.</summary>
internal sealed record Grade(Outcome Outcome, Bilingual? Remark = null)
{
    public static Grade Right { get; } = new(Outcome.Right);

    public static Grade Unreadable(string en, string ja) => new(Outcome.Unreadable, new(en, ja));
}

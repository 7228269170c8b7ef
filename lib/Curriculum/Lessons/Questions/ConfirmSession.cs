using System.Collections.Concurrent;

namespace Curriculum.Lessons.Questions;

/// <summary>What a learner has tried since the notebook was started.</summary>
internal sealed class ConfirmSession
{
    /// <summary>On this wrong try the answer is shown.</summary>
    public const int TriesBeforeTheAnswer = 3;

    private readonly ConcurrentDictionary<string, int> _wrong = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The session of this process.</summary>
    public static ConfirmSession Current { get; } = new();

    /// <summary>Judges an answer and says what to show.</summary>
    public ConfirmCard Answer(Question question, IReadOnlyList<object?> given)
    {
        var grade = question.Grade(given);
        var wrong = grade.Outcome switch
        {
            Outcome.Wrong => _wrong.AddOrUpdate(question.Id, 1, (_, n) => n + 1),
            _ => _wrong.GetValueOrDefault(question.Id),
        };
        return new(question, grade, GivenText.Of(given), wrong);
    }
}

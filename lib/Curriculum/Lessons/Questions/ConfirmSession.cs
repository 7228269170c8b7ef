using System.Collections.Concurrent;
using Curriculum.Lessons.Events;
using Curriculum.Lessons.Progress;

namespace Curriculum.Lessons.Questions;

/// <summary>What a learner has tried: since the notebook was started and, in a learner's own copy, ever.</summary>
internal sealed class ConfirmSession
{
    /// <summary>On this wrong try the answer is shown.</summary>
    public const int TriesBeforeTheAnswer = 3;

    private static readonly ConfirmSession OfProcess = new();

    private readonly ConcurrentDictionary<string, int> _wrong = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, byte> _answered = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The session of this process, or of the proof that the running code is part of.</summary>
    public static ConfirmSession Current => LessonObservation.Current?.Session ?? OfProcess;

    /// <summary>Judges an answer, writes it down and says what to show.</summary>
    public ConfirmCard Answer(Question question, IReadOnlyList<object?> given)
    {
        var grade = question.Grade(given);
        var text = GivenText.Of(given);
        var wrong = grade.Outcome switch
        {
            Outcome.Wrong => _wrong.AddOrUpdate(question.Id, 1, (_, n) => n + 1),
            _ => _wrong.GetValueOrDefault(question.Id),
        };
        // The first time in a process a cell may have been run with the whole notebook; after that the learner pressed for this answer.
        var isRerun = _answered.TryAdd(question.Id, 0);
        LessonObservation.Tell(new QuestionAnswered(question, grade.Outcome));
        var (progress, notice) = ProgressRecorder.Record((p, at) => p.Answered(question.Id, grade.Outcome, text, at, isRerun));
        // The tries of another notebook, or of yesterday, count too.
        return new(question, grade, text, progress?.Question(question.Id).WrongTries ?? wrong) { Notice = notice };
    }
}

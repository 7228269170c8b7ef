using System.Collections.Immutable;
using Curriculum.Lessons.Exercises;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Progress;

/// <summary>What a learner has answered and solved; immutable, so that a change is a function which can be applied to whatever another notebook has written meanwhile.</summary>
internal sealed record LearnerProgress
{
    /// <summary>The version of the format that this library writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Nothing done yet.</summary>
    public static LearnerProgress Empty { get; } = new();

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, QuestionRecord> Questions { get; init; } = ImmutableSortedDictionary.Create<string, QuestionRecord>(StringComparer.OrdinalIgnoreCase);

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, ExerciseRecord> Exercises { get; init; } = ImmutableSortedDictionary.Create<string, ExerciseRecord>(StringComparer.OrdinalIgnoreCase);

    public QuestionRecord Question(string id) => Questions.GetValueOrDefault(id) ?? new();

    public ExerciseRecord Exercise(string id) => Exercises.GetValueOrDefault(id) ?? new();

    /// <summary>With an answer. One that could not be read changes nothing.</summary>
    /// <param name="id">The question.</param>
    /// <param name="outcome">What became of the answer.</param>
    /// <param name="given">The answer.</param>
    /// <param name="at">When.</param>
    /// <param name="isRerun">Whether it may only have been run once more with a whole notebook: the same wrong answer is then no new try.</param>
    public LearnerProgress Answered(string id, Outcome outcome, string given, DateTime at, bool isRerun = false)
    {
        if (outcome == Outcome.Unreadable) return this;
        var before = Question(id);
        var isTry = outcome == Outcome.Wrong && !(isRerun && before.State == QuestionState.Wrong && before.Answer == given);
        return With(id, before with
        {
            State = outcome switch { Outcome.Right => QuestionState.Right, Outcome.Open => QuestionState.Open, _ => QuestionState.Wrong },
            WasRight = before.WasRight || outcome == Outcome.Right,
            WrongTries = before.WrongTries + (isTry ? 1 : 0),
            Answer = given,
            // The marks belong to the text that was marked.
            Marked = given == before.Answer ? before.Marked : null,
            At = at,
        });
    }

    /// <summary>With the key points that the learner found in her own text.</summary>
    public LearnerProgress Marked(string id, IReadOnlyList<int> points, DateTime at) => With(id, Question(id) with { State = QuestionState.Open, Marked = [.. points], At = at });

    /// <summary>With the answer looked up.</summary>
    public LearnerProgress Revealed(string id, DateTime at) => With(id, Question(id) with { Revealed = true, At = at });

    /// <summary>With one more hint taken, to a question or to an exercise.</summary>
    public LearnerProgress Hinted(string id, DateTime at) => ExerciseBank.All.Any(e => e.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        ? With(id, Exercise(id) with { Hints = Exercise(id).Hints + 1, At = at })
        : With(id, Question(id) with { Hints = Question(id).Hints + 1, At = at });

    /// <summary>With the result of a check.</summary>
    /// <param name="id">The exercise.</param>
    /// <param name="failedAt">The step at which it failed, or null.</param>
    /// <param name="at">When.</param>
    public LearnerProgress Checked(string id, string? failedAt, DateTime at)
    {
        var before = Exercise(id);
        return With(id, before with
        {
            Solved = failedAt is null,
            WasSolved = before.WasSolved || failedAt is null,
            FailedChecks = before.FailedChecks + (failedAt is null ? 0 : 1),
            FailedAt = failedAt,
            At = at,
        });
    }

    private LearnerProgress With(string id, QuestionRecord record) => this with { Questions = Questions.SetItem(id, record) };

    private LearnerProgress With(string id, ExerciseRecord record) => this with { Exercises = Exercises.SetItem(id, record) };
}

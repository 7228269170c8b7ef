using Curriculum.Lessons.Exercises;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Events;

/// <summary>Something that a cell did and that a proof of the lesson must know.</summary>
internal abstract record LessonEvent;

/// <summary>A question was shown.</summary>
internal sealed record QuestionAsked(Question Question) : LessonEvent;

/// <summary>A question was answered.</summary>
internal sealed record QuestionAnswered(Question Question, Outcome Outcome) : LessonEvent;

/// <summary>A solution was checked.</summary>
/// <param name="Exercise">The exercise.</param>
/// <param name="Steps">The steps; null when the solution was not written yet.</param>
internal sealed record ExerciseChecked(ExerciseDefinition Exercise, IReadOnlyList<Step>? Steps) : LessonEvent
{
    /// <summary>Whether every step passed.</summary>
    public bool IsSolved => Steps is not null && Steps.All(s => s.Passed);
}

/// <summary>A table of claims was shown.</summary>
internal sealed record ClaimsShown(Claims Claims) : LessonEvent;

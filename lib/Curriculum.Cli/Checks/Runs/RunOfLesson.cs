using Curriculum.Cli.Checks.Form;
using Curriculum.Cli.Course;

namespace Curriculum.Cli.Checks.Runs;

/// <summary>All that is demanded of a notebook of the course: its form, and what it does when it is run.</summary>
internal static class RunOfLesson
{
    private static readonly IRunRule[] Rules =
    [
        new CellsRun(),
        new ExercisesAreShippedUnsolved(),
        new ExercisesAreSolved(),
        new QuestionsAreAsked(),
        new QuestionsAreAnswered(),
        new ClaimsAreMeasured(),
        new MeasurementsLieInTheirBands(),
        new StoredOutcomesAreComputed(),
        new StoredOutputsAreCurrent(),
    ];

    /// <summary>What is not as it should be; empty when all is.</summary>
    public static IReadOnlyList<Problem> Problems(ExecutedLesson lesson, CourseContents contents) =>
        [.. LessonForm.Problems(lesson.Stored), .. Rules.SelectMany(rule => rule.Problems(lesson, contents))];

    /// <summary>What keeps its outputs from being stored; that older ones are stored is not among it.</summary>
    public static IReadOnlyList<Problem> ReasonsNotToStore(ExecutedLesson lesson, CourseContents contents) =>
        [.. Rules.OfType<MeasurementsLieInTheirBands>().SelectMany(rule => rule.Problems(lesson, contents))];
}

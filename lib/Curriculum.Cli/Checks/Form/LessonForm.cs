using Curriculum.Cli.Course;

namespace Curriculum.Cli.Checks.Form;

/// <summary>The form that every notebook below <c>notebooks/</c> has; a learner's copy is free of it.</summary>
internal static class LessonForm
{
    private static readonly IFormRule[] Rules = [new CanonicalFile(), new OneReference(), new SafeCells(), new BothLanguages(), new LinksOfLesson(), new TablesAreWhole(), new OutcomesAreComputed()];

    /// <summary>What is not as it should be; empty when all is.</summary>
    public static IReadOnlyList<Problem> Problems(StoredLesson lesson) => lesson.IsPublished ? [.. Rules.SelectMany(rule => rule.Problems(lesson))] : [];
}

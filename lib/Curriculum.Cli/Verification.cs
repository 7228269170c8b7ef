using Curriculum.Cli.Checks;
using Curriculum.Cli.Checks.Form;
using Curriculum.Cli.Course;

namespace Curriculum.Cli;

/// <summary>Whether a notebook shows what is stored, and has its form.</summary>
/// <param name="Lesson">The notebook and a fresh run of it.</param>
internal sealed record Verification(ExecutedLesson Lesson)
{
    /// <summary>What a lesson's form lacks; empty for a learner's own copy.</summary>
    public IReadOnlyList<Problem> Form { get; } = LessonForm.Problems(Lesson.Stored);

    /// <summary>Whether every cell ran as it should and showed what is stored, and the lesson has its form.</summary>
    public bool IsFine => Lesson.Run.Succeeded && Lesson.Differences.Count == 0 && Form.Count == 0;
}

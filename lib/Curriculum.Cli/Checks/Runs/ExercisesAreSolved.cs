using Curriculum.Cli.Course;
using Curriculum.Lessons.Events;

namespace Curriculum.Cli.Checks.Runs;

/// <summary>The solutions solve every exercise of their section, in a fresh session, each step of the check.</summary>
internal sealed class ExercisesAreSolved : IRunRule
{
    public IEnumerable<Problem> Problems(ExecutedLesson lesson, CourseContents contents)
    {
        if (!lesson.Stored.IsSolution || lesson.Stored.Section is not { } section) yield break;
        var checks = lesson.HeardOf<ExerciseChecked>().ToList();
        foreach (var (cell, check) in checks.Where(check => !check.Happened.IsSolved))
        {
            var failed = check.Steps?.FirstOrDefault(step => !step.Passed);
            var how = failed is null ? "is not solved" : $"is solved wrongly: {failed.What.En}: expected {failed.Expected}, got {failed.Got}";
            yield return new Problem(lesson.Stored.Name, cell, $"{check.Exercise.Id} {how}.", "Mend the solution; the library's own solution beside the exercise's check passes.");
        }
        if (!lesson.Run.Succeeded) yield break;
        foreach (var id in contents.ExercisesOf(section.Id).Except(checks.Select(check => check.Happened.Exercise.Id)))
            yield return new Problem(lesson.Stored.Name, null, $"{id} is not solved.", $"Add a cell that ends in `Exercise.Check(\"{id}\", …)`.");
    }
}

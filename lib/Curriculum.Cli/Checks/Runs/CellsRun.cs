using Curriculum.Cli.Course;

namespace Curriculum.Cli.Checks.Runs;

/// <summary>Every cell runs to its end, or throws where it is tagged to.</summary>
internal sealed class CellsRun : IRunRule
{
    public IEnumerable<Problem> Problems(ExecutedLesson lesson, CourseContents contents)
    {
        if (lesson.Run.Failure is not { } failure) yield break;
        var error = failure.Result.Error?.PlainText.Split('\n')[0] ?? "it ended without a report.";
        yield return new Problem(
            lesson.Stored.Name,
            failure.Cell.Id,
            $"the cell failed: {error}",
            $"Run the notebook up to it and mend it; {lesson.Run.Count - lesson.Run.Cells.Count} cells below were not run.");
    }
}

using Curriculum.Cli.Course;
using Curriculum.Engine.Verification;

namespace Curriculum.Cli.Checks.Runs;

/// <summary>What is stored is what a fresh run shows.</summary>
internal sealed class StoredOutputsAreCurrent : IRunRule
{
    public IEnumerable<Problem> Problems(ExecutedLesson lesson, CourseContents contents)
    {
        // Every cell below one that failed differs; that it failed says it all.
        foreach (var difference in lesson.Differences.Where(difference => difference.Kind != CellDifferenceKind.NotExecuted))
        {
            var lines = (difference with { Notebook = "", CellId = "", Diff = "" }).ToString().TrimStart(':', ' ');
            yield return new Problem(lesson.Stored.Name, difference.CellId.Length > 0 ? difference.CellId : null, lines, "If the new outputs are right, store them: `curriculum update`. Read the difference in git first.");
        }
    }
}

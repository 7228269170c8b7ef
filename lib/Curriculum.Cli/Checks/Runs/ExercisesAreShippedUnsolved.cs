using Curriculum.Cli.Course;
using Curriculum.Engine.Documents;
using Curriculum.Lessons;
using Curriculum.Lessons.Events;

namespace Curriculum.Cli.Checks.Runs;

/// <summary>A lesson holds each exercise of its section in one cell, which fails with <see cref="NotSolvedException"/> until the learner writes something; no other cell throws.</summary>
internal sealed class ExercisesAreShippedUnsolved : IRunRule
{
    private const string Role = "exercise";

    public IEnumerable<Problem> Problems(ExecutedLesson lesson, CourseContents contents)
    {
        if (!lesson.Stored.IsLesson) yield break;
        var (name, section) = (lesson.Stored.Name, lesson.Stored.Section!.Id);
        var checks = lesson.HeardOf<ExerciseChecked>().ToList();
        foreach (var run in lesson.Run.Cells.Where(run => run.Cell.Role == Role))
        {
            var here = checks.Where(check => check.Cell == run.Cell.Id).ToList();
            if (here is not [var (_, check)])
                yield return new Problem(name, run.Cell.Id, $"an exercise cell checks one exercise, this one checks {here.Count}.", "Let its last line be `Exercise.Check(\"…\", MyFunction)`, with an id of this section.");
            else if (check.Steps is not null)
                yield return new Problem(name, run.Cell.Id, $"{check.Exercise.Id} is shipped {(check.IsSolved ? "solved" : "with code that fails its check")}; it must fail with {nameof(NotSolvedException)}.", $"Put `throw new NotSolvedException()` in place of the code; solutions belong into {NotebookFiles.Solutions}/.");
            else if (CourseContents.SectionOf(check.Exercise.Id) != section)
                yield return new Problem(name, run.Cell.Id, $"{check.Exercise.Id} is an exercise of {CourseContents.SectionOf(check.Exercise.Id)}, given in {section}.", "Give it an id of this section.");
        }
        foreach (var cell in lesson.Stored.Code.Where(cell => cell.Role != Role && checks.Any(check => check.Cell == cell.Id)))
            yield return new Problem(name, cell.Id, "the cell checks an exercise without saying so in its metadata.", $"Add \"curriculum\": {{\"role\": \"{Role}\"}} and the tag {Cell.RaisesExceptionTag} to the cell's metadata.");
        foreach (var again in checks.GroupBy(check => check.Happened.Exercise.Id).Where(group => group.Count() > 1))
            yield return new Problem(name, again.Last().Cell, $"{again.Key} is given twice, first in cell {again.First().Cell}.", "Give it once.");
        if (!lesson.Run.Succeeded) yield break;
        foreach (var id in contents.ExercisesOf(section).Except(checks.Select(check => check.Happened.Exercise.Id)))
            yield return new Problem(name, null, $"{id} is an exercise of this section and is not in the lesson.", $"Add a cell that ends in `Exercise.Check(\"{id}\", …)`, unsolved.");
    }
}

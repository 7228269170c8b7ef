using System.Text.RegularExpressions;
using Curriculum.Cli.Course;
using Curriculum.Cli.Output;
using Curriculum.Engine.Documents;
using Curriculum.Lessons.Progress;

namespace Curriculum.Cli.Learner;

/// <summary>A question or an exercise of a lesson, and how far the learner is with it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Cell">The cell that it stands in.</param>
/// <param name="Heading">The heading that the cell stands under, which an editor shows; "" when there is none.</param>
/// <param name="IsExercise">Whether it is an exercise.</param>
/// <param name="Mark">✓ done, ✗ tried and wrong, ✎ a free text that is not marked yet, · open.</param>
/// <param name="Words">The same in words.</param>
/// <param name="IsDone">Whether nothing is left to do.</param>
/// <param name="At">When the learner was last at it; the beginning of time when never.</param>
internal sealed partial record LessonItem(string Id, string Cell, string Heading, bool IsExercise, string Mark, string Words, bool IsDone, DateTime At)
{
    /// <summary>The questions and exercises of a lesson, in its order.</summary>
    /// <exception cref="NotebookFormatException">The lesson is not a notebook.</exception>
    public static IReadOnlyList<LessonItem> Of(Section section, LearnerProgress progress) =>
    [.. (from place in Places(Notebook.Read(section.Lesson))
         from Match call in Call().Matches(place.Cell.Source)
         select (Id: call.Groups["id"].Value, Cell: place.Cell.Id, place.Heading, IsExercise: call.Groups["exercise"].Success))
        .DistinctBy(item => item.Id)
        .Select(item => item.IsExercise
            ? Exercise(item.Id, item.Cell, item.Heading, progress.Exercise(item.Id))
            : Question(item.Id, item.Cell, item.Heading, progress.Question(item.Id)))];

    private static IEnumerable<(Cell Cell, string Heading)> Places(Notebook lesson)
    {
        var heading = "";
        foreach (var cell in lesson.Cells)
        {
            // The first of a cell: what is folded away below it says the same in Japanese.
            if (cell.Kind == CellKind.Markdown) heading = Headings.Of(cell.Source).FirstOrDefault(heading);
            else if (cell.Kind == CellKind.Code) yield return (cell, heading);
        }
    }

    private static LessonItem Question(string id, string cell, string heading, QuestionRecord record)
    {
        var (mark, words) = record.State switch
        {
            QuestionState.Right => ("✓", $"right{(record.WrongTries > 0 ? $" (wrong tries: {record.WrongTries})" : "")}"),
            QuestionState.Open when record.Marked is { } marked => ("✓", $"answered, points marked: {marked.Length}"),
            QuestionState.Open => ("✎", $"answered; mark it yourself: Confirm.Mark(\"{id}\", …)"),
            QuestionState.Wrong => ("✗", $"wrong (tries: {record.WrongTries}){(record.WasRight ? "; it was right before" : "")}"),
            _ => ("·", record.Revealed ? "open; you have looked at the answer" : "open"),
        };
        return new(id, cell, heading, IsExercise: false, mark, words, record.IsDone, record.At);
    }

    private static LessonItem Exercise(string id, string cell, string heading, ExerciseRecord record)
    {
        var (mark, words) = record switch
        {
            { Solved: true } => ("✓", $"solved{(record.FailedChecks > 0 ? $" (failed checks: {record.FailedChecks})" : "")}"),
            { WasSolved: true } => ("✗", $"was solved, and fails now at: {record.FailedAt}"),
            { FailedAt: { } step } => ("✗", $"fails at: {step}"),
            _ => ("·", "open"),
        };
        return new(id, cell, heading, IsExercise: true, mark, words, record.Solved, record.At);
    }

    [GeneratedRegex("""\b(Confirm\.(Show|Answer)|(?<exercise>Exercise\.Check))\(\s*"(?<id>[^"]+)""")]
    private static partial Regex Call();
}

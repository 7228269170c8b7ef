using System.Text.RegularExpressions;
using Curriculum.Cli.Course;
using Curriculum.Engine.Documents;
using Curriculum.Lessons.Progress;

namespace Curriculum.Cli.Learner;

/// <summary>A question or an exercise of a lesson, and how far the learner is with it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Cell">The cell that it stands in.</param>
/// <param name="IsExercise">Whether it is an exercise.</param>
/// <param name="Mark">✓ done, ✗ tried and wrong, ✎ a free text that is not marked yet, · open.</param>
/// <param name="Words">The same in words.</param>
/// <param name="IsDone">Whether nothing is left to do.</param>
/// <param name="At">When the learner was last at it; the beginning of time when never.</param>
internal sealed partial record LessonItem(string Id, string Cell, bool IsExercise, string Mark, string Words, bool IsDone, DateTime At)
{
    /// <summary>The questions and exercises of a lesson, in its order.</summary>
    /// <exception cref="NotebookFormatException">The lesson is not a notebook.</exception>
    public static IReadOnlyList<LessonItem> Of(Section section, LearnerProgress progress) =>
    [.. (from cell in Notebook.Read(section.Lesson).Cells
         where cell.Kind == CellKind.Code
         from Match call in Call().Matches(cell.Source)
         select (Id: call.Groups["id"].Value, cell.Id, IsExercise: call.Groups["exercise"].Success))
        .DistinctBy(item => item.Item1)
        .Select(item => item.IsExercise ? Exercise(item.Item1, item.Item2, progress.Exercise(item.Item1)) : Question(item.Item1, item.Item2, progress.Question(item.Item1)))];

    private static LessonItem Question(string id, string cell, QuestionRecord record)
    {
        var (mark, words) = record.State switch
        {
            QuestionState.Right => ("✓", $"right{(record.WrongTries > 0 ? $" (wrong tries: {record.WrongTries})" : "")}"),
            QuestionState.Open when record.Marked is { } marked => ("✓", $"answered, points marked: {marked.Length}"),
            QuestionState.Open => ("✎", $"answered; mark it yourself: Confirm.Mark(\"{id}\", …)"),
            QuestionState.Wrong => ("✗", $"wrong (tries: {record.WrongTries}){(record.WasRight ? "; it was right before" : "")}"),
            _ => ("·", record.Revealed ? "open; you have looked at the answer" : "open"),
        };
        return new(id, cell, IsExercise: false, mark, words, record.IsDone, record.At);
    }

    private static LessonItem Exercise(string id, string cell, ExerciseRecord record)
    {
        var (mark, words) = record switch
        {
            { Solved: true } => ("✓", $"solved{(record.FailedChecks > 0 ? $" (failed checks: {record.FailedChecks})" : "")}"),
            { WasSolved: true } => ("✗", $"was solved, and fails now at: {record.FailedAt}"),
            { FailedAt: { } step } => ("✗", $"fails at: {step}"),
            _ => ("·", "open"),
        };
        return new(id, cell, IsExercise: true, mark, words, record.Solved, record.At);
    }

    [GeneratedRegex("""\b(Confirm\.(Show|Answer)|(?<exercise>Exercise\.Check))\(\s*"(?<id>[^"]+)""")]
    private static partial Regex Call();
}

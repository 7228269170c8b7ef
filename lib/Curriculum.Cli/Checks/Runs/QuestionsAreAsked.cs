using Curriculum.Cli.Course;
using Curriculum.Lessons.Events;

namespace Curriculum.Cli.Checks.Runs;

/// <summary>A lesson asks each question of its section in one cell, and answers none.</summary>
internal sealed class QuestionsAreAsked : IRunRule
{
    private const string Role = "confirm";

    public IEnumerable<Problem> Problems(ExecutedLesson lesson, CourseContents contents)
    {
        if (!lesson.Stored.IsLesson) yield break;
        var (name, section) = (lesson.Stored.Name, lesson.Stored.Section!.Id);
        foreach (var (cell, answered) in lesson.HeardOf<QuestionAnswered>())
            yield return new Problem(name, cell, $"the lesson answers {answered.Question.Id} itself.", $"Ask only, `Confirm.Show(\"{answered.Question.Id}\")`, and answer in {NotebookFiles.Solutions}/.");

        var asked = lesson.HeardOf<QuestionAsked>().Select(heard => (heard.Cell, heard.Happened.Question.Id)).ToList();
        foreach (var (cell, id) in asked.Where(a => CourseContents.SectionOf(a.Id) != section))
            yield return new Problem(name, cell, $"{id} is a question of {CourseContents.SectionOf(id)}, asked in {section}.", $"Ask a question of {section}, or give this one an id of its own.");
        foreach (var again in asked.GroupBy(a => a.Id).Where(group => group.Count() > 1))
            yield return new Problem(name, again.Last().Cell, $"{again.Key} is asked twice, first in cell {again.First().Cell}.", "Ask it once.");
        foreach (var cell in asked.Select(a => a.Cell).Distinct().Where(cell => lesson.Stored.Notebook.Cells.First(c => c.Id == cell).Role != Role))
            yield return new Problem(name, cell, $"the cell asks a question without saying so in its metadata.", $"Add \"curriculum\": {{\"role\": \"{Role}\"}} to the cell's metadata.");
        if (!lesson.Run.Succeeded) yield break;
        foreach (var id in contents.QuestionsOf(section).Except(asked.Select(a => a.Id)))
            yield return new Problem(name, null, $"{id} is a question of this section and is not asked.", $"Add a cell `Confirm.Show(\"{id}\")` where it belongs in the flow.");
    }
}

using Curriculum.Cli.Course;
using Curriculum.Lessons.Events;
using Curriculum.Lessons.Questions;

namespace Curriculum.Cli.Checks.Runs;

/// <summary>The solutions answer every question of their section, and right; free texts are answered, nobody grades them.</summary>
internal sealed class QuestionsAreAnswered : IRunRule
{
    public IEnumerable<Problem> Problems(ExecutedLesson lesson, CourseContents contents)
    {
        if (!lesson.Stored.IsSolution || lesson.Stored.Section is not { } section) yield break;
        var answers = lesson.HeardOf<QuestionAnswered>().ToList();
        foreach (var (cell, answer) in answers.Where(a => a.Happened.Outcome is Outcome.Wrong or Outcome.Unreadable))
            yield return new Problem(lesson.Stored.Name, cell, $"the answer to {answer.Question.Id} is {(answer.Outcome == Outcome.Wrong ? "refused" : "not readable as an answer")}.", $"Answer it as the question's data says: {answer.Question.Answer.En}");
        if (!lesson.Run.Succeeded) yield break;
        foreach (var id in contents.QuestionsOf(section.Id).Except(answers.Select(a => a.Happened.Question.Id)))
            yield return new Problem(lesson.Stored.Name, null, $"{id} is not answered.", $"Add a cell `Confirm.Answer(\"{id}\", …)`.");
    }
}

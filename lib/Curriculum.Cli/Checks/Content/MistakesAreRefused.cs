using Curriculum.Lessons.Exercises;
using Curriculum.Lessons.Questions;

namespace Curriculum.Cli.Checks.Content;

/// <summary>Every question takes its right answers and refuses at least two that learners really give; every exercise passes with its solution and refuses at least two wrong ones.</summary>
internal sealed class MistakesAreRefused : IContentRule
{
    private const int Fewest = 2;

    public IEnumerable<Problem> Problems(CourseContents contents, CoursePlaces places)
    {
        foreach (var file in contents.Questions)
            foreach (var question in file.Questions)
                foreach (var (what, cure) in OfQuestion(question)) yield return places.Problem(question.Id, CourseContents.QuestionFileOf(file.Section), what, cure);
        foreach (var exercise in contents.Exercises)
            foreach (var (what, cure) in OfExercise(exercise)) yield return places.Problem(exercise.Id, CourseContents.FileOf(exercise), what, cure);
    }

    private static IEnumerable<(string What, string Cure)> OfQuestion(Question question)
    {
        const string Mend = "Mend the question's data: what it accepts, its right answer or its mistakes.";
        IReadOnlyList<IReadOnlyList<object?>> wrong = question is FunctionQuestion ? [.. FunctionChecks.For(question.Id).Mistakes.Select(m => new object?[] { m.Function })] : [.. question.Mistakes.Select(m => m.Values)];
        IReadOnlyList<IReadOnlyList<object?>> right = question is FunctionQuestion ? [[FunctionChecks.For(question.Id).Right]] : [.. question.Accepts.Select(accepted => JsonAnswer.Read(accepted))];
        if (wrong.Count < Fewest) yield return ($"{question.Id} lists {wrong.Count} wrong answers of real learners.", $"Add at least {Fewest}, each with what to say to it.");
        if (right.Count == 0 && question is not TextQuestion) yield return ($"{question.Id} lists no right answer.", "Add each sensible form of it.");
        foreach (var answer in wrong.Where(answer => question.Grade(answer).Outcome != Outcome.Wrong))
            yield return ($"{question.Id} does not refuse the wrong answer {GivenText.Of(answer)}.", Mend);
        foreach (var answer in right.Where(answer => question.Grade(answer).Outcome != Outcome.Right))
            yield return ($"{question.Id} does not take the right answer {GivenText.Of(answer)}.", Mend);
    }

    private static IEnumerable<(string What, string Cure)> OfExercise(ExerciseDefinition exercise)
    {
        const string Mend = "Mend the steps of its check.";
        if (exercise.Mistakes.Count < Fewest) yield return ($"{exercise.Id} lists {exercise.Mistakes.Count} wrong solutions of real learners.", $"Add at least {Fewest}.");
        foreach (var (name, mistake) in exercise.Mistakes.Where(mistake => exercise.Check(mistake.Value).All(step => step.Passed)))
            yield return ($"{exercise.Id} does not refuse a wrong solution: {name}.", Mend);
        if (exercise.Check(exercise.Solution).FirstOrDefault(step => !step.Passed) is { } failed)
            yield return ($"{exercise.Id} refuses its own solution at: {failed.What.En}.", Mend);
    }
}

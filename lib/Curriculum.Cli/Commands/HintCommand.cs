using System.CommandLine;
using Curriculum.Cli.Learner;
using Curriculum.Lessons;
using Curriculum.Lessons.Exercises;
using Curriculum.Lessons.Questions;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum hint</c>: a question that leads on.</summary>
internal static class HintCommand
{
    public static Command Create(CliHost host)
    {
        var what = new Argument<string?>("id") { Description = "A question (D2S1-2) or an exercise (D2S1-X1); without it, the next one that is open.", DefaultValueFactory = _ => null };
        var command = new Command("hint", "Give a hint to a question or an exercise. Of an exercise, each call gives the next one.") { what };
        command.SetAction(parse => Run(host, parse.GetValue(what)));
        return command;
    }

    private static int Run(CliHost host, string? typed)
    {
        var id = typed ?? NextItem.Of(host.Repository, LearnerState.Read(host))?.Item.Id;
        if (id is null)
        {
            host.Terminal.Out.WriteLine("Everything is answered and solved.");
            return ExitCode.Fine;
        }
        var exercise = ExerciseBank.All.FirstOrDefault(e => e.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
        var question = QuestionBank.Files.SelectMany(file => file.Questions).FirstOrDefault(q => q.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
        if (exercise is null && question is null) throw Unknown(id);
        var progress = LearnerState.Hinted(host, exercise?.Id ?? question!.Id);
        host.Terminal.Out.WriteLine(exercise is not null
            // After the last one, the last one again.
            ? new ExerciseCard(exercise, hint: Math.Clamp(progress.Exercise(exercise.Id).Hints, 1, exercise.Hints.Count)).ToString()
            : new ConfirmCard(question!, hint: true).ToString());
        return ExitCode.Fine;
    }

    private static CliException Unknown(string id)
    {
        var ids = QuestionBank.Files.SelectMany(file => file.Questions).Select(q => q.Id).Concat(ExerciseBank.All.Select(e => e.Id));
        return CliException.Usage($"There is no question and no exercise '{id}'. {Engine.Execution.NearestNames.Suggestion(id, ids)}".TrimEnd());
    }
}

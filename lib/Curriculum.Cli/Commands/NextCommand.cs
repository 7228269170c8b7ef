using System.CommandLine;
using Curriculum.Cli.Course;
using Curriculum.Cli.Learner;
using Curriculum.Lessons;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum next</c>: where to go on.</summary>
internal static class NextCommand
{
    public static Command Create(CliHost host)
    {
        var command = new Command("next", "Show the next question or exercise that is open, and where it stands.");
        command.SetAction(_ => Run(host));
        return command;
    }

    private static int Run(CliHost host)
    {
        var output = host.Terminal.Out;
        if (NextItem.Of(host.Repository, LearnerState.Read(host)) is not var (section, item))
        {
            output.WriteLine("Everything is answered and solved.");
            return ExitCode.Fine;
        }
        output.WriteLine(item.IsExercise ? Exercise.Show(item.Id).ToString() : Confirm.Show(item.Id).ToString());
        var copy = new WorkCopy(host.Repository, section);
        output.WriteLine($"\n{item.Id} is {item.Words}: cell {item.Cell} of {host.Repository.Relative(copy.Lesson)}{(item.Heading.Length > 0 ? $", under “{item.Heading}”" : "")}");
        output.WriteLine(copy.State == WorkState.NotStarted ? $"It is not in your folder yet: {host.Command($"start {section.Id}")}" : $"A hint: {host.Command($"hint {item.Id}")}");
        return ExitCode.Fine;
    }
}

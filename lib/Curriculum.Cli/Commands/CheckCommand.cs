using System.CommandLine;
using Curriculum.Cli.Checks;
using Curriculum.Cli.Course;
using Curriculum.Cli.Output;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum check</c>: proves the course, in one run of each notebook.</summary>
internal static class CheckCommand
{
    public static Command Create(CliHost host)
    {
        var what = TargetArgument.Create();
        what.DefaultValueFactory = _ => "all";
        var command = new Command("check", "Prove the course: exercises are unsolved as shipped and solved in the solutions, wrong answers are refused, outputs, links, bands and both languages are right. No file is changed.") { what };
        command.SetAction((parse, cancel) => RunAsync(host, parse.GetRequiredValue(what), cancel));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, string what, CancellationToken cancel)
    {
        var (output, contents) = (host.Terminal.Out, host.Contents());
        var notebooks = new List<CheckedNotebook>();
        foreach (var file in Target.Notebooks(host, what))
        {
            var name = host.Repository.Relative(file);
            var notebook = await RunView.WithProgressAsync(host.Terminal, name, report => CheckedNotebook.RunAsync(host.Repository, file, contents, report, cancel));
            notebooks.Add(notebook);
            output.WriteLine(CheckReport.Line(notebook));
            CheckReport.Write(host.Terminal.Error, notebook.Problems);
        }
        // WaitAsync: every wrong answer and every wrong solution is tried; that must not keep Ctrl-C waiting, the process ends with it.
        var course = await RunView.WithProgressAsync(host.Terminal, "questions, exercises and documents", _ => Task.Run(() => CourseCheck.Problems(host.Repository, contents), cancel).WaitAsync(cancel));
        CheckReport.Write(host.Terminal.Error, course);
        output.WriteLine(CheckReport.Summary(notebooks, course, contents));
        return course.Count + notebooks.Sum(notebook => notebook.Problems.Count) == 0 ? ExitCode.Fine : ExitCode.Failed;
    }
}

using System.CommandLine;
using Curriculum.Cli.Course;
using Curriculum.Cli.Output;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum verify</c>: runs lessons and compares what they show with what is stored.</summary>
internal static class VerifyCommand
{
    public static Command Create(CliHost host)
    {
        var what = TargetArgument.Create();
        var command = new Command("verify", "Run lessons and compare what they show with what is stored; look at the form of published lessons. No file is changed.") { what };
        command.SetAction((parse, cancel) => RunAsync(host, parse.GetRequiredValue(what), cancel));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, string what, CancellationToken cancel)
    {
        var files = Target.Notebooks(host, what);
        var differing = 0;
        foreach (var file in files)
        {
            var name = host.Repository.Relative(file);
            var lesson = await RunView.WithProgressAsync(host.Terminal, name, report => ExecutedLesson.RunAsync(host.Repository, file, report, cancel));
            var verification = new Verification(lesson);
            if (verification.IsFine)
            {
                host.Terminal.Out.WriteLine($"ok       {name}  ({lesson.Run.Count} cells, {Durations.Text(lesson.Run.Duration)})");
                continue;
            }
            differing++;
            host.Terminal.Out.WriteLine($"DIFFERS  {name}");
            VerificationReport.Write(host.Terminal.Error, name, verification);
        }
        host.Terminal.Out.WriteLine(differing == 0 ? $"{files.Count} as stored" : $"{files.Count - differing} as stored, {differing} not");
        return differing == 0 ? ExitCode.Fine : ExitCode.Failed;
    }
}

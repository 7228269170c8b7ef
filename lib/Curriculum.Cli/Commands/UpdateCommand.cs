using System.CommandLine;
using Curriculum.Cli.Checks.Pages;
using Curriculum.Cli.Checks.Runs;
using Curriculum.Cli.Course;
using Curriculum.Cli.Output;
using Curriculum.Engine.Verification;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum update</c>: runs lessons and stores what they show, if what they show can be trusted.</summary>
internal static class UpdateCommand
{
    public static Command Create(CliHost host)
    {
        var what = TargetArgument.Create();
        var command = new Command("update", "Run lessons and store what they show. A lesson that fails, is interrupted or measures something outside its band stays as it is; so do all while a reference value fails.") { what };
        command.SetAction((parse, cancel) => RunAsync(host, parse.GetRequiredValue(what), cancel));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, string what, CancellationToken cancel)
    {
        var files = Target.Notebooks(host, what);
        // A learner may store what she likes in her own copy.
        if (files.Any(host.Repository.IsPublished) && await host.GoldensDisagree(host.Repository, cancel) is { } trouble)
            throw CliException.Failed($"Nothing is stored: the library does not agree with the reference values.\n{trouble}\nMend that first: dotnet test -c Release tests/Curriculum.Tests");
        var failed = 0;
        foreach (var file in files)
        {
            var name = host.Repository.Relative(file);
            var lesson = await RunView.WithProgressAsync(host.Terminal, name, report => ExecutedLesson.RunAsync(host.Repository, file, report, cancel));
            if (lesson.Run.Failure is { } failure)
            {
                failed++;
                host.Terminal.Out.WriteLine($"FAILED     {name}  (as it was)");
                FailureReport.Write(host.Terminal.Error, name, failure);
                continue;
            }
            if (RunOfLesson.ReasonsNotToStore(lesson, host.Contents()) is { Count: > 0 } reasons && lesson.Stored.IsPublished)
            {
                failed++;
                host.Terminal.Out.WriteLine($"NOT STORED {name}  (as it was)");
                CheckReport.Write(host.Terminal.Error, reasons);
                continue;
            }
            var updated = StoredOutputs.Update(lesson.Stored.Notebook, lesson.Run.Notebook);
            var changed = updated.ToJson() != await File.ReadAllTextAsync(file, cancel);
            if (changed) updated.Write(file);
            host.Terminal.Out.WriteLine($"{(changed ? "updated  " : "unchanged")}  {name}  ({lesson.Run.Count} cells, {Durations.Text(lesson.Run.Duration)})");
        }
        if (files.Any(host.Repository.IsPublished))
        {
            foreach (var (page, missing) in ReportPage.WriteAll(host.Repository, host.Contents()))
            {
                host.Terminal.Out.WriteLine($"{(missing.Count == 0 ? "updated   " : "NOT STORED")} {host.Repository.Relative(page)}{(missing.Count == 0 ? "" : "  (as it was)")}");
                CheckReport.Write(host.Terminal.Error, missing);
                failed += Math.Min(1, missing.Count);
            }
        }
        return failed == 0 ? ExitCode.Fine : ExitCode.Failed;
    }
}

using System.CommandLine;
using Curriculum.Cli.Course;
using Curriculum.Cli.Output;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Verification;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum update</c>: runs lessons and stores what they show.</summary>
internal static class UpdateCommand
{
    public static Command Create(CliHost host)
    {
        var what = TargetArgument.Create();
        var command = new Command("update", "Run lessons and store what they show. A lesson that fails or is interrupted stays as it is.") { what };
        command.SetAction((parse, cancel) => RunAsync(host, parse.GetRequiredValue(what), cancel));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, string what, CancellationToken cancel)
    {
        var failed = 0;
        foreach (var file in Target.Notebooks(host, what))
        {
            var name = host.Repository.Relative(file);
            var stored = Notebook.Read(file);
            var run = await RunView.WithProgressAsync(host.Terminal, name, report => Verification.RunStoredAsync(stored, report, cancel));
            if (run.Failure is { } failure)
            {
                failed++;
                host.Terminal.Out.WriteLine($"FAILED     {name}  (as it was)");
                FailureReport.Write(host.Terminal.Error, name, failure);
                continue;
            }
            var updated = StoredOutputs.Update(stored, run.Notebook);
            var changed = updated.ToJson() != await File.ReadAllTextAsync(file, cancel);
            if (changed) updated.Write(file);
            host.Terminal.Out.WriteLine($"{(changed ? "updated  " : "unchanged")}  {name}  ({run.Count} cells, {Durations.Text(run.Duration)})");
        }
        return failed == 0 ? ExitCode.Fine : ExitCode.Failed;
    }
}

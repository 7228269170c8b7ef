using System.CommandLine;
using Curriculum.Cli.Course;
using Curriculum.Cli.Output;
using Curriculum.Data;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Running;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum run</c>: runs lessons a cell at a time and shows what they show.</summary>
internal static class RunCommand
{
    public static Command Create(CliHost host)
    {
        var what = TargetArgument.Create();
        var html = new Option<string?>("--html") { HelpName = "FILE", Description = "Also write the lesson with its fresh outputs as one page that needs no network." };
        var dataset = new Option<string?>("--dataset") { HelpName = string.Join('|', ImageData.Names), Description = "The images that the lesson is to use; stored outputs belong to the first." };
        var device = DeviceOption.Create();
        var command = new Command("run", "Run a lesson cell by cell and show what it shows. No file of it is changed.") { what, html, dataset, device };
        command.SetAction(async (parse, cancel) =>
        {
            using var _ = DeviceOption.Choose(host, parse.GetValue(device));
            return await RunAsync(host, parse.GetRequiredValue(what), parse.GetValue(html), parse.GetValue(dataset), cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, string what, string? html, string? dataset, CancellationToken cancel)
    {
        var files = Target.Notebooks(host, what, solutions: false);
        var page = html is null ? null : PageFile.For(host, html, files);
        var options = new RunOptions { EnvironmentVariables = DatasetVariable.For(dataset) };
        var failed = 0;
        foreach (var file in files)
        {
            var notebook = Notebook.Read(file);
            host.Terminal.Out.WriteLine(host.Repository.Relative(file));
            var run = await RunView.ShowCellsAsync(host.Terminal, notebook, report => new NotebookRunner(options).RunAsync(notebook, report, cancel));
            cancel.ThrowIfCancellationRequested();
            page?.Write(host.Terminal, run.Notebook);
            if (run.Failure is not { } failure)
            {
                host.Terminal.Out.WriteLine($"\n{run.Count} cells in {Durations.Text(run.Duration)}");
                continue;
            }
            failed++;
            host.Terminal.Out.WriteLine($"\nstopped at cell {run.Cells.Count} of {run.Count} after {Durations.Text(run.Duration)}");
            FailureReport.Write(host.Terminal.Error, host.Repository.Relative(file), failure);
        }
        return failed == 0 ? ExitCode.Fine : ExitCode.Failed;
    }
}

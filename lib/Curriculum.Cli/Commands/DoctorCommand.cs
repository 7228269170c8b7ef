using System.CommandLine;
using Curriculum.Cli.Doctor;
using Curriculum.Data;
using Spectre.Console;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum doctor</c>: what is there, what is missing, and the command that gets it.</summary>
internal static class DoctorCommand
{
    private const int MarkWidth = 7;

    public static Command Create(CliHost host)
    {
        var command = new Command("doctor", "Look at this machine: what is there, what is missing, and the command that gets it.");
        command.SetAction(_ => Run(host));
        return command;
    }

    private static int Run(CliHost host)
    {
        var findings = Examine(host).ToList();
        var subjects = findings.Max(finding => finding.Subject.Length);
        foreach (var finding in findings)
        {
            var (mark, colour) = Look(finding.State);
            var grid = new Grid().AddColumn(Column(MarkWidth)).AddColumn(Column(subjects)).AddColumn(new GridColumn { Padding = new Padding(0) });
            grid.AddRow(new Spectre.Console.Text(mark, new Style(colour)), new Spectre.Console.Text(finding.Subject), new Spectre.Console.Text(finding.Detail));
            host.Terminal.Console.Write(grid);
            // On a line of its own that nothing here breaks: it is to be copied.
            if (finding.Cure is { } cure) host.Terminal.Out.WriteLine($"{new string(' ', MarkWidth + 1)}{cure}");
        }

        var missing = findings.Count(finding => finding.State == FindingState.Missing);
        host.Terminal.Out.WriteLine(missing == 0 ? "Nothing that the lessons need is missing." : $"{missing} to mend: run the command below each.");
        return missing == 0 ? ExitCode.Fine : ExitCode.Failed;
    }

    private static GridColumn Column(int width) => new() { Width = width, NoWrap = true, Padding = new Padding(0, 0, 1, 0) };

    private static IEnumerable<Finding> Examine(CliHost host)
    {
        yield return SdkCheck.Run();
        yield return LibraryCheck.Run(host.Repository);
        yield return LessonsCheck.Run(host.Repository);
        foreach (var finding in DataCheck.Run(host, DataFolder.Default)) yield return finding;
        foreach (var finding in PartsCheck.Run(host)) yield return finding;
        foreach (var finding in DevicesCheck.Run(host)) yield return finding;
        yield return KernelCheck.Run(host);
    }

    private static (string Mark, Color Colour) Look(FindingState state) => state switch
    {
        FindingState.Fine => ("ok", Color.Green),
        FindingState.Optional => ("-", Color.Grey),
        _ => ("MISSING", Color.Red),
    };
}

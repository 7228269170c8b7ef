using System.CommandLine;
using Curriculum.Cli.Doctor;
using Curriculum.Data;
using Spectre.Console;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum doctor</c>: what is there, what is missing, and the command that gets it.</summary>
internal static class DoctorCommand
{
    public static Command Create(CliHost host)
    {
        var command = new Command("doctor", "Look at this machine: what is there, what is missing, and the command that gets it.");
        command.SetAction(_ => Run(host));
        return command;
    }

    private static int Run(CliHost host)
    {
        var findings = Examine(host).ToList();
        var table = new Table { Border = host.Terminal.IsInteractive ? TableBorder.Simple : TableBorder.None, ShowHeaders = false };
        table.AddColumns(new TableColumn("").NoWrap(), new TableColumn("").NoWrap(), new TableColumn(""), new TableColumn(""));
        foreach (var finding in findings)
        {
            var (mark, colour) = Look(finding.State);
            table.AddRow(new Spectre.Console.Text(mark, new Style(colour)), new Spectre.Console.Text(finding.Subject), new Spectre.Console.Text(finding.Detail), new Spectre.Console.Text(finding.Cure ?? "", new Style(Color.Blue)));
        }
        host.Terminal.Console.Write(table);

        var missing = findings.Count(finding => finding.State == FindingState.Missing);
        host.Terminal.Out.WriteLine(missing == 0 ? "Nothing that the lessons need is missing." : $"{missing} to mend: run the command on the right.");
        return missing == 0 ? ExitCode.Fine : ExitCode.Failed;
    }

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

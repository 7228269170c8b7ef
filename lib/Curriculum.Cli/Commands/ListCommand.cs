using System.CommandLine;
using System.Globalization;
using Curriculum.Cli.Course;
using Spectre.Console;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum list</c>: the map of the course.</summary>
internal static class ListCommand
{
    public static Command Create(CliHost host)
    {
        var command = new Command("list", "Show the map of the course: every section, its title, how long it takes, how far you are.");
        command.SetAction(_ => Run(host));
        return command;
    }

    private static int Run(CliHost host)
    {
        var map = CourseMap.Read(host.Repository);
        var unreadable = new List<string>();
        var table = new Table { Border = host.Terminal.IsInteractive ? TableBorder.Simple : TableBorder.None };
        table.AddColumns(
            new TableColumn("section").NoWrap(),
            new TableColumn("title"),
            new TableColumn("題名"),
            new TableColumn("minutes").RightAligned(),
            new TableColumn("your copy").NoWrap());
        foreach (var section in map.Sections)
        {
            try
            {
                var about = section.ReadMetadata();
                table.AddRow(
                    new Spectre.Console.Text(section.Id),
                    new Spectre.Console.Text(about.English),
                    new Spectre.Console.Text(about.Japanese),
                    new Spectre.Console.Text(about.Minutes.ToString(CultureInfo.InvariantCulture)),
                    new Spectre.Console.Text(Words(new WorkCopy(host.Repository, section).State)));
            }
            catch (CliException e)
            {
                // One damaged lesson hides no other.
                unreadable.Add(e.Message);
                table.AddRow(section.Id, "(cannot be read)", "", "", "");
            }
        }
        if (map.Sections.Count == 0) throw CliException.Failed($"There is no lesson in {host.Repository.Notebooks}.");

        host.Terminal.Console.Write(table);
        foreach (var message in unreadable) host.Terminal.Error.WriteLine(message);
        return unreadable.Count == 0 ? ExitCode.Fine : ExitCode.Failed;
    }

    private static string Words(WorkState state) => state switch
    {
        WorkState.NotStarted => "not started",
        WorkState.Started => "started",
        _ => "edited",
    };
}

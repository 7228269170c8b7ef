using System.CommandLine;
using Curriculum.Cli.Output;
using Curriculum.Data;
using Spectre.Console;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum data</c>: public data sets, fetched when asked for and checked by hash.</summary>
internal static class DataCommand
{
    public static Command Create(CliHost host)
    {
        var command = new Command("data", "Public data sets: which there are, get one, say where it lies. No lesson needs one.");
        command.Add(List(host));
        command.Add(Get(host));
        command.Add(PathOf(host));
        return command;
    }

    private static Argument<string> Name() => new("name") { Description = "The data set, as `data list` names it." };

    private static Command List(CliHost host)
    {
        var command = new Command("list", "Show every data set: what it is, its size and licence, and whether it is here.");
        command.SetAction(_ =>
        {
            var folder = DataFolder.Default;
            var table = new Table { Border = host.Terminal.IsInteractive ? TableBorder.Simple : TableBorder.None };
            table.AddColumns(new TableColumn("name").NoWrap(), new TableColumn("size").RightAligned().NoWrap(), new TableColumn("state").NoWrap(), new TableColumn("what"), new TableColumn("licence"));
            foreach (var entry in DataManifest.Default.Entries)
                table.AddRow(new Spectre.Console.Text(entry.Name), new Spectre.Console.Text(entry.IsGenerated ? "" : Megabytes(entry.Bytes)), new Spectre.Console.Text(Words(DataSets.State(entry, folder))), new Spectre.Console.Text(entry.Description), new Spectre.Console.Text(entry.Licence));
            host.Terminal.Console.Write(table);
            return ExitCode.Fine;
        });
        return command;
    }

    private static Command Get(CliHost host)
    {
        var name = Name();
        var command = new Command("get", "Download a data set, check it, and keep it. An interrupted download goes on where it stopped.") { name };
        command.SetAction(async (parse, cancel) =>
        {
            var entry = DataSets.Find(parse.GetRequiredValue(name));
            if (entry.IsGenerated)
            {
                host.Terminal.Out.WriteLine($"{entry.Name} is made by the library itself: there is nothing to download.");
                return ExitCode.Fine;
            }
            var paths = await DownloadView.ShowAsync(host.Terminal, entry, progress => new DataDownload(DataFolder.Default).GetAsync(entry, progress, cancel));
            foreach (var path in paths) host.Terminal.Out.WriteLine(path);
            return ExitCode.Fine;
        });
        return command;
    }

    private static Command PathOf(CliHost host)
    {
        var name = Name();
        var command = new Command("path", "Print where the files of a data set lie, one a line, each checked by its hash.") { name };
        command.SetAction(parse =>
        {
            var entry = DataSets.Find(parse.GetRequiredValue(name));
            if (entry.IsGenerated) throw CliException.Failed($"{entry.Name} is made by the library itself: it has no files.");
            foreach (var path in entry.Files.Select(file => DataFolder.Default.Require(entry, file)).ToList()) host.Terminal.Out.WriteLine(path);
            return ExitCode.Fine;
        });
        return command;
    }

    private static string Words(DataSetState state) => state switch
    {
        DataSetState.Generated => "generated",
        DataSetState.Here => "here",
        DataSetState.Damaged => "damaged",
        _ => "not here",
    };

    private static string Megabytes(long bytes) => bytes < 100_000 ? $"{bytes / 1000.0:0.0} kB" : $"{bytes / 1e6:0.0} MB";
}

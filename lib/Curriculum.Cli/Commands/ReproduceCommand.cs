using System.CommandLine;
using Curriculum.Cli.Course;
using Curriculum.Cli.Output;
using Curriculum.Data;
using Curriculum.Lessons.Experiments;
using Spectre.Console;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum reproduce</c>: runs a section's experiment from many seeds and writes the results file that its lesson shows.</summary>
internal static class ReproduceCommand
{
    public static Command Create(CliHost host)
    {
        var name = new Argument<string>("experiment") { Description = $"Which: {string.Join(", ", Experiment.All.Select(e => e.Name))}." };
        var dataset = new Option<string>("--dataset") { HelpName = string.Join('|', ImageData.Names), Description = "The images to learn from.", DefaultValueFactory = _ => ImageData.Names[0] };
        var seeds = new Option<int>("--seeds") { HelpName = "n", Description = "How many seeds: 0 … n − 1.", DefaultValueFactory = _ => 5 };
        var output = new Option<string?>("--out") { HelpName = "file", Description = "The file to write. [default: data/results/<experiment>.<dataset>.json]" };
        var command = new Command("reproduce", "Run an experiment of the course from many seeds, and write the results file that its lesson shows.") { name, dataset, seeds, output };
        command.SetAction((parse, cancel) => Task.Run(
            () => Run(host, parse.GetRequiredValue(name), parse.GetRequiredValue(dataset), parse.GetRequiredValue(seeds), parse.GetValue(output), cancel), cancel));
        return command;
    }

    private static int Run(CliHost host, string name, string dataset, int seeds, string? output, CancellationToken cancel)
    {
        var experiment = Experiment.Find(name) ?? throw CliException.Usage(
            $"There is no experiment '{name}'. There are: {string.Join(", ", Experiment.All.Select(e => e.Name))}. {NearestNames.Suggestion(name, Experiment.All.Select(e => e.Name))}".TrimEnd());
        if (seeds < 1) throw CliException.Usage($"--seeds must be 1 or more, got {seeds}.");
        _ = DatasetVariable.For(dataset);
        var file = output is null
            ? Path.Combine(host.Repository.Root, "data", "results", ExperimentResults.FileName(name, dataset))
            : host.FullPath(output);

        var results = experiment.Reproduce(ImageData.Load(dataset), seeds, new Lines(host.Terminal.Error), cancel);
        results.Write(file);
        Show(host.Terminal, results);
        host.Terminal.Out.WriteLine($"{seeds} seeds on {dataset}: {(output is null ? host.Repository.Relative(file) : file)}");
        return ExitCode.Fine;
    }

    private static void Show(Terminal terminal, ExperimentResults results)
    {
        var table = new Table { Border = terminal.IsInteractive ? TableBorder.Simple : TableBorder.None };
        table.AddColumns(new TableColumn("variant").NoWrap(), Number("test median"), Number("smallest"), Number("largest"), Number("train median"));
        foreach (var row in results.Rows)
            table.AddRow(new[] { row.Id, Share(row.TestBand.Median), Share(row.TestBand.Min), Share(row.TestBand.Max), Share(row.TrainBand.Median) }.Select(text => new Text(text)));
        terminal.Console.Write(table);
    }

    private static TableColumn Number(string title) => new TableColumn(title).RightAligned().NoWrap();

    private static string Share(double value) => $"{value:0.0000}";

    // One line a variant: enough to see it move.
    private sealed class Lines(TextWriter writer) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value)
        {
            if (value.Seed == 0) writer.WriteLine($"{100 * value.Done / value.Total,3} %  {value.Variant}");
        }
    }
}

using System.CommandLine;
using Curriculum.Arrays;
using Curriculum.Cli.Output;
using Curriculum.Data;
using Curriculum.Engine.Execution;
using Curriculum.Lessons.Experiments;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum reproduce</c>: runs a section's experiment over seeds and writes the results file that its lesson shows.</summary>
internal static class ReproduceCommand
{
    private const int DefaultSeeds = 5;

    public static Command Create(CliHost host)
    {
        var name = new Argument<string>("name") { Description = "The experiment, such as vanishing-gradient." };
        var dataset = new Option<string>("--dataset")
        {
            HelpName = string.Join('|', ImageData.Names),
            Description = "The images to learn from.",
            DefaultValueFactory = _ => ImageData.Names[0],
        };
        var seeds = NumberOption.Create<int>("--seeds", "N", "How many seeds: 0 to N − 1.", "a whole number, at least 1", value => value >= 1, whenLeftOut: DefaultSeeds);
        var output = new Option<string?>("--out") { HelpName = "FILE", Description = "The file to write, instead of data/results/NAME.DATASET.json (NAME.DATASET.gpu.json from a graphics processor)." };
        var device = DeviceOption.Create();
        var command = new Command("reproduce", "Run a section's experiment over seeds, and write the results file that its lesson shows.") { name, dataset, seeds, output, device, ReproduceTranslationCommand.Create(host) };
        command.SetAction(async (parse, cancel) =>
        {
            using var _ = DeviceOption.Choose(host, parse.GetValue(device));
            return await RunAsync(host, parse.GetRequiredValue(name), parse.GetRequiredValue(dataset), parse.GetRequiredValue(seeds), parse.GetValue(output), cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, string name, string dataset, int seeds, string? output, CancellationToken cancel)
    {
        var experiment = Find(host.Experiments(), name);
        _ = DatasetVariable.For(dataset);
        var path = output is not null ? host.FullPath(output) : Path.Combine(host.Repository.Root, "data", "results", ExperimentResults.FileName(experiment.Name, dataset + DeviceOption.FileMark));
        WritableFile.Require(path, output is not null ? "--out" : "results");
        host.Terminal.Out.WriteLine($"{experiment.Name}: {experiment.Title}");
        // WaitAsync: a run of minutes must not keep Ctrl-C waiting; the process ends with it.
        var results = await ExperimentView.ShowAsync(
            host.Terminal,
            progress => Task.Run(() => experiment.Reproduce(ImageData.Load(dataset), seeds, progress, cancel), cancel).WaitAsync(cancel));
        results = results with { Device = Device.Default.Name };
        results.Write(path);
        ExperimentView.WriteTable(host.Terminal, results);
        host.Terminal.Out.WriteLine($"written: {host.Repository.Relative(path)}");
        return ExitCode.Fine;
    }

    private static Experiment Find(IReadOnlyList<Experiment> experiments, string name)
    {
        string[] names = [.. experiments.Select(experiment => experiment.Name), ReproduceTranslationCommand.Name];
        return experiments.FirstOrDefault(experiment => experiment.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw CliException.Usage($"There is no experiment '{name}'. {NearestNames.Suggestion(name, names)} There are: {string.Join(", ", names)}.".Replace("  ", " "));
    }
}

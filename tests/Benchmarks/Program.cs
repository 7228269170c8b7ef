using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Curriculum.Arrays;
using Curriculum.Benchmarks;

const string Usage = """
    --list                    names every workload
    --run [NAME ...]          times workloads (all without a name; a * at the end matches any rest)
    --peers [NAME ...]        times them and PyTorch in turns, and prints the ratios as a table
    --small                   times calls on small arrays, with BenchmarkDotNet
    --threads N               with N threads; --peers without it: with 1 and with 2
    --seconds S               spends so long on each (1; --peers: 2 on each side)
    --cpu                     counts processor time rather than time: for a busy machine, with one thread
    --json                    prints a line of JSON for each
    """;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string command = args.FirstOrDefault() ?? "";
int? threads = Option("--threads") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : null;
double? seconds = Option("--seconds") is { } time ? double.Parse(time, CultureInfo.InvariantCulture) : null;
string[] names = [.. args.Skip(1).Where((argument, i) => !argument.StartsWith('-') && args[i] is not ("--threads" or "--seconds"))];
Workload[] chosen = [.. Workloads.All.Where(w => names.Length == 0 || names.Any(name => name.EndsWith('*') ? w.Name.StartsWith(name[..^1], StringComparison.Ordinal) : w.Name == name))];
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"No workload has the name {string.Join(" or ", names)}; --list shows them.");
    return 2;
}

Measurement.CountsProcessorTime = args.Contains("--cpu");
switch (command)
{
    case "--list":
        foreach (var workload in chosen)
            Console.WriteLine(workload.Name);
        return 0;
    case "--run":
        Threads.Count = threads ?? 1;
        foreach (var workload in chosen)
            Report(workload, Measurement.Of(workload.Prepare(), seconds ?? 1));
        return 0;
    case "--peers":
        PeerTable.Print(chosen, threads is { } n ? [n] : [1, 2], seconds ?? 2);
        return 0;
    case "--small":
        Threads.Count = threads ?? 1;
        BenchmarkRunner.Run<SmallBenchmarks>(DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)));
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;

void Report(Workload workload, Measurement m)
{
    if (args.Contains("--json"))
    {
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            name = workload.Name,
            threads = Threads.Count,
            median_us = m.Median * 1e6,
            best_us = m.Best * 1e6,
            samples = m.Samples,
            gflops = workload.Operations > 0 ? workload.Operations / m.Median / 1e9 : (double?)null,
        }));
        return;
    }

    string speed = workload.Operations > 0 ? $"   {workload.Operations / m.Median / 1e9,7:0.0} GFLOP/s (best {workload.Operations / m.Best / 1e9:0.0})" : "";
    Console.WriteLine($"{workload.Name,-24} median {m.Median * 1e6,11:0.0} µs   best {m.Best * 1e6,11:0.0} µs   of {m.Samples,6}{speed}");
}

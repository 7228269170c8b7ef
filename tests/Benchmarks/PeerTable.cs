using Curriculum.Arrays;

namespace Curriculum.Benchmarks;

/// <summary>Times this library and PyTorch in turns and prints the ratios of their times, as a Markdown table.</summary>
internal static class PeerTable
{
    // In turns, so that a busy moment of the machine meets both.
    private const int Rounds = 4;

    public static void Print(IReadOnlyList<Workload> workloads, IReadOnlyList<int> threadCounts, double seconds)
    {
        var columns = new Dictionary<(string Name, int Threads), (Measurement Ours, Measurement? Theirs)>();
        foreach (int threads in threadCounts)
        {
            Threads.Count = threads;
            using var peer = new PeerProcess(threads);
            Console.Error.WriteLine($"{peer.Version}, {threads} thread(s)");
            foreach (var workload in workloads)
            {
                columns[(workload.Name, threads)] = Compare(workload, peer, seconds);
                Console.Error.WriteLine(Line(workload, [columns[(workload.Name, threads)]]));
            }
        }

        Console.WriteLine($"| workload |{string.Concat(threadCounts.Select(t => $" ours, {t} thr. | PyTorch | **ratio** | of best | GFLOP/s |"))}");
        Console.WriteLine($"|---|{string.Concat(threadCounts.Select(_ => "--:|--:|--:|--:|--:|"))}");
        foreach (var workload in workloads)
            Console.WriteLine(Line(workload, [.. threadCounts.Select(threads => columns[(workload.Name, threads)])]));
    }

    private static (Measurement Ours, Measurement? Theirs) Compare(Workload workload, PeerProcess peer, double seconds)
    {
        var action = workload.Prepare();
        var (ours, theirs) = (new List<Measurement>(), new List<Measurement>());
        for (int round = 0; round < Rounds; round++)
        {
            ours.Add(Measurement.Of(action, seconds / Rounds));
            if (peer.Measure(workload.Name, seconds / Rounds) is { } measured)
                theirs.Add(measured);
        }

        return (Join(ours), theirs.Count == 0 ? null : Join(theirs));
    }

    // The median of the quietest round.
    private static Measurement Join(List<Measurement> rounds) => new(rounds.Min(m => m.Median), rounds.Min(m => m.Best), rounds.Sum(m => m.Samples));

    private static string Line(Workload workload, IEnumerable<(Measurement Ours, Measurement? Theirs)> results)
        => $"| {workload.Name} |{string.Concat(results.Select(result => Cells(workload, result.Ours, result.Theirs)))}";

    private static string Cells(Workload workload, Measurement ours, Measurement? theirs)
    {
        string speed = workload.Operations > 0 ? $"{workload.Operations / ours.Best / 1e9:0.0}" : "";
        return theirs is null
            ? $" {Microseconds(ours.Median)} | | | | {speed} |"
            : $" {Microseconds(ours.Median)} | {Microseconds(theirs.Median)} | **{ours.Median / theirs.Median:0.00}** | {ours.Best / theirs.Best:0.00} | {speed} |";
    }

    private static string Microseconds(double seconds) => seconds >= 1e-3 ? $"{seconds * 1e3:0.00} ms" : $"{seconds * 1e6:0.0} µs";
}

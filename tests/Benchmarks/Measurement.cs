using System.Diagnostics;

namespace Curriculum.Benchmarks;

/// <summary>The times of one workload, in seconds a run.</summary>
internal sealed record Measurement(double Median, double Best, int Samples)
{
    // Shorter runs are timed several at once: the clock itself costs some 30 ns.
    private const double ShortestSample = 50e-6;

    /// <summary>Whether what is counted is the time that the process spent on a processor, in all its threads: what other programs take does not show.</summary>
    public static bool CountsProcessorTime { get; set; }

    private static double Now => CountsProcessorTime ? Environment.CpuUsage.TotalTime.TotalSeconds : Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    /// <summary>Times an action again and again for so many seconds, at least five times.</summary>
    public static Measurement Of(Action action, double seconds)
    {
        for (int i = 0; i < 3; i++)
            action();
        double once = Time(action, 1);
        int repeats = (int)Math.Clamp(ShortestSample / Math.Max(once, 1e-9), 1, 10_000);
        var samples = new List<double>();
        long start = Stopwatch.GetTimestamp();
        while (samples.Count < 5 || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
            samples.Add(Time(action, repeats));
        return Of(samples);
    }

    public static Measurement Of(IEnumerable<double> samples)
    {
        double[] sorted = [.. samples.Order()];
        return new(sorted[sorted.Length / 2], sorted[0], sorted.Length);
    }

    private static double Time(Action action, int repeats)
    {
        double start = Now;
        for (int i = 0; i < repeats; i++)
            action();
        return (Now - start) / repeats;
    }
}

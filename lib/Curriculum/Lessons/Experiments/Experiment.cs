using System.Globalization;
using Curriculum.Data;

namespace Curriculum.Lessons.Experiments;

/// <summary>A section's experiment: variants that are each run from the seeds 0, 1, 2, … and kept as bands (<c>curriculum reproduce NAME</c>).</summary>
/// <param name="Name">The name on the command line and of the results file.</param>
/// <param name="Title">One line that says what is asked.</param>
/// <param name="Variants">What is compared.</param>
/// <param name="Probe">Other figures of a seed, by name.</param>
public sealed record Experiment(
    string Name, string Title, IReadOnlyList<Variant> Variants, Func<DataSplit, uint, IReadOnlyDictionary<string, double>> Probe)
{
    /// <summary>Every experiment there is.</summary>
    public static IReadOnlyList<Experiment> All { get; } =
    [
        GradientDescent.Experiment, VanishingGradient.Experiment, OptimizerComparison.Experiment, Overfitting.Experiment,
        MultiTask.Experiment, EnsembleComparison.Experiment,
        Convolutions.Experiment, DeepConvolutions.Experiment, SmallAlexNet.Experiment,
    ];

    /// <summary>Runs every variant from the seeds 0 … <paramref name="seeds"/> − 1.</summary>
    /// <param name="data">What is learned and tested on.</param>
    /// <param name="seeds">How many seeds, at least 1.</param>
    /// <param name="progress">Told of every finished run.</param>
    /// <param name="cancel">Stops between two runs.</param>
    /// <exception cref="ArgumentOutOfRangeException">seeds is not positive.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ExperimentResults Reproduce(DataSplit data, int seeds, IProgress<ExperimentProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seeds);
        var rows = new List<ResultRow>();
        var measures = new Dictionary<string, double[]>();
        int done = 0, total = (Variants.Count + 1) * seeds;
        foreach (var variant in Variants)
        {
            var runs = new List<VariantRun>();
            for (uint seed = 0; seed < seeds; seed++)
            {
                cancel.ThrowIfCancellationRequested();
                runs.Add(variant.Run(data, seed));
                progress?.Report(new ExperimentProgress(variant.Id, seed, ++done, total));
            }

            rows.Add(ResultRow.Of(variant, runs));
            Add(measures, [.. runs.Select(run => run.Measures)]);
        }

        var probes = new List<IReadOnlyDictionary<string, double>>();
        for (uint seed = 0; seed < seeds; seed++)
        {
            cancel.ThrowIfCancellationRequested();
            probes.Add(Probe(data, seed));
            progress?.Report(new ExperimentProgress("measures", seed, ++done, total));
        }

        Add(measures, probes);
        return new ExperimentResults(Name, data.Name, data.Train.Count, data.Test.Count, seeds, rows, measures);
    }

    private static void Add(Dictionary<string, double[]> measures, List<IReadOnlyDictionary<string, double>> seeds)
    {
        foreach (string name in seeds[0].Keys)
            measures.Add(name, [.. seeds.Select(seed => Significant(seed[name]))]);
    }

    private static double Significant(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}

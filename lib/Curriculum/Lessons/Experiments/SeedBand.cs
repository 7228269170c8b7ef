namespace Curriculum.Lessons.Experiments;

/// <summary>How a figure spreads over the seeds: smallest, 10th percentile, median, 90th percentile, largest.</summary>
/// <param name="Min">The smallest value.</param>
/// <param name="P10">The value that a tenth of the seeds stay below.</param>
/// <param name="Median">The middle value.</param>
/// <param name="P90">The value that a tenth of the seeds exceed.</param>
/// <param name="Max">The largest value.</param>
public sealed record SeedBand(double Min, double P10, double Median, double P90, double Max)
{
    /// <summary>The band of one value per seed. Percentiles lie between neighbours by linear interpolation, as in NumPy.</summary>
    /// <param name="values">One value per seed, in any order.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static SeedBand Of(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
            throw new ArgumentException("SeedBand: values must hold at least one number, got none.", nameof(values));
        return new SeedBand(sorted[0], At(sorted, 0.1), At(sorted, 0.5), At(sorted, 0.9), sorted[^1]);
    }

    /// <summary>Whether a value lies between the smallest and the largest of the band.</summary>
    /// <param name="value">The value.</param>
    public bool Contains(double value) => value >= Min && value <= Max;

    private static double At(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}

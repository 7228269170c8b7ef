namespace Curriculum.Lessons;

/// <summary>What others measured: the range of a quantity over independent runs on one data set, with its source.</summary>
/// <param name="Id">Exercise and variant, such as "2_2_1-relu-he".</param>
/// <param name="Dataset">The data set that the runs used.</param>
/// <param name="Quantity">What was measured.</param>
/// <param name="Low">The lowest run.</param>
/// <param name="Median">The middle of the runs.</param>
/// <param name="High">The highest run.</param>
/// <param name="Runs">How many runs there were.</param>
/// <param name="Source">Who ran what.</param>
public sealed record Band(string Id, string Dataset, string Quantity, double Low, double Median, double High, int Runs, string Source)
{
    /// <summary>The bands of the course, all from one sourced file.</summary>
    public static IReadOnlyList<Band> All => Evidence.BandFile.Bands;

    /// <summary>The band of an exercise on a data set.</summary>
    /// <param name="id">Exercise and variant.</param>
    /// <param name="dataset">"mnist", "mnist10k", …</param>
    /// <exception cref="ArgumentException">There is none; the message names those there are.</exception>
    public static Band Find(string id, string dataset) => All.FirstOrDefault(b => b.Id == id && b.Dataset == dataset)
        ?? throw new ArgumentException($"Band: there is no band '{id}' on '{dataset}'. Nearest: {string.Join(", ", Questions.NearestNames.Of($"{id} on {dataset}", All.Select(b => $"{b.Id} on {b.Dataset}"), 3))}.");

    /// <summary>Whether a measured value lies in the band.</summary>
    /// <param name="value">The value.</param>
    public bool Contains(double value) => value >= Low && value <= High;
}

namespace Curriculum.Lessons.Evidence;

/// <summary>bands.json: every reference band of the course, with its source.</summary>
internal sealed record BandFile(BandSource[] Sources)
{
    private static readonly Lazy<IReadOnlyList<Band>> Loaded = new(() => [.. EmbeddedJson.ReadAll<BandFile>(".bands.json").SelectMany(f => f.Sources).SelectMany(s => s.ToBands())]);

    public static IReadOnlyList<Band> Bands => Loaded.Value;
}

/// <summary>One source and the bands that it gives.</summary>
/// <param name="Source">Who ran what.</param>
/// <param name="Dataset">On which data.</param>
/// <param name="Quantity">What was measured.</param>
/// <param name="Bands">The bands.</param>
internal sealed record BandSource(string Source, string Dataset, string Quantity, BandRow[] Bands)
{
    public IEnumerable<Band> ToBands() => Bands.Select(b => new Band(b.Id, Dataset, Quantity, b.Low, b.Median, b.High, b.Runs, Source));
}

/// <summary>Lowest, middle and highest of so many runs.</summary>
internal sealed record BandRow(string Id, double Low, double Median, double High, int Runs);

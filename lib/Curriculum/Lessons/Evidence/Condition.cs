using System.Text.Json.Serialization;
using Curriculum.Lessons.Figures;

namespace Curriculum.Lessons.Evidence;

/// <summary>One inequality about the medians of measured values.</summary>
internal sealed record Condition
{
    /// <summary>What is measured.</summary>
    public required string Measure { get; init; }

    /// <summary>The median is above this.</summary>
    public double? Above { get; init; }

    /// <summary>The median is below this.</summary>
    public double? Below { get; init; }

    /// <summary>The median exceeds the median of this other measure …</summary>
    public string? Exceeds { get; init; }

    /// <summary>… by more than this.</summary>
    public double By { get; init; }

    /// <summary>The median lies in this band, where the data set has one.</summary>
    public string? Band { get; init; }

    [JsonIgnore]
    public IEnumerable<string> Measures => Exceeds is null ? [Measure] : [Measure, Exceeds];

    public bool IsMet(IReadOnlyDictionary<string, double[]> measured, string dataset)
    {
        var value = Median(measured[Measure]);
        return !(value <= Above) && !(value >= Below)
            && (Exceeds is null || value - Median(measured[Exceeds]) > By)
            && (BandOn(dataset) is not { } band || band.Contains(value));
    }

    /// <summary>The band on this data set, or null.</summary>
    public Lessons.Band? BandOn(string dataset) => Lessons.Band.All.FirstOrDefault(b => b.Id == Band && b.Dataset == dataset);

    /// <summary>The condition in symbols.</summary>
    public string InWords() => string.Join(", ", new[]
    {
        Above is { } above ? $"{Measure} > {NumberText.Short(above)}" : null,
        Below is { } below ? $"{Measure} < {NumberText.Short(below)}" : null,
        Exceeds is { } other ? $"{Measure} > {other}" + (By > 0 ? $" + {NumberText.Short(By)}" : "") : null,
    }.OfType<string>());

    public static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}

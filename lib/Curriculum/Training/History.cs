using Curriculum.Display;

namespace Curriculum.Training;

/// <summary>What a training run recorded: named series such as <c>loss</c> and <c>test accuracy</c>.</summary>
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [ViewFormatters.Plain])]
public sealed class History
{
    private readonly List<Series> _series = [];

    /// <summary>The series in the order in which they began.</summary>
    public IReadOnlyList<Series> Series => _series;

    /// <summary>How many updates have been made.</summary>
    public int Iterations { get; internal set; }

    /// <summary>A series by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public Series this[string name] => Find(name) ?? throw new KeyNotFoundException(
        $"History: there is no series '{name}'. Recorded: {(_series.Count == 0 ? "nothing yet" : string.Join(", ", _series.Select(s => $"'{s.Name}'")))}.");

    /// <summary>Adds a value to a series, which begins if it is new.</summary>
    /// <param name="name">The series.</param>
    /// <param name="iteration">After how many updates the value was taken.</param>
    /// <param name="value">The value.</param>
    public void Record(string name, double iteration, double value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var series = Find(name);
        if (series is null)
            _series.Add(series = new Series(name));
        series.Add(iteration, value);
    }

    /// <summary>Iterations and the last value of each series, on one line.</summary>
    public override string ToString() => $"{Iterations} iterations" + string.Concat(_series.Where(s => s.Count > 0).Select(s => $", {s.Name} {s.Last:0.####}"));

    internal void Clear() => _series.Clear();

    private Series? Find(string name) => _series.Find(s => s.Name == name);
}

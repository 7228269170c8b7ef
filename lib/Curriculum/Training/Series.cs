using Curriculum.Display;

namespace Curriculum.Training;

/// <summary>A quantity over the course of a training run: its values and the iterations at which they were taken.</summary>
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [ViewFormatters.Plain])]
public sealed class Series
{
    private readonly List<double> _iterations = [];
    private readonly List<double> _values = [];

    internal Series(string name) => Name = name;

    /// <summary>What is measured, such as <c>loss</c>.</summary>
    public string Name { get; }

    /// <summary>The number of values.</summary>
    public int Count => _values.Count;

    /// <summary>After how many updates each value was taken.</summary>
    public IReadOnlyList<double> Iterations => _iterations;

    /// <summary>The values.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The last value.</summary>
    /// <exception cref="InvalidOperationException">There is none yet.</exception>
    public double Last => _values.Count > 0 ? _values[^1] : throw new InvalidOperationException($"Series: '{Name}' has no value yet.");

    /// <summary>The mean of the last values: a single mini-batch says little.</summary>
    /// <param name="count">How many, or all if there are fewer.</param>
    public double MeanOfLast(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return _values.Skip(_values.Count - count).DefaultIfEmpty(double.NaN).Average();
    }

    /// <summary>Each value replaced by the mean of itself and the ones before it, at most <paramref name="window"/> together.</summary>
    /// <param name="window">How many values are averaged.</param>
    public IReadOnlyList<double> Smoothed(int window)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        double[] smoothed = new double[_values.Count];
        double sum = 0;
        for (int i = 0; i < smoothed.Length; i++)
        {
            sum += _values[i] - (i >= window ? _values[i - window] : 0);
            smoothed[i] = sum / Math.Min(i + 1, window);
        }

        return smoothed;
    }

    /// <summary>Name, number of values and the last one.</summary>
    public override string ToString() => Count == 0 ? $"{Name}: no values" : $"{Name}: {Count} values, last {Last:0.####}";

    internal void Add(double iteration, double value)
    {
        _iterations.Add(iteration);
        _values.Add(value);
    }
}

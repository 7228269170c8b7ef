namespace Curriculum.Lessons.Figures;

/// <summary>One tick: where, and what is written there (null: a short unlabelled stroke).</summary>
internal readonly record struct Tick(double Value, string? Label);

/// <summary>Round places for ticks.</summary>
internal static class Ticks
{
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    /// <summary>About <paramref name="wanted"/> ticks at multiples of 1, 2, 2.5 or 5 times a power of ten.</summary>
    /// <param name="low">The lower end of the axis.</param>
    /// <param name="high">The upper end.</param>
    /// <param name="wanted">How many fit.</param>
    /// <param name="wholeNumbers">No step below 1: an axis of layers has no layer 1.5.</param>
    public static Tick[] Linear(double low, double high, int wanted, bool wholeNumbers)
    {
        // Few whole numbers, such as layers, have short labels: 2 4 6 rather than a lonely 5.
        if (wholeNumbers && high - low <= 12) wanted = Math.Max(wanted, 4);
        var (factor, exponent) = RoundStep(high - low, wanted);
        if (wholeNumbers && (exponent < 0 || (factor == 2.5 && exponent == 0))) (factor, exponent) = (exponent < 0 ? 1 : 5, 0);

        var step = factor * Decades.Power(exponent);
        var first = (long)Math.Ceiling((low / step) - 1e-9);
        var last = (long)Math.Floor((high / step) + 1e-9);
        var decimals = Math.Max(0, -exponent) + (factor == 2.5 && exponent <= 0 ? 1 : 0);
        var largest = Math.Max(Math.Abs(first), Math.Abs(last)) * step;
        // k·step rather than low + k·step: 0.3 stays 0.3.
        return [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => (first + i) * step).Select(v => new Tick(v, Label(v, decimals, largest)))];
    }

    /// <summary>The powers of ten, thinned to what fits, with strokes between them; 2 and 5 are written too when there is room.</summary>
    public static Tick[] Logarithmic(double low, double high, int wanted)
    {
        var (first, last) = (Decades.Floor(low), Decades.Ceiling(high));
        var every = Math.Max(1, (int)Math.Ceiling((last - first) / (double)Math.Max(1, wanted)));
        var fewDecades = last - first <= 2;
        var ticks = new List<Tick>();
        for (var n = first; n <= last; n++)
        {
            for (var digit = 1; digit <= 9; digit++)
            {
                var value = digit * Decades.Power(n);
                if (value < low * (1 - 1e-9) || value > high * (1 + 1e-9)) continue;
                if (digit == 1 && (n - first) % every == 0) ticks.Add(new(value, fewDecades ? NumberText.Short(value) : Decades.Label(n)));
                else if (fewDecades && digit is 2 or 5) ticks.Add(new(value, fewDecades ? NumberText.Short(value) : null));
                else if (every == 1) ticks.Add(new(value, null));
            }
        }
        return [.. ticks];
    }

    /// <summary>A round number near a <paramref name="parts"/>-th of <paramref name="length"/>.</summary>
    public static double Step(double length, int parts)
    {
        var (factor, exponent) = RoundStep(length, parts);
        return factor * Decades.Power(exponent);
    }

    private static (double Factor, int Exponent) RoundStep(double length, int parts)
    {
        var raw = length / Math.Max(1, parts);
        var power = Decades.Floor(raw);
        var factor = Steps.First(s => s * Decades.Power(power) >= raw * (1 - 1e-9));
        return factor == 10 ? (1, power + 1) : (factor, power);
    }

    private static string Label(double value, int decimals, double largest) =>
        largest >= 1e7 || (largest < 1e-3 && largest > 0) ? NumberText.Short(value) : NumberText.Fixed(value == 0 ? 0 : value, decimals);
}

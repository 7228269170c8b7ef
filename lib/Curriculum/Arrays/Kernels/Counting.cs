namespace Curriculum.Arrays.Kernels;

/// <summary>Elements counted by intervals.</summary>
internal static class Counting
{
    public static (NdArray Counts, NdArray Edges) Histogram(NdArray array, int bins, (double Low, double High)? range)
    {
        if (bins is < 1 or int.MaxValue)
            throw new ShapeException($"Histogram: bins must be 1 … {int.MaxValue - 1}, got {bins}.");
        double[] values = array.ToArray<double>();
        var (low, high) = range ?? (values.Length == 0 ? (0, 1) : (array.Min().Item(), array.Max().Item()));
        if (!double.IsFinite(low) || !double.IsFinite(high) || high < low)
            throw new ShapeException($"Histogram: the range must be finite and rising, got {low} … {high}. Give a range, or leave out what is not a number.");
        if (low == high)
            (low, high) = (low - 0.5, high + 0.5);

        var edges = NdArray.Linspace(low, high, bins + 1);
        double[] limits = edges.ToArray<double>();
        long[] counts = new long[bins];
        foreach (double value in values)
        {
            if (!(value >= low && value <= high))
                continue;
            int bin = Math.Min(bins - 1, (int)((value - low) / (high - low) * bins));

            // The division may have rounded across a limit.
            if (value < limits[bin])
                bin--;
            else if (bin < bins - 1 && value >= limits[bin + 1])
                bin++;
            counts[bin]++;
        }

        return (NdArray.Of(counts), edges);
    }

    public static NdArray Histogram(NdArray array, NdArray edges)
    {
        double[] limits = edges.ToArray<double>();
        if (edges.Rank != 1 || limits.Length < 2 || limits.Zip(limits.Skip(1)).Any(pair => !(pair.First <= pair.Second)))
            throw new ShapeException($"Histogram: edges must be a vector of at least two rising numbers, got shape {edges.Shape}. Sort them first.");
        long[] counts = new long[limits.Length - 1];
        foreach (double value in array.ToArray<double>())
        {
            if (!(value >= limits[0] && value <= limits[^1]))
                continue;
            int low = 0, high = counts.Length - 1;
            while (low < high)
            {
                int middle = (low + high + 1) / 2;
                (low, high) = limits[middle] <= value ? (middle, high) : (low, middle - 1);
            }

            counts[low]++;
        }

        return NdArray.Of(counts);
    }
}

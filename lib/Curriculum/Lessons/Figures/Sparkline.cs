namespace Curriculum.Lessons.Figures;

/// <summary>Curves, bars and grey values in block characters.</summary>
internal static class Sparkline
{
    public const int Columns = 40;
    private const string Levels = "▁▂▃▄▅▆▇█";
    private const string Shades = " ░▒▓█";

    /// <summary>A curve in <see cref="Columns"/> characters: the mean of the values in each stretch of x, a space where there is none.</summary>
    public static string Curve(double[] x, double[] y, Scale across, Scale up)
    {
        var (sums, counts) = (new double[Columns], new int[Columns]);
        for (var i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            if (!across.Contains(x[i]) || !up.CanShow(y[i])) continue;
            var column = Math.Min(Columns - 1, (int)(across.Fraction(x[i]) * Columns));
            sums[column] += up.Fraction(y[i]);
            counts[column]++;
        }
        var text = new char[Columns];
        // Few points leave columns empty between them; the curve is carried on to the next point.
        var (last, level) = (Array.FindLastIndex(counts, c => c > 0), ' ');
        for (var c = 0; c < Columns; c++)
        {
            if (counts[c] > 0) level = Level(sums[c] / counts[c]);
            text[c] = c <= last ? level : ' ';
        }
        return new string(text).TrimEnd();
    }

    /// <summary>One character a value, from 0 to the largest.</summary>
    public static string Bars(IEnumerable<double> values, double largest) => string.Concat(values.Select(v => v <= 0 ? ' ' : Level(v / largest)));

    /// <summary>A horizontal bar of at most <see cref="Columns"/> characters.</summary>
    public static string Bar(double fraction)
    {
        var eighths = (int)Math.Round(Math.Clamp(fraction, 0, 1) * Columns * 8, MidpointRounding.AwayFromZero);
        return new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : "▏▎▍▌▋▊▉"[(eighths % 8) - 1]);
    }

    /// <summary>A matrix in shades, thinned to at most <paramref name="columns"/> by <paramref name="rows"/> cells; a cell is two characters wide when there is room.</summary>
    public static IEnumerable<string> Shade(int height, int width, Func<int, int, double> fraction, int columns, int rows)
    {
        var (w, h) = (Math.Min(width, columns), Math.Min(height, rows));
        for (var r = 0; r < h; r++)
        {
            yield return string.Concat(Enumerable.Range(0, w).Select(c =>
            {
                var value = Mean(fraction, (r * height / h, ((r + 1) * height + h - 1) / h), (c * width / w, ((c + 1) * width + w - 1) / w));
                return new string(double.IsFinite(value) ? Shades[(int)Math.Round(Math.Clamp(value, 0, 1) * (Shades.Length - 1), MidpointRounding.AwayFromZero)] : '?', w * 2 <= columns ? 2 : 1);
            })).TrimEnd();
        }
    }

    private static double Mean(Func<int, int, double> fraction, (int From, int To) rows, (int From, int To) columns)
    {
        var (sum, count) = (0.0, 0);
        for (var r = rows.From; r < rows.To; r++)
        {
            for (var c = columns.From; c < columns.To; c++)
            {
                sum += fraction(r, c);
                count++;
            }
        }
        return sum / count;
    }

    private static char Level(double fraction) => Levels[(int)Math.Clamp(Math.Floor(Math.Clamp(fraction, 0, 1) * Levels.Length), 0, Levels.Length - 1)];
}

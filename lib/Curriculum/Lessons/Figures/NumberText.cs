using System.Globalization;

namespace Curriculum.Lessons.Figures;

/// <summary>How numbers are written beside a chart or in a table.</summary>
internal static class NumberText
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Four significant digits: 0.1032, 12.5, 3.1×10⁻⁵, 40,000.</summary>
    public static string Short(double value) => Significant(value, 4);

    /// <summary>A number with at most <paramref name="digits"/> significant digits.</summary>
    public static string Significant(double value, int digits)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "∞" : "−∞";
        if (value == 0) return "0";
        // Rounded first, so that 9.99996 is 10 and not 9.9999 with a fifth digit.
        var rounded = double.Parse(value.ToString($"E{digits - 1}", Invariant), Invariant);
        var exponent = Decades.Floor(Math.Abs(rounded));
        if (exponent is < -4 or > 6)
        {
            var mantissa = double.Parse(rounded.ToString($"E{digits - 1}", Invariant).Split('E')[0], Invariant);
            return Sign(mantissa.ToString("0.######", Invariant)) + "×" + Decades.Label(exponent);
        }
        var decimals = Math.Max(0, digits - 1 - exponent);
        return Sign(rounded.ToString("#,##0." + new string('#', decimals), Invariant));
    }

    /// <summary>A number with exactly <paramref name="decimals"/> decimals.</summary>
    public static string Fixed(double value, int decimals) => Sign(value.ToString("#,##0." + new string('0', decimals), Invariant));

    private static string Sign(string text) => text.Replace('-', '−');
}

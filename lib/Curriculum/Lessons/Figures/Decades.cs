using System.Globalization;
using System.Text;

namespace Curriculum.Lessons.Figures;

/// <summary>Powers of ten, exact at the powers themselves.</summary>
internal static class Decades
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>10ⁿ, the double nearest to it.</summary>
    public static double Power(int n) => double.Parse($"1e{n}", CultureInfo.InvariantCulture);

    /// <summary>The largest n with 10ⁿ ≤ <paramref name="value"/> &gt; 0.</summary>
    public static int Floor(double value)
    {
        // A logarithm may land a hair below an exact power: the powers themselves decide.
        var n = (int)Math.Floor(Math.Log10(value));
        while (Power(n + 1) <= value) n++;
        while (Power(n) > value) n--;
        return n;
    }

    /// <summary>The smallest n with 10ⁿ ≥ <paramref name="value"/> &gt; 0.</summary>
    public static int Ceiling(double value) => Power(Floor(value)) == value ? Floor(value) : Floor(value) + 1;

    /// <summary>"10⁻³".</summary>
    public static string Label(int n)
    {
        var text = new StringBuilder("10");
        if (n < 0) text.Append('⁻');
        foreach (var digit in Math.Abs(n).ToString(CultureInfo.InvariantCulture)) text.Append(Superscripts[digit - '0']);
        return text.ToString();
    }
}

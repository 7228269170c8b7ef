using Curriculum.Display;

namespace Curriculum.Autograd;

/// <summary>One derivative by rule beside the same derivative by central differences.</summary>
/// <param name="Order">1 for the gradient, 2 for the gradient of the gradient, and so on.</param>
/// <param name="Place">Which input, or which element, is compared.</param>
/// <param name="Analytic">The derivative that was to be checked.</param>
/// <param name="Numeric">The derivative by central differences.</param>
/// <param name="RelativeError">Their distance, relative to the larger of them (or to the size of the function, where both are nearly 0).</param>
/// <param name="Expected">What a right derivative stays below.</param>
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [ViewFormatters.Plain])]
public sealed record GradientComparison(int Order, string Place, double Analytic, double Numeric, double RelativeError, double Expected)
{
    /// <summary>Whether the error is as small as expected.</summary>
    public bool Passed => RelativeError < Expected;

    /// <summary>The error beside the magnitude to expect, and where it is too large the two values.</summary>
    /// <returns>A line of text.</returns>
    public override string ToString()
    {
        string line = $"relative error {Magnitude(RelativeError)} (expected < {Magnitude(Expected)}) {(Passed ? "✓" : "✗")}";
        return Passed ? line : $"{line}  {Place}: analytic {Analytic:g6}, numeric {Numeric:g6}{Ratio()}";
    }

    // The factor often gives the mistake away: 2, the size of the batch, −1.
    private string Ratio() => Numeric != 0 && double.IsFinite(Analytic / Numeric) ? $", ratio {Analytic / Numeric:g4}" : "";

    private static string Magnitude(double value) =>
        value == 0 ? "0" : value is >= 0.01 and < 1000 ? $"{value:g2}" : value.ToString(double.Log10(value) % 1 == 0 ? "0e-0" : "0.0e-0");
}

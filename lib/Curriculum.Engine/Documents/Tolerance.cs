namespace Curriculum.Engine.Documents;

/// <summary>How far the numbers of a cell's fresh outputs may be from the stored ones: |a − b| ≤ max(absolute, relative · |b|).</summary>
/// <param name="Relative">Allowed difference as a part of the stored number.</param>
/// <param name="Absolute">Allowed difference near zero.</param>
/// <param name="Reason">Why this cell cannot be compared exactly; empty is reported as a difference.</param>
public sealed record Tolerance(double Relative, double Absolute, string Reason)
{
    /// <summary>Whether <paramref name="actual"/> is close enough to the stored <paramref name="expected"/>.</summary>
    public bool Accepts(double expected, double actual) =>
        expected.Equals(actual) || Math.Abs(actual - expected) <= Math.Max(Absolute, Relative * Math.Abs(expected));
}

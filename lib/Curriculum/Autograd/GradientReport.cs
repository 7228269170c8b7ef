using Curriculum.Display;

namespace Curriculum.Autograd;

/// <summary>What <see cref="GradientCheck"/> found: the worst comparison of each order.</summary>
/// <param name="Orders">One comparison an order, rising.</param>
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [ViewFormatters.Plain])]
public sealed record GradientReport(IReadOnlyList<GradientComparison> Orders)
{
    /// <summary>The worst comparison, measured by what was expected of it.</summary>
    public GradientComparison Worst => Orders.MaxBy(order => double.IsNaN(order.RelativeError) ? double.PositiveInfinity : order.RelativeError / order.Expected)!;

    /// <summary>The relative error of the worst comparison.</summary>
    public double RelativeError => Worst.RelativeError;

    /// <summary>What a right derivative stays below there.</summary>
    public double Expected => Worst.Expected;

    /// <summary>Whether every order passed.</summary>
    public bool Passed => Orders.All(order => order.Passed);

    /// <summary>The error beside the magnitude to expect; a line an order when there are several.</summary>
    /// <returns>Such as <c>relative error 3.1e-10 (expected &lt; 1e-7) ✓</c>.</returns>
    public override string ToString() => Orders.Count == 1
        ? Orders[0].ToString()
        : string.Join('\n', Orders.Select(order => $"order {order.Order}: {order}"));
}

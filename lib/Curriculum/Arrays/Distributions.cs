using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Curriculum.Arrays;

/// <summary>Probabilities and quantiles of common distributions, worked by MathNet.Numerics: for confidence intervals and tests.</summary>
public static class Distributions
{
    /// <summary>P(X ≤ x) of a normal distribution, for every element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">sd is not above 0.</exception>
    public static NdArray NormalCdf(NdArray x, double mean = 0, double sd = 1)
        => Map("NormalCdf", x, Above0("NormalCdf", nameof(sd), sd), value => Normal.CDF(mean, sd, value));

    /// <summary>The x with P(X ≤ x) = p of a normal distribution, for every element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">sd is not above 0, or an element is not 0 … 1.</exception>
    public static NdArray NormalQuantile(NdArray p, double mean = 0, double sd = 1)
        => Quantile("NormalQuantile", p, Above0("NormalQuantile", nameof(sd), sd), value => Normal.InvCDF(mean, sd, value));

    /// <summary>P(X ≤ x) of Student's t distribution, for every element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">degreesOfFreedom is not above 0.</exception>
    public static NdArray StudentTCdf(NdArray x, double degreesOfFreedom)
        => Map("StudentTCdf", x, Above0("StudentTCdf", nameof(degreesOfFreedom), degreesOfFreedom), value => StudentT.CDF(0, 1, degreesOfFreedom, value));

    /// <summary>The x with P(X ≤ x) = p of Student's t distribution, for every element: 0.975 gives the factor of a 95 % interval.</summary>
    /// <exception cref="ArgumentOutOfRangeException">degreesOfFreedom is not above 0, or an element is not 0 … 1.</exception>
    /// <exception cref="ArithmeticException">There are so few degrees of freedom, or p is so near 0 or 1, that the search for x does not end.</exception>
    public static NdArray StudentTQuantile(NdArray p, double degreesOfFreedom)
        => Quantile("StudentTQuantile", p, Above0("StudentTQuantile", nameof(degreesOfFreedom), degreesOfFreedom), value => StudentT.InvCDF(0, 1, degreesOfFreedom, value));

    /// <summary>P(X ≤ x) of the χ² distribution, for every element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">degreesOfFreedom is not above 0.</exception>
    public static NdArray ChiSquaredCdf(NdArray x, double degreesOfFreedom)
        => Map("ChiSquaredCdf", x, Above0("ChiSquaredCdf", nameof(degreesOfFreedom), degreesOfFreedom), value => ChiSquared.CDF(degreesOfFreedom, value));

    /// <summary>P(X ≤ k) of the number of successes in n trials of probability p, for every element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative or p is not 0 … 1.</exception>
    public static NdArray BinomialCdf(NdArray k, int n, double p)
    {
        if (n < 0)
            throw new ArgumentOutOfRangeException(nameof(n), n, $"BinomialCdf: n must be 0 or more, got {n}.");
        return Map("BinomialCdf", k, Probability("BinomialCdf", p), value => Binomial.CDF(p, n, value));
    }

    private static double Above0(string op, string name, double value)
        => value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{op}: {name} must be above 0, got {value}.");

    private static double Probability(string op, double p)
        => p is >= 0 and <= 1 ? p : throw new ArgumentOutOfRangeException(nameof(p), p, $"{op}: p must be 0 … 1, got {p}.");

    // At 0 and 1 itself there is nothing to search for.
    private static NdArray Quantile(string op, NdArray p, double parameter, Func<double, double> function) => Map(
        op, p, parameter, value => Probability(op, value) switch { 0 => double.NegativeInfinity, 1 => double.PositiveInfinity, _ => function(value) });

    /// <summary>A function of every element; the parameter has been checked.</summary>
    private static NdArray Map(string op, NdArray x, double parameter, Func<double, double> function)
    {
        ArgumentNullException.ThrowIfNull(x);
        try
        {
            return NdArray.FromSpan<double>(Array.ConvertAll(x.ToArray<double>(), value => function(value)), x.Shape);
        }
        catch (NonConvergenceException e)
        {
            throw new ArithmeticException($"{op}: no value was found for the parameter {parameter}, the distribution is too wide there.", e);
        }
    }
}

using MathNet.Numerics.Distributions;

namespace Curriculum.Arrays;

/// <summary>Probabilities and quantiles of common distributions, worked by MathNet.Numerics: for confidence intervals and tests.</summary>
public static class Distributions
{
    /// <summary>P(X ≤ x) of a normal distribution, for every element.</summary>
    public static NdArray NormalCdf(NdArray x, double mean = 0, double sd = 1) => Map(x, value => Normal.CDF(mean, sd, value));

    /// <summary>The x with P(X ≤ x) = p of a normal distribution, for every element.</summary>
    public static NdArray NormalQuantile(NdArray p, double mean = 0, double sd = 1) => Map(p, value => Normal.InvCDF(mean, sd, value));

    /// <summary>P(X ≤ x) of Student's t distribution, for every element.</summary>
    public static NdArray StudentTCdf(NdArray x, double degreesOfFreedom) => Map(x, value => StudentT.CDF(0, 1, degreesOfFreedom, value));

    /// <summary>The x with P(X ≤ x) = p of Student's t distribution, for every element: 0.975 gives the factor of a 95 % interval.</summary>
    public static NdArray StudentTQuantile(NdArray p, double degreesOfFreedom) => Map(p, value => StudentT.InvCDF(0, 1, degreesOfFreedom, value));

    /// <summary>P(X ≤ x) of the χ² distribution, for every element.</summary>
    public static NdArray ChiSquaredCdf(NdArray x, double degreesOfFreedom) => Map(x, value => ChiSquared.CDF(degreesOfFreedom, value));

    /// <summary>P(X ≤ k) of the number of successes in n trials of probability p, for every element.</summary>
    public static NdArray BinomialCdf(NdArray k, int n, double p) => Map(k, value => Binomial.CDF(p, n, value));

    private static NdArray Map(NdArray x, Func<double, double> function)
    {
        ArgumentNullException.ThrowIfNull(x);
        return NdArray.FromSpan<double>(Array.ConvertAll(x.ToArray<double>(), value => function(value)), x.Shape);
    }
}

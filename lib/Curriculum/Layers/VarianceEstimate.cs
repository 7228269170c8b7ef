namespace Curriculum.Layers;

/// <summary>What the sum of squared deviations of n values is divided by.</summary>
public enum VarianceEstimate
{
    /// <summary>By n − 1: the estimate for the population that a batch is drawn from.</summary>
    Unbiased,

    /// <summary>By n: the variance of the batch itself.</summary>
    Biased,
}

namespace Curriculum.Optimizers;

/// <summary>η·(t + 1)/warmup while t &lt; warmup, then <see cref="CosineSchedule"/> over the steps that are left: η_min + (η − η_min)·(1 + cos(π·(t − warmup)/(T − warmup))) / 2.</summary>
/// <remarks>The warm-up of Goyal et al., arXiv:1706.02677, section 2.2, before the cosine of Loshchilov and Hutter, arXiv:1608.03983, eq. 5.</remarks>
/// <param name="LearningRate">η, the highest rate.</param>
/// <param name="WarmUp">The steps up.</param>
/// <param name="Steps">All steps.</param>
/// <param name="Lowest">The rate at the end.</param>
public sealed record WarmUpCosineSchedule(double LearningRate, int WarmUp, int Steps, double Lowest = 0) : Schedule
{
    /// <inheritdoc/>
    protected override double Rate(int step) => step < WarmUp
        ? LearningRate * (step + 1) / WarmUp
        : Lowest + ((LearningRate - Lowest) * HalfCosine((double)(step - WarmUp) / (Steps - WarmUp)));
}

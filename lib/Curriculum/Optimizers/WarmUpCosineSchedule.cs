namespace Curriculum.Optimizers;

/// <summary>η·(t + 1)/warmup while t &lt; warmup, then <see cref="CosineSchedule"/> over the steps that are left.</summary>
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

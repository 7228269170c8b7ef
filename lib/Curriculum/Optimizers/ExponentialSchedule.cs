namespace Curriculum.Optimizers;

/// <summary>η·γᵗ: a little less at every step.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Factor">γ.</param>
public sealed record ExponentialSchedule(double LearningRate, double Factor) : Schedule
{
    /// <inheritdoc/>
    protected override double Rate(int step) => LearningRate * WholePower.Of(Factor, step);
}

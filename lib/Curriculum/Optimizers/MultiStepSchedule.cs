namespace Curriculum.Optimizers;

/// <summary>η·γ^(number of milestones ≤ t): a drop at each milestone.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Milestones">The steps of the drops.</param>
/// <param name="Factor">γ.</param>
public sealed record MultiStepSchedule(double LearningRate, IReadOnlyList<int> Milestones, double Factor = 0.1) : Schedule
{
    /// <inheritdoc/>
    protected override double Rate(int step) => LearningRate * WholePower.Of(Factor, Milestones.Count(milestone => milestone <= step));
}

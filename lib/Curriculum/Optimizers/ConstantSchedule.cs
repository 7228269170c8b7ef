namespace Curriculum.Optimizers;

/// <summary>Always the same rate.</summary>
/// <param name="LearningRate">The rate.</param>
public sealed record ConstantSchedule(double LearningRate) : Schedule
{
    /// <inheritdoc/>
    protected override double Rate(int step) => LearningRate;
}

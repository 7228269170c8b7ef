namespace Curriculum.Optimizers;

/// <summary>η·γ^⌊t / size⌋: a drop every so many steps.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Size">The number of steps between drops.</param>
/// <param name="Factor">γ.</param>
public sealed record StepSchedule(double LearningRate, int Size, double Factor = 0.1) : Schedule
{
    /// <inheritdoc/>
    protected override double Rate(int step) => LearningRate * WholePower.Of(Factor, step / Size);
}

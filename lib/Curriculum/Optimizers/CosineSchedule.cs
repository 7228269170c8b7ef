namespace Curriculum.Optimizers;

/// <summary>η_min + (η − η_min)·(1 + cos(π·t/T)) / 2: down along half a wave of a cosine.</summary>
/// <remarks>Loshchilov and Hutter, arXiv:1608.03983, eq. 5.</remarks>
/// <param name="LearningRate">η, the rate at the start.</param>
/// <param name="Steps">T, the steps down.</param>
/// <param name="Lowest">η_min, the rate at the end.</param>
public sealed record CosineSchedule(double LearningRate, int Steps, double Lowest = 0) : Schedule
{
    /// <inheritdoc/>
    protected override double Rate(int step) => Lowest + ((LearningRate - Lowest) * HalfCosine((double)step / Steps));
}

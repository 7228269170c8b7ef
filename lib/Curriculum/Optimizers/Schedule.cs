using Curriculum.Arrays;

namespace Curriculum.Optimizers;

/// <summary>A learning rate that changes with the step: <c>optimizer.LearningRate = schedule.At(step)</c>, with steps counted from 0.</summary>
public abstract record Schedule
{
    /// <summary>The learning rate of a step, the first of which is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public double At(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return Rate(step);
    }

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The step, at least 0.</param>
    protected abstract double Rate(int step);

    // The library's own cosine: Math.Cos is the C library's, whose last bit differs from machine to machine.
    private protected static double HalfCosine(double share) => (1 + NdArray.Scalar(Math.PI * share, DType.Float64).Cos().Item()) / 2;
}

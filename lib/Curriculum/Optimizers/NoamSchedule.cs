namespace Curriculum.Optimizers;

/// <summary>factor·d^(−1/2)·min(s^(−1/2), s·warmup^(−3/2)) with s = t + 1: up in a line, then down with the root; what the Transformer was trained with.</summary>
/// <remarks>Vaswani et al., arXiv:1706.03762, eq. 3.</remarks>
/// <param name="ModelSize">d, the features of the model.</param>
/// <param name="WarmUp">The steps up.</param>
/// <param name="Factor">A factor.</param>
public sealed record NoamSchedule(int ModelSize, int WarmUp, double Factor = 1) : Schedule
{
    /// <inheritdoc/>
    protected override double Rate(int step)
    {
        double s = step + 1;
        return Factor / Math.Sqrt(ModelSize) * Math.Min(1 / Math.Sqrt(s), s / (WarmUp * Math.Sqrt(WarmUp)));
    }
}

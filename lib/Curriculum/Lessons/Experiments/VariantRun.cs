namespace Curriculum.Lessons.Experiments;

/// <summary>What one seed of one variant gave.</summary>
/// <param name="Test">The accuracy on the test images after the last update, 0 … 1.</param>
/// <param name="Train">The accuracy on the training images after the last update, 0 … 1.</param>
/// <param name="Curve">The accuracy on the test images at each logged step.</param>
public sealed record VariantRun(double Test, double Train, IReadOnlyList<double> Curve)
{
    /// <summary>Other figures of this run, by name: they join the measures of the experiment.</summary>
    public IReadOnlyDictionary<string, double> Measures { get; init; } = new Dictionary<string, double>();
}

namespace Curriculum.Lessons.Experiments;

/// <summary>One variant over all seeds.</summary>
/// <param name="Id">The variant's short name.</param>
/// <param name="Settings">What makes it.</param>
/// <param name="TestBand">The accuracy on the test images, over the seeds.</param>
/// <param name="TrainBand">The accuracy on the training images, over the seeds.</param>
/// <param name="Test">The accuracy on the test images, seed by seed.</param>
/// <param name="Train">The accuracy on the training images, seed by seed.</param>
/// <param name="Steps">The training steps of the curves below.</param>
/// <param name="CurveMin">The lowest test accuracy of any seed, step by step.</param>
/// <param name="CurveMax">The highest test accuracy of any seed, step by step.</param>
public sealed record ResultRow(
    string Id,
    IReadOnlyDictionary<string, string> Settings,
    SeedBand TestBand,
    SeedBand TrainBand,
    double[] Test,
    double[] Train,
    int[] Steps,
    double[] CurveMin,
    double[] CurveMax)
{
    // Gathers the runs of one variant, in the order of the seeds.
    internal static ResultRow Of(Variant variant, IReadOnlyList<VariantRun> runs)
    {
        double[] test = [.. runs.Select(r => Rounded(r.Test))];
        double[] train = [.. runs.Select(r => Rounded(r.Train))];
        var curves = variant.LoggedSteps.Select((_, i) => SeedBand.Of(runs.Select(r => r.Curve[i]))).ToList();
        return new ResultRow(
            variant.Id, variant.Settings, Rounded(SeedBand.Of(test)), Rounded(SeedBand.Of(train)), test, train, [.. variant.LoggedSteps],
            [.. curves.Select(c => Rounded(c.Min))], [.. curves.Select(c => Rounded(c.Max))]);
    }

    // Four digits: one image of 10,000. More would be noise in a committed file.
    private static double Rounded(double value) => Math.Round(value, 4);

    private static SeedBand Rounded(SeedBand b) => new(Rounded(b.Min), Rounded(b.P10), Rounded(b.Median), Rounded(b.P90), Rounded(b.Max));
}

namespace Curriculum.Training;

/// <summary>When to stop before the last iteration: a series has not improved for so many measurements (早期終了).</summary>
/// <remarks>Prechelt, 1998. The parameters of the best measurement are put back at the end.</remarks>
/// <param name="Series">The series that is watched, such as <c>test loss</c>.</param>
/// <param name="Patience">After how many measurements without a better one training stops.</param>
/// <param name="IsLoss">Whether smaller is better.</param>
public sealed record EarlyStopping(string Series, int Patience, bool IsLoss)
{
    /// <summary>Watches a series of which smaller is better.</summary>
    /// <param name="series">The series.</param>
    /// <param name="patience">After how many measurements without a better one training stops.</param>
    public static EarlyStopping ByLoss(string series, int patience) => new(series, patience, true);

    /// <summary>Watches a series of which larger is better.</summary>
    /// <param name="series">The series.</param>
    /// <param name="patience">After how many measurements without a better one training stops.</param>
    public static EarlyStopping ByScore(string series, int patience) => new(series, patience, false);

    internal bool IsBetter(double value, double best) => IsLoss ? value < best : value > best;
}

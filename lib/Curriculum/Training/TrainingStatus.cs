namespace Curriculum.Training;

/// <summary>How far a training run has come: what a progress bar shows.</summary>
/// <param name="Done">Updates made in this run.</param>
/// <param name="Total">All updates of this run; null where that is not known.</param>
/// <param name="Loss">The last loss.</param>
/// <param name="Elapsed">The time since the run began.</param>
public sealed record TrainingStatus(int Done, int? Total, double Loss, TimeSpan Elapsed)
{
    private const int BarWidth = 24;

    /// <summary>Updates a second.</summary>
    public double Speed => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>The time that is left at this speed; null where that cannot be told.</summary>
    public TimeSpan? Left => Total is { } total && Speed > 0 ? TimeSpan.FromSeconds((total - Done) / Speed) : null;

    /// <summary>One line: bar, share, loss, speed and time left.</summary>
    public override string ToString()
    {
        string rest = $"loss {Loss:0.0000}  {Speed:0} /s";
        if (Total is not { } total || total == 0)
            return $"{Done}  {rest}";
        int full = (int)((long)BarWidth * Done / total);
        string left = Done == total ? $"{Elapsed.TotalSeconds:0.0} s" : Left is { } time ? $"{time.TotalSeconds:0} s left" : "";
        return $"[{new string('█', full)}{new string('░', BarWidth - full)}] {Done}/{total}  {rest}  {left}";
    }
}

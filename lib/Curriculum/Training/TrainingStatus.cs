namespace Curriculum.Training;

/// <summary>How far a training run has come: what a progress bar shows.</summary>
/// <param name="Done">Updates made in this run.</param>
/// <param name="Total">All updates of this run; null where that is not known.</param>
/// <param name="Loss">The last loss.</param>
/// <param name="Elapsed">The time since the run began.</param>
/// <param name="IsFinished">Whether the run is over: at its last update, or before it by early stopping.</param>
public sealed record TrainingStatus(int Done, int? Total, double Loss, TimeSpan Elapsed, bool IsFinished = false)
{
    private const int BarWidth = 24;

    /// <summary>Updates a second.</summary>
    public double Speed => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>The time that is left at this speed; null where that cannot be told.</summary>
    public TimeSpan? Left => Total is { } total && Speed > 0 ? TimeSpan.FromSeconds((total - Done) / Speed) : null;

    /// <summary>One line: bar, share, loss, speed and time left; at the end the time taken.</summary>
    public override string ToString()
        => $"{WithoutClock}  {Speed:0} /s" + (IsFinished ? $"  {Elapsed.TotalSeconds:0.0} s" : Left is { } time ? $"  {time.TotalSeconds:0} s left" : "");

    /// <summary>The line without speed and time: what the same program writes on every computer.</summary>
    public string WithoutClock
    {
        get
        {
            if (Total is not { } total || total == 0)
                return $"{Done}  loss {Loss:0.0000}";
            int full = (int)((long)BarWidth * Done / total);
            return $"[{new string('█', full)}{new string('░', BarWidth - full)}] {Done}/{total}  loss {Loss:0.0000}";
        }
    }
}

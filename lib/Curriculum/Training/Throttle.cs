namespace Curriculum.Training;

/// <summary>Lets a run's first and last status through and, between them, ten a second: nobody reads faster.</summary>
internal sealed class Throttle
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.1);

    private TimeSpan _shown;

    public bool IsDue(TrainingStatus status)
    {
        if (!status.IsFinished && status.Done > 1 && status.Elapsed - _shown < Interval)
            return false;
        _shown = status.Elapsed;
        return true;
    }
}

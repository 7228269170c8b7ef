using Curriculum.Display;

namespace Curriculum.Training;

/// <summary>A progress bar below a notebook's cell. Its last line has no clock in it, so the cell's stored output is the same on every computer.</summary>
internal sealed class NotebookProgress(Func<string, Action<string>> show) : IProgress<TrainingStatus>
{
    private readonly Throttle _throttle = new();
    private Action<string>? _update;

    /// <summary>A bar in the host that runs this cell; null where no notebook host is loaded.</summary>
    public static NotebookProgress? InThisHost() => LiveDisplay.Find() is { } show ? new NotebookProgress(show) : null;

    public void Report(TrainingStatus value)
    {
        if (!_throttle.IsDue(value))
            return;
        string line = value.IsFinished ? value.WithoutClock : value.ToString();
        if (_update is null)
            _update = show(line);
        else
            _update(line);
        // A further run gets a bar of its own.
        if (value.IsFinished)
            _update = null;
    }
}

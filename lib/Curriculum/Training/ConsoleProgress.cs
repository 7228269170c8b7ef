namespace Curriculum.Training;

/// <summary>A progress bar on one line of a terminal, rewritten ten times a second.</summary>
internal sealed class ConsoleProgress(TextWriter writer) : IProgress<TrainingStatus>
{
    private readonly Throttle _throttle = new();
    private int _written;

    public void Report(TrainingStatus value)
    {
        if (!_throttle.IsDue(value))
            return;
        string line = value.ToString();
        writer.Write("\r" + line.PadRight(_written));
        _written = line.Length;
        if (value.IsFinished)
        {
            writer.WriteLine();
            _written = 0;
        }

        writer.Flush();
    }
}

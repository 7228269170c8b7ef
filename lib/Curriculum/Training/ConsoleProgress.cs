namespace Curriculum.Training;

/// <summary>A progress bar on one line of a terminal. Where the output is not a terminal, nothing is written: wall-clock times have no place in a stored output.</summary>
public sealed class ConsoleProgress : IProgress<TrainingStatus>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.1);

    private readonly TextWriter _writer;
    private readonly bool _isTerminal;
    private int _written;
    private TimeSpan _shown;

    /// <summary>A bar on the console.</summary>
    public ConsoleProgress()
        : this(Console.Error, !Console.IsErrorRedirected)
    {
    }

    internal ConsoleProgress(TextWriter writer, bool isTerminal) => (_writer, _isTerminal) = (writer, isTerminal);

    /// <inheritdoc/>
    public void Report(TrainingStatus value)
    {
        ArgumentNullException.ThrowIfNull(value);
        bool isLast = value.Done == value.Total;
        if (!_isTerminal || (!isLast && value.Done > 1 && value.Elapsed - _shown < Interval))
            return;
        _shown = value.Elapsed;
        string line = value.ToString();
        _writer.Write("\r" + line.PadRight(_written));
        _written = line.Length;
        if (isLast)
            _writer.WriteLine();
        _writer.Flush();
    }
}

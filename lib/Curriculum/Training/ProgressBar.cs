namespace Curriculum.Training;

/// <summary>A progress bar with loss, speed and time left: below the cell in a notebook, on one line in a terminal, nothing where the output goes to a file.</summary>
/// <remarks>
/// <code>var trainer = new Trainer(model, F.SoftmaxCrossEntropy, optimizer) { Progress = new ProgressBar() };</code>
/// When the run is over, a notebook's bar drops the clock, so that the cell's stored output is the same on every computer.
/// </remarks>
public sealed class ProgressBar : IProgress<TrainingStatus>
{
    private readonly IProgress<TrainingStatus>? _bar;

    /// <summary>A bar where this program's output is read.</summary>
    public ProgressBar()
        : this(NotebookProgress.InThisHost() ?? (IProgress<TrainingStatus>?)(Console.IsErrorRedirected ? null : new ConsoleProgress(Console.Error)))
    {
    }

    internal ProgressBar(IProgress<TrainingStatus>? bar) => _bar = bar;

    /// <inheritdoc/>
    public void Report(TrainingStatus value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _bar?.Report(value);
    }
}

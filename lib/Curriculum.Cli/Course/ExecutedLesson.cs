using Curriculum.Arrays;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Running;
using Curriculum.Engine.Verification;
using Curriculum.Lessons.Events;

namespace Curriculum.Cli.Course;

/// <summary>One run of a notebook in a fresh session, on the data set that stored outputs belong to: what verifying, checking and updating all judge.</summary>
/// <param name="Stored">The notebook as it lies in its file.</param>
/// <param name="Run">The run.</param>
/// <param name="Heard">What its cells asked, answered, checked and claimed, in order.</param>
internal sealed record ExecutedLesson(StoredLesson Stored, NotebookRun Run, IReadOnlyList<(string Cell, LessonEvent Happened)> Heard)
{
    private IReadOnlyList<CellDifference>? _differences;

    /// <summary>In what the run differs from the stored outputs.</summary>
    public IReadOnlyList<CellDifference> Differences => _differences ??= NotebookComparer.Compare(Stored.Notebook, Run);

    /// <summary>Runs a notebook. It reads and leaves no state of a learner.</summary>
    /// <exception cref="NotebookFormatException">The file is not a notebook.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<ExecutedLesson> RunAsync(Repository repository, string path, Action<RunEvent>? report, CancellationToken cancel)
    {
        var stored = StoredLesson.Read(repository, path);
        // Stored outputs are the processor's, whatever the learner's environment says.
        Device.Default = Device.Cpu;
        var heard = new List<(string, LessonEvent)>();
        var cell = "";
        using var observation = LessonObservation.Begin(happened =>
        {
            // A cell may check and claim on several threads.
            lock (heard) heard.Add((cell, happened));
        });
        var run = await new NotebookRunner(new RunOptions { EnvironmentVariables = DatasetVariable.Embedded }).RunAsync(stored.Notebook, Report, cancel);
        cancel.ThrowIfCancellationRequested();
        return new ExecutedLesson(stored, run, heard);

        void Report(RunEvent happened)
        {
            if (happened is CellStarted) cell = happened.Cell.Id;
            report?.Invoke(happened);
        }
    }

    /// <summary>The events of a kind with the cells that they happened in.</summary>
    public IEnumerable<(string Cell, T Happened)> HeardOf<T>() where T : LessonEvent =>
        from heard in Heard
        where heard.Happened is T
        select (heard.Cell, (T)heard.Happened);
}

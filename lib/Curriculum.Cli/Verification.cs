using Curriculum.Cli.Checks;
using Curriculum.Cli.Course;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Running;
using Curriculum.Engine.Verification;

namespace Curriculum.Cli;

/// <summary>A fresh run of a notebook, and in what it differs from what is stored.</summary>
/// <param name="Stored">The notebook as it is in its file.</param>
/// <param name="Run">The run.</param>
/// <param name="Differences">What differs; empty when nothing does.</param>
/// <param name="Form">What a lesson's form lacks; empty for a learner's own copy.</param>
internal sealed record Verification(Notebook Stored, NotebookRun Run, IReadOnlyList<CellDifference> Differences, IReadOnlyList<string> Form)
{
    /// <summary>Whether every cell ran as it should and showed what is stored, and the lesson has its form.</summary>
    public bool IsFine => Run.Succeeded && Differences.Count == 0 && Form.Count == 0;

    /// <summary>Runs a notebook on the data set that stored outputs belong to, and compares.</summary>
    /// <exception cref="NotebookFormatException">The file is not a notebook.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<Verification> RunAsync(Repository repository, string path, Action<RunEvent>? report, CancellationToken cancel)
    {
        var stored = Notebook.Read(path);
        var form = repository.IsPublished(path) ? LessonForm.Problems(repository, stored, await File.ReadAllTextAsync(path, cancel)) : [];
        var run = await RunStoredAsync(stored, report, cancel);
        return new Verification(stored, run, NotebookComparer.Compare(stored, run), form);
    }

    /// <summary>Runs a notebook on the data set that stored outputs belong to.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<NotebookRun> RunStoredAsync(Notebook stored, Action<RunEvent>? report, CancellationToken cancel)
    {
        var run = await new NotebookRunner(new RunOptions { EnvironmentVariables = DatasetVariable.Embedded }).RunAsync(stored, report, cancel);
        cancel.ThrowIfCancellationRequested();
        return run;
    }
}

using System.Diagnostics;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;

namespace Curriculum.Engine.Running;

/// <summary>Runs the code cells of a notebook from top to bottom in a session of their own.</summary>
public sealed class NotebookRunner(RunOptions? options = null)
{
    private readonly RunOptions _options = options ?? new RunOptions();

    /// <summary>Runs the notebook; it stops after a cell that failed, unless the options say otherwise, and when it is cancelled.</summary>
    /// <param name="notebook">The notebook; it is not changed.</param>
    /// <param name="onProgress">Called as cells start, show something and finish; what it prints goes to the real console.</param>
    /// <param name="cancellationToken">Interrupts the running cell.</param>
    /// <returns>The notebook with fresh outputs and what became of each cell.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder to work in does not exist.</exception>
    public async Task<NotebookRun> RunAsync(Notebook notebook, Action<RunEvent>? onProgress = null, CancellationToken cancellationToken = default)
    {
        var clock = Stopwatch.StartNew();
        var directory = Path.GetFullPath(_options.BaseDirectory ?? Path.GetDirectoryName(notebook.Path) ?? Directory.GetCurrentDirectory());
        using var session = new NotebookSession(new SessionOptions { BaseDirectory = directory, EnvironmentVariables = _options.EnvironmentVariables });
        var work = notebook.Cells.Index().Where(c => c.Item.Kind == CellKind.Code && !string.IsNullOrWhiteSpace(c.Item.Source)).ToList();
        var collector = new OutputCollector();
        var runs = new List<CellRun>();
        foreach (var (index, cell) in work)
        {
            collector.BeginCell();
            onProgress?.Invoke(new CellStarted(index, cell, runs.Count + 1, work.Count));
            var result = await session.ExecuteAsync(cell.Source, Report, cell.Id, cancellationToken).ConfigureAwait(false);
            var run = new CellRun(index, cell, result);
            runs.Add(run);
            onProgress?.Invoke(new CellFinished(index, cell, result));
            if (result.Status == CellStatus.Cancelled || (!run.IsFine && !_options.ContinueOnError))
                break;

            void Report(OutputEvent happened)
            {
                collector.Add(happened);
                onProgress?.Invoke(new CellShowed(index, cell, happened));
            }
        }
        return new NotebookRun(WithOutputs(notebook, runs, collector, new OutputNormalizer(directory)), runs, work.Count, clock.Elapsed);
    }

    private static Notebook WithOutputs(Notebook notebook, List<CellRun> runs, OutputCollector collector, OutputNormalizer normalizer)
    {
        var cells = notebook.Cells.Select(cell => cell with { Outputs = [] }).ToArray();
        foreach (var (number, run) in runs.Index())
            cells[run.Index] = cells[run.Index] with { Outputs = normalizer.Normalize(collector.OutputsOf(number)) };
        return notebook with { Cells = cells };
    }
}

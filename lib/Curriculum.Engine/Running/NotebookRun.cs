using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;

namespace Curriculum.Engine.Running;

/// <summary>A finished run.</summary>
/// <param name="Notebook">The notebook with fresh, normalised outputs; a cell that the run did not reach has none.</param>
/// <param name="Cells">The cells that ran, in order.</param>
/// <param name="Count">How many cells there were to run.</param>
/// <param name="Duration">Wall-clock time.</param>
public sealed record NotebookRun(Notebook Notebook, IReadOnlyList<CellRun> Cells, int Count, TimeSpan Duration)
{
    /// <summary>The first cell that should not have ended as it did; null when there is none.</summary>
    public CellRun? Failure => Cells.FirstOrDefault(cell => !cell.IsFine);

    /// <summary>Whether the run was interrupted.</summary>
    public bool WasCancelled => Cells.Any(cell => cell.Result.Status == CellStatus.Cancelled);

    /// <summary>Whether every cell ran and was fine.</summary>
    public bool Succeeded => Failure is null && Cells.Count == Count;
}

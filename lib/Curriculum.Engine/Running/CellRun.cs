using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;

namespace Curriculum.Engine.Running;

/// <summary>A cell that was run.</summary>
/// <param name="Index">The cell's place in the notebook, from 0, prose counted.</param>
/// <param name="Cell">The cell as it is stored.</param>
/// <param name="Result">What became of it.</param>
public sealed record CellRun(int Index, Cell Cell, CellResult Result)
{
    /// <summary>Whether it ran to its end or threw as its tag <c>raises-exception</c> says it may.</summary>
    public bool IsFine => Result.Status == CellStatus.Succeeded || (Cell.MayThrow && Result.Status != CellStatus.Cancelled);
}

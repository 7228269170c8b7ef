using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;

namespace Curriculum.Engine.Running;

/// <summary>A cell has ended.</summary>
public sealed record CellFinished(int Index, Cell Cell, CellResult Result) : RunEvent(Index, Cell);

using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Running;

/// <summary>A cell begins to run.</summary>
/// <param name="Index">The cell's place in the notebook, from 0, prose counted.</param>
/// <param name="Cell">The cell as it is stored.</param>
/// <param name="Number">The cell's number among those that run, from 1.</param>
/// <param name="Count">How many run in all.</param>
public sealed record CellStarted(int Index, Cell Cell, int Number, int Count) : RunEvent(Index, Cell);

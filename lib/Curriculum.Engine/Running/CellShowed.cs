using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;

namespace Curriculum.Engine.Running;

/// <summary>The running cell showed something.</summary>
public sealed record CellShowed(int Index, Cell Cell, OutputEvent Output) : RunEvent(Index, Cell);

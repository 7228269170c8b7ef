using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Running;

/// <summary>Progress of a run, reported as it happens.</summary>
/// <param name="Index">The cell's place in the notebook, from 0, prose counted.</param>
/// <param name="Cell">The cell as it is stored.</param>
public abstract record RunEvent(int Index, Cell Cell);

namespace Curriculum.Engine.Execution;

/// <summary>How a cell ended.</summary>
public enum CellStatus
{
    /// <summary>It ran to its end.</summary>
    Succeeded,

    /// <summary>It did not compile; nothing of it ran.</summary>
    CompilationFailed,

    /// <summary>It threw; what it declared before that stays declared.</summary>
    Threw,

    /// <summary>It was interrupted; what it declared is lost, cells above keep their state.</summary>
    Cancelled,
}

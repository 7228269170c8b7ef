namespace Curriculum.Engine.Execution;

/// <summary>Thrown inside a cell that is interrupted.</summary>
public sealed class CellInterruptedException() : OperationCanceledException("The cell was interrupted.");

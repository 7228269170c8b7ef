namespace Curriculum.Engine.Execution;

/// <summary>What the compiler says about a place of a cell.</summary>
/// <param name="Line">Line of the cell, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Code">The compiler's code such as <c>CS0103</c>, or <c>cell</c> for a rule of the notebook.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Cure">What to do about it, where the engine knows; otherwise null.</param>
public sealed record CellDiagnostic(int Line, int Column, string Code, string Message, string? Cure)
{
    /// <summary>The diagnostic on one line.</summary>
    public override string ToString() => $"line {Line}, column {Column}: {Code}: {Message.TrimEnd('.')}{(Cure is null ? "" : ". " + Cure)}";
}

namespace Curriculum.Engine.Export.Mathematics;

/// <summary>The kinds of token of a formula.</summary>
internal enum TexTokenKind
{
    Command,
    Letter,
    Number,
    Symbol,
    Begin,
    End,
    Superscript,
    Subscript,
    Column,
    Row,
    Prime,
    Tie,
    EndOfFormula,
}

namespace Curriculum.Engine.Export.Mathematics;

/// <summary>A token of a formula: a command without its backslash, a number, or one character.</summary>
internal readonly record struct TexToken(TexTokenKind Kind, string Text, int Position);

using Microsoft.CodeAnalysis;

namespace Curriculum.Engine.Execution;

/// <summary>What stands where a compiler's message points to.</summary>
internal static class DiagnosticPlace
{
    /// <summary>The innermost node there; null where the message has no place in a source.</summary>
    public static SyntaxNode? Node(this Diagnostic diagnostic) => diagnostic.Location.SourceTree?.GetRoot().FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    /// <summary>The text there.</summary>
    public static string Text(this Diagnostic diagnostic) => diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan) ?? "";

    /// <summary>The character there. For one that is unexpected the text is not it: the place only begins with it.</summary>
    public static char? First(this Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.GetText() is { } text && diagnostic.Location.SourceSpan.Start < text.Length ? text[diagnostic.Location.SourceSpan.Start] : null;
}

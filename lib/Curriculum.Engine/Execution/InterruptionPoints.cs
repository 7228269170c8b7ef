using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Curriculum.Engine.Execution;

/// <summary>A cell with a call of <see cref="Interruption.Check"/> at every turn of a loop and of <see cref="Interruption.Enter"/> at every entry of a method, so that it can be interrupted and
/// recursion without an end is an error of the cell.</summary>
/// <remarks>
/// .NET can abort a thread from outside, but an abort that meets a lock leaves it locked for ever or ends the process. A check costs one read of a variable.
/// Nothing moves to another line; <see cref="Original"/> translates columns back.
/// </remarks>
internal sealed class InterruptionPoints
{
    private const string Check = "global::Curriculum.Engine.Execution.Interruption.Check();";
    private const string Enter = "global::Curriculum.Engine.Execution.Interruption.Enter();";

    // Where something was inserted, in positions of the original, in the order of the text.
    private readonly List<(LinePosition At, int Length)> _insertions = [];

    /// <summary>Reads a cell and inserts the checks.</summary>
    public InterruptionPoints(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, SafeSubset.ParseOptions);
        // Two meet at one place only as closing braces, which are all the same, and where an arrow ends and its expression begins: there they come in order.
        var insertions = tree.GetRoot().DescendantNodes().SelectMany(Insertions).OrderBy(insertion => insertion.Position).ToList();
        var lines = tree.GetText().Lines;
        var text = new StringBuilder(code.Length + insertions.Count * (Check.Length + 4));
        int copied = 0;
        foreach (var (position, inserted) in insertions)
        {
            text.Append(code, copied, position - copied).Append(inserted);
            copied = position;
            _insertions.Add((lines.GetLinePosition(position), inserted.Length));
        }

        Code = text.Append(code, copied, code.Length - copied).ToString();
    }

    /// <summary>The cell with the checks.</summary>
    public string Code { get; }

    /// <summary>Where a place of <see cref="Code"/> is in the cell itself.</summary>
    public LinePosition Original(LinePosition place)
    {
        int column = place.Character;
        foreach (var (at, length) in _insertions)
        {
            // Columns to the left are original by now, because the insertions come in order.
            if (at.Line == place.Line && at.Character < column)
                column = Math.Max(at.Character, column - length);
        }

        return new LinePosition(place.Line, column);
    }

    private static IEnumerable<(int Position, string Text)> Insertions(SyntaxNode node) => node switch
    {
        CommonForEachStatementSyntax loop => Turn(loop.Statement),
        ForStatementSyntax loop => Turn(loop.Statement),
        WhileStatementSyntax loop => Turn(loop.Statement),
        DoStatementSyntax loop => Turn(loop.Statement),
        BlockSyntax { Parent: BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax, ContainsDiagnostics: false } body =>
            [(body.OpenBraceToken.Span.End, $" {Enter}")],
        MethodDeclarationSyntax { ExpressionBody: { } arrow } method => Entry(arrow, method.SemicolonToken, method.ReturnType, method.Modifiers),
        LocalFunctionStatementSyntax { ExpressionBody: { } arrow } function => Entry(arrow, function.SemicolonToken, function.ReturnType, function.Modifiers),
        _ => [],
    };

    /// <summary><c>=> expression;</c> as a block. The arrow becomes a comment and the statement begins where the expression does, so that errors name its line.</summary>
    private static IEnumerable<(int Position, string Text)> Entry(ArrowExpressionClauseSyntax arrow, SyntaxToken semicolon, TypeSyntax type, SyntaxTokenList modifiers)
    {
        // What throws has no value to return.
        if (arrow.ContainsDiagnostics || semicolon.IsMissing || arrow.Expression is ThrowExpressionSyntax || HasValue(type, modifiers) is not { } hasValue)
            return [];
        return [(arrow.ArrowToken.SpanStart, $"{{ {Enter} /*"), (arrow.ArrowToken.Span.End, "*/"), (arrow.Expression.SpanStart, hasValue ? "return " : ""), (semicolon.Span.End, " }")];
    }

    /// <summary>Whether a method returns a value; null where only its meaning would tell.</summary>
    private static bool? HasValue(TypeSyntax type, SyntaxTokenList modifiers) => type switch
    {
        PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } => false,
        _ when !modifiers.Any(SyntaxKind.AsyncKeyword) => true,
        GenericNameSyntax or QualifiedNameSyntax { Right: GenericNameSyntax } => true,
        IdentifierNameSyntax { Identifier.Text: "Task" or "ValueTask" } => false,
        _ => null,
    };

    private static IEnumerable<(int Position, string Text)> Turn(StatementSyntax body) => body switch
    {
        // Code that the compiler refuses must stay as it is: unfinished statements, and a declaration where a block is needed.
        { ContainsDiagnostics: true } or LocalDeclarationStatementSyntax or LocalFunctionStatementSyntax or LabeledStatementSyntax => [],
        BlockSyntax block => [(block.OpenBraceToken.Span.End, $" {Check}")],
        _ => [(body.SpanStart, $"{{ {Check} "), (body.Span.End, " }")],
    };
}

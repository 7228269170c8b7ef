using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Curriculum.Engine.Execution;

/// <summary>A cell with a call of <see cref="Interruption.Check"/> at every turn of a loop and at every entry of a method, so that it can be interrupted.</summary>
/// <remarks>
/// .NET can abort a thread from outside, but an abort that meets a lock leaves it locked for ever or ends the process. A check costs one read of a variable.
/// Nothing moves to another line; <see cref="Original"/> translates columns back.
/// </remarks>
internal sealed class InterruptionPoints
{
    private const string Check = "global::Curriculum.Engine.Execution.Interruption.Check();";

    // Where something was inserted, in positions of the original, in the order of the text.
    private readonly List<(LinePosition At, int Length)> _insertions = [];

    /// <summary>Reads a cell and inserts the checks.</summary>
    public InterruptionPoints(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, SafeSubset.ParseOptions);
        // Only closing braces ever meet at one place, as at the end of `while (x) while (y) f();`, and they are all the same.
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
        BlockSyntax { Parent: BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax } body => Turn(body),
        _ => [],
    };

    private static IEnumerable<(int Position, string Text)> Turn(StatementSyntax body) => body switch
    {
        // Code that the compiler refuses must stay as it is: unfinished statements, and a declaration where a block is needed.
        { ContainsDiagnostics: true } or LocalDeclarationStatementSyntax or LocalFunctionStatementSyntax or LabeledStatementSyntax => [],
        BlockSyntax block => [(block.OpenBraceToken.Span.End, $" {Check}")],
        _ => [(body.SpanStart, $"{{ {Check} "), (body.Span.End, " }")],
    };
}

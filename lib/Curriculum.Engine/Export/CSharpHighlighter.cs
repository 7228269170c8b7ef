using System.Text;
using Curriculum.Engine.Execution;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Curriculum.Engine.Export;

/// <summary>Colours C# by the compiler's own syntax tree. Types are told from their place and their capital: nothing is compiled.</summary>
internal static class CSharpHighlighter
{
    /// <summary>The code as HTML, each token of note in a <c>span</c> with a class: k keyword, t type, m method, s text, n number, c comment, d directive.</summary>
    public static string Highlight(string code)
    {
        var html = new StringBuilder();
        foreach (var token in CSharpSyntaxTree.ParseText(code, SafeSubset.ParseOptions).GetRoot().DescendantTokens())
        {
            AppendTrivia(html, token.LeadingTrivia);
            Append(html, token.Text, Class(token));
            AppendTrivia(html, token.TrailingTrivia);
        }
        return html.ToString();
    }

    private static void AppendTrivia(StringBuilder html, SyntaxTriviaList trivia)
    {
        foreach (var piece in trivia)
        {
            Append(html, piece.ToFullString(), piece switch
            {
                { IsDirective: true } => "d",
                _ when piece.Kind().ToString().Contains("Comment", StringComparison.Ordinal) => "c",
                _ => "",
            });
        }
    }

    private static string Class(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "n",
        SyntaxKind.IdentifierToken => Identifier(token),
        var kind when SyntaxFacts.IsKeywordKind(kind) || SyntaxFacts.IsContextualKeyword(kind) => "k",
        var kind when kind.ToString().Contains("String", StringComparison.Ordinal) || kind == SyntaxKind.CharacterLiteralToken => "s",
        _ => "",
    };

    private static string Identifier(SyntaxToken token) => token.Parent switch
    {
        IdentifierNameSyntax { IsVar: true } => "k",
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => "m",
        BaseTypeDeclarationSyntax or TypeParameterSyntax => "t",
        SimpleNameSyntax name when IsCalled(name) => "m",
        GenericNameSyntax => "t",
        SimpleNameSyntax name when char.IsUpper(token.Text[0]) && IsTypePosition(name) => "t",
        _ => "",
    };

    private static bool IsCalled(SimpleNameSyntax name) => name.Parent switch
    {
        InvocationExpressionSyntax => true,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } member => call.Expression == member && member.Name == name,
        _ => false,
    };

    private static bool IsTypePosition(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax member => member.Expression == name,
        ArgumentSyntax or BinaryExpressionSyntax or AssignmentExpressionSyntax or EqualsValueClauseSyntax or ElementAccessExpressionSyntax => false,
        _ => true,
    };

    private static void Append(StringBuilder html, string text, string cssClass)
    {
        if (cssClass.Length == 0)
            html.Append(HtmlText.Encode(text));
        else
            html.Append($"""<span class="{cssClass}">{HtmlText.Encode(text)}</span>""");
    }
}

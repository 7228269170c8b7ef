using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Curriculum.Engine.Jupyter;

/// <summary>What the name under the cursor is: its signatures and the documentation that its assembly brings along.</summary>
internal static class Inspection
{
    private const int MostOverloads = 6;

    private static readonly SymbolDisplayFormat SignatureFormat = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType)
        .AddKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword);

    /// <summary>The help; null when there is no name, or nobody knows it.</summary>
    /// <param name="compilation">The cell as the continuation of the session; its errors do not matter.</param>
    /// <param name="position">Of the cursor, in UTF-16 units. Between the brackets of a call it is about what is called.</param>
    public static string? At(Compilation compilation, int position)
    {
        var tree = compilation.SyntaxTrees.Last();
        var model = compilation.GetSemanticModel(tree);
        var symbols = Names(tree, position).Select(name => Symbols(model, name)).FirstOrDefault(found => found.Length > 0);
        if (symbols is null)
            return null;

        var signatures = symbols.Take(MostOverloads).Select(symbol => symbol.ToDisplayString(SignatureFormat));
        string more = symbols.Length > MostOverloads ? $"\n… and {symbols.Length - MostOverloads} overloads more" : "";
        string? documentation = symbols.Select(symbol => XmlDocumentation.Of(compilation, symbol)).FirstOrDefault(text => text is not null);
        return string.Join('\n', signatures) + more + (documentation is null ? "" : "\n\n" + documentation);
    }

    /// <summary>The name at the cursor, then what is called around it, from the inside out.</summary>
    private static IEnumerable<SimpleNameSyntax> Names(SyntaxTree tree, int position)
    {
        var root = tree.GetRoot();
        foreach (int place in (int[])[position, position - 1])
        {
            if (place >= 0 && root.FindToken(place) is { Parent: SimpleNameSyntax name } token && token.Span.Contains(place))
                yield return name;
        }

        var around = root.FindToken(Math.Max(0, position - 1)).Parent?.AncestorsAndSelf() ?? [];
        foreach (var node in around)
        {
            SyntaxNode? called = node switch
            {
                InvocationExpressionSyntax call when call.ArgumentList.OpenParenToken.Span.End <= position => call.Expression,
                ObjectCreationExpressionSyntax { ArgumentList: { } arguments } creation when arguments.OpenParenToken.Span.End <= position => creation.Type,
                _ => null,
            };
            if (called?.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault(name => name.Parent is not TypeArgumentListSyntax) is { } name)
                yield return name;
        }
    }

    private static ISymbol[] Symbols(SemanticModel model, SimpleNameSyntax name)
    {
        if (name.Parent is ObjectCreationExpressionSyntax creation)
            return All(model.GetSymbolInfo(creation));

        var found = All(model.GetSymbolInfo(name));
        // Of a method all overloads, the one that is called first.
        return found is [IMethodSymbol method, ..] ? [.. found.Concat(model.GetMemberGroup(name)).Distinct(SymbolEqualityComparer.Default)] : found;
    }

    private static ISymbol[] All(SymbolInfo info) => info.Symbol is { } symbol ? [symbol] : [.. info.CandidateSymbols];
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Curriculum.Engine.Jupyter;

/// <summary>What can stand at a place of a cell: members after a dot, otherwise everything in sight.</summary>
internal static class Completion
{
    private static readonly SymbolDisplayFormat SignatureFormat = SymbolDisplayFormat.MinimallyQualifiedFormat;

    /// <summary>The names that fit, best known first by alphabet, and where the word under the cursor begins.</summary>
    /// <param name="compilation">The cell as the continuation of the session; its errors do not matter.</param>
    /// <param name="position">Of the cursor, in UTF-16 units.</param>
    public static (int Start, IReadOnlyList<CompletionItem> Items) At(Compilation compilation, int position)
    {
        var tree = compilation.SyntaxTrees.Last();
        string text = tree.ToString();
        int start = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(text[start - 1]))
            start--;

        string prefix = text[start..position];
        var model = compilation.GetSemanticModel(tree);
        var items = Symbols(model, tree, start)
            .Where(symbol => symbol.CanBeReferencedByName && symbol.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .GroupBy(symbol => symbol.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.OrdinalIgnoreCase)
            .Select(group => new CompletionItem(group.Key, Kind(group.First()), Signature([.. group])));
        return (start, [.. items]);
    }

    private static IEnumerable<ISymbol> Symbols(SemanticModel model, SyntaxTree tree, int start)
    {
        var token = tree.GetRoot().FindToken(Math.Max(0, start - 1));
        if (!token.IsKind(SyntaxKind.DotToken) || token.Span.End != start)
            return model.LookupSymbols(start);

        var left = token.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => (ExpressionSyntax)name.Left,
            MemberBindingExpressionSyntax { Parent: ConditionalAccessExpressionSyntax conditional } => conditional.Expression,
            _ => null,
        };
        if (left is null)
            return [];

        var symbol = model.GetSymbolInfo(left).Symbol;
        if (symbol is INamespaceSymbol space)
            return model.LookupNamespacesAndTypes(start, space);
        if (symbol is INamedTypeSymbol type)
            return model.LookupStaticMembers(start, type);
        return model.GetTypeInfo(left).Type is { TypeKind: not TypeKind.Error } instance
            ? model.LookupSymbols(start, instance, includeReducedExtensionMethods: true).Where(member => !member.IsStatic || member is IMethodSymbol { IsExtensionMethod: true })
            : [];
    }

    private static string Signature(IReadOnlyList<ISymbol> overloads)
        => overloads[0].ToDisplayString(SignatureFormat) + (overloads.Count > 1 ? $" (+ {overloads.Count - 1})" : "");

    private static string Kind(ISymbol symbol) => symbol switch
    {
        IMethodSymbol => "function",
        IPropertySymbol => "property",
        IFieldSymbol or ILocalSymbol or IParameterSymbol => "instance",
        INamespaceSymbol => "module",
        INamedTypeSymbol => "class",
        _ => "text",
    };
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Curriculum.Engine.Execution;

/// <summary>What a name that the compiler does not know probably meant.</summary>
internal static class Misspelling
{
    private const string UnknownType = "CS0246";

    // Any name of one or two letters is near to another one: that would be noise.
    private const int Shortest = 3;

    /// <summary>A sentence that offers the nearest names that could stand at this place, or null when nothing is near.</summary>
    public static string? Suggestion(Diagnostic diagnostic, Compilation compilation)
    {
        if (diagnostic.Id is not ("CS0103" or "CS0117" or UnknownType or "CS1061") || diagnostic.Location.SourceTree is not { } tree)
            return null;
        if (diagnostic.Node() is not SimpleNameSyntax name || name.Identifier.ValueText is not { Length: >= Shortest } typed)
            return null;
        var names = InReach(name, compilation.GetSemanticModel(tree))
            .Where(symbol => symbol.CanBeReferencedByName && (diagnostic.Id != UnknownType || symbol is INamedTypeSymbol))
            .Select(symbol => symbol.Name).Where(known => known != typed);
        var nearest = names.Distinct().GroupBy(known => NearestNames.Distance(typed.ToLowerInvariant(), known.ToLowerInvariant())).MinBy(group => group.Key);
        return nearest is null || nearest.Key > Math.Max(1, typed.Length / 3) ? null : $"Did you mean {string.Join(" or ", nearest.Order(StringComparer.Ordinal).Take(3))}?";
    }

    private static ImmutableArray<ISymbol> InReach(SimpleNameSyntax name, SemanticModel model)
    {
        if (name.Parent is not MemberAccessExpressionSyntax access || access.Name != name)
            return model.LookupSymbols(name.SpanStart);
        var owner = model.GetSymbolInfo(access.Expression).Symbol as INamespaceOrTypeSymbol ?? model.GetTypeInfo(access.Expression).Type;
        return owner is null ? [] : model.LookupSymbols(name.SpanStart, owner, includeReducedExtensionMethods: true);
    }
}

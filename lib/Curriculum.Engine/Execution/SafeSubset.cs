using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Curriculum.Engine.Execution;

/// <summary>The C# that a cell may hold so that it runs here, in the project's Jupyter kernel and in .NET Interactive alike.</summary>
public static class SafeSubset
{
    /// <summary>The rule code of the diagnostics made here.</summary>
    public const string Code = "cell";

    internal static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, kind: SourceCodeKind.Script);

    /// <summary>What in the cell is outside the safe subset, in the order of the text; empty when nothing is.</summary>
    public static IReadOnlyList<CellDiagnostic> Check(string code)
    {
        var root = CSharpSyntaxTree.ParseText(code, ParseOptions).GetCompilationUnitRoot();
        return
        [
            .. root.DescendantNodesAndSelf(descendIntoTrivia: true).Select(Violation).Concat(root.DescendantTrivia().Select(Violation))
                .OfType<CellDiagnostic>()
                .OrderBy(d => (d.Line, d.Column)),
        ];
    }

    private static CellDiagnostic? Violation(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        SyntaxKind.ShebangDirectiveTrivia => MagicCommand(trivia.GetLocation(), trivia.ToString()),
        SyntaxKind.BadDirectiveTrivia when trivia.ToString().StartsWith("#!", StringComparison.Ordinal) => MagicCommand(trivia.GetLocation(), trivia.ToString()),
        _ => null,
    };

    private static CellDiagnostic? Violation(SyntaxNode node) => node switch
    {
        BaseNamespaceDeclarationSyntax => At(
            node.GetLocation(), "a cell cannot declare a namespace.", "Declare the type by itself; later cells see it."),
        ReferenceDirectiveTriviaSyntax reference when reference.File.ValueText.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase) => At(
            node.GetLocation(), $"""#r "{reference.File.ValueText}" would need the network.""", "Reference a local DLL by its path, relative to the notebook's folder."),
        MethodDeclarationSyntax { Parent: ClassDeclarationSyntax } method when method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true => At(
            method.Identifier.GetLocation(), $"the extension method {method.Identifier.Text} is inside a class, which in a cell is always a nested one.",
            "Declare the method by itself at the top level of the cell: static int F(this int x) => …"),
        ExtensionBlockDeclarationSyntax => At(
            node.GetLocation(), "an extension block needs a top-level class, which a cell does not have.", "Declare an ordinary method at the top level of the cell."),
        // `using var x = …;` at the top level is parsed as a using directive for a namespace named `var`.
        UsingDirectiveSyntax { Name: IdentifierNameSyntax { Identifier.Text: "var" } } => UsingDeclaration(node.GetLocation()),
        UsingDirectiveSyntax { SemicolonToken.IsMissing: true, Alias: null } => UsingDeclaration(node.GetLocation()),
        FieldDeclarationSyntax { Parent: CompilationUnitSyntax, Declaration.Type: GenericNameSyntax { Identifier.Text: "Span" or "ReadOnlySpan" } } => At(
            node.GetLocation(), "a top-level variable cannot be a Span: cells keep their variables on the heap.", "Use an array, or do it inside a method."),
        _ => null,
    };

    private static CellDiagnostic UsingDeclaration(Location location) => At(
        location, "a cell cannot hold a using declaration at its top level: its variables outlive it.", "Write using (var x = …) { … }, or do it inside a method.");

    private static CellDiagnostic MagicCommand(Location location, string line) => At(
        location, $"'{line.TrimEnd()}' is a command of other notebook tools, not C#.", "Remove the line: a cell holds C# only.");

    private static CellDiagnostic At(Location location, string message, string cure)
    {
        var start = location.GetLineSpan().StartLinePosition;
        return new CellDiagnostic(start.Line + 1, start.Character + 1, Code, message, cure);
    }
}

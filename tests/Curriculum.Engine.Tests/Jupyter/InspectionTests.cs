using Curriculum.Engine.Jupyter;
using Curriculum.Tests.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Curriculum.Engine.Tests.Jupyter;

public sealed class InspectionTests : IDisposable
{
    private const string Library = """
        /// <summary>Numbers.</summary>
        public static class Numbers
        {
            /// <summary>Gives <see cref="Twice"/> <paramref name="x"/>.</summary>
            /// <remarks>
            /// <para>It ends here.</para>
            /// <para>It goes on with a <c>word</c> <c>or two</c>.</para>
            /// </remarks>
            /// <param name="x">A number.</param>
            /// <returns>x, <c>added</c>  to itself.</returns>
            public static int Twice(int x) => x + x;

            /// <inheritdoc/>
            public static int Same(int x) => x;
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Words_stay_apart_where_nothing_but_space_is_between_two_elements() => Assert.Equal(
        "int Numbers.Twice(int x)\n\nGives Twice x.\n  x: A number.\n  returns x, added to itself.\nIt ends here. It goes on with a word or two.",
        Help("Numbers.Twice(1)"));

    [Fact]
    public void Documentation_without_a_word_of_its_own_is_none() => Assert.Equal("int Numbers.Same(int x)", Help("Numbers.Same(1)"));

    private string? Help(string code)
    {
        var core = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);
        string file = _folder["Numbers.dll"];
        var library = CSharpCompilation.Create(
            "Numbers", [CSharpSyntaxTree.ParseText(Library, new CSharpParseOptions(documentationMode: DocumentationMode.Diagnose))], [core], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(library.Emit(file, xmlDocumentationPath: Path.ChangeExtension(file, ".xml")).Success);
        var cell = CSharpCompilation.CreateScriptCompilation(
            "cell", CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(kind: SourceCodeKind.Script)), [core, MetadataReference.CreateFromFile(file)]);
        return Inspection.At(cell, code.IndexOf('('));
    }
}

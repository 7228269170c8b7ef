using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Curriculum.Engine.Tests.Execution;

/// <summary>Small libraries compiled on the spot, as a lesson would reference one.</summary>
internal static class FixtureLibrary
{
    /// <summary>A value with formatters by convention: the attribute is the library's own, found by its name alone.</summary>
    public const string Distance = """
        using System;
        using System.Collections.Generic;
        using System.IO;

        namespace Fixture
        {
            [AttributeUsage(AttributeTargets.Class)]
            internal sealed class TypeFormatterSourceAttribute : Attribute
            {
                public TypeFormatterSourceAttribute(Type source) => FormatterSourceType = source;
                public Type FormatterSourceType { get; }
                public string[] PreferredMimeTypes { get; set; }
            }

            internal sealed class Source
            {
                public IEnumerable<object> CreateTypeFormatters() { yield return new Form("text/html"); yield return new Form("text/plain"); }
            }

            internal sealed class Form
            {
                public Form(string mimeType) => MimeType = mimeType;
                public string MimeType { get; }
                public bool Format(object value, TextWriter writer)
                {
                    var km = ((Distance)value).Km;
                    writer.Write(MimeType == "text/html" ? $"<i>{km} km</i>" : $"{km} km");
                    return true;
                }
            }

            [TypeFormatterSource(typeof(Source), PreferredMimeTypes = new[] { "text/html", "text/plain" })]
            public sealed class Distance
            {
                public static int Count;
                public Distance(double km) { Km = km; Count++; }
                public double Km { get; }
            }
        }
        """;

    /// <summary>Compiles a library to <c>folder/name.dll</c> and returns its path.</summary>
    public static string Compile(string folder, string name, string source, params string[] references)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "System.Collections.dll");
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source)],
            [.. platform.Concat(references).Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true));
        var path = Path.Combine(folder, name + ".dll");
        var result = compilation.Emit(path);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }
}

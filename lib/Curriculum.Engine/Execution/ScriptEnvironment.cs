using System.Collections.Immutable;
using Microsoft.AspNetCore.Html;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.Formatting;

namespace Curriculum.Engine.Execution;

/// <summary>The language, references and usings that every cell starts with: those of .NET Interactive's C# kernel.</summary>
internal static class ScriptEnvironment
{
    public static ScriptOptions Options(string baseDirectory) => ScriptOptions.Default
        .WithLanguageVersion(LanguageVersion.CSharp14)
        .WithOptimizationLevel(OptimizationLevel.Release)
        // Line numbers in error reports come from here.
        .WithEmitDebugInformation(true)
        .WithFileEncoding(System.Text.Encoding.UTF8)
        .AddImports(
            "System", "System.IO", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
            "Microsoft.DotNet.Interactive.Kernel")
        .AddReferences("System.Linq", "System.Linq.Expressions", "System.Memory", "System.Net.Http", "System.Net.Primitives", "System.Numerics.Vectors", "System.Text.Json")
        .AddReferences(typeof(NotebookSession).Assembly, typeof(PocketView).Assembly, typeof(IHtmlContent).Assembly)
        .WithMetadataResolver(new CachingMetadataResolver(baseDirectory))
        .WithSourceResolver(new SourceFileResolver(ImmutableArray<string>.Empty, baseDirectory));
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace Curriculum.Engine.Execution;

/// <summary>Reads each referenced assembly's metadata once: once a process for the platform's, once a session for what <c>#r</c> names.</summary>
/// <remarks>Without it Roslyn reads the platform anew for every cell: measured on 200 cells, 974 MB and 38 ms a cell instead of 241 MB and 10 ms.</remarks>
internal sealed class CachingMetadataResolver(string baseDirectory) : MetadataReferenceResolver
{
    private static readonly ScriptMetadataResolver PlatformResolver = ScriptMetadataResolver.Default;
    private static readonly ConcurrentDictionary<string, ImmutableArray<PortableExecutableReference>> PlatformReferences = new();
    private static readonly ConcurrentDictionary<AssemblyIdentity, PortableExecutableReference> PlatformAssemblies = new();

    private readonly ScriptMetadataResolver _resolver = ScriptMetadataResolver.Default.WithBaseDirectory(baseDirectory);
    private readonly ConcurrentDictionary<(string Reference, string? From), ImmutableArray<PortableExecutableReference>> _references = new();
    private readonly ConcurrentDictionary<AssemblyIdentity, PortableExecutableReference?> _assemblies = new();

    public override bool ResolveMissingAssemblies => true;

    /// <exception cref="AssemblyMismatchException">The assembly is loaded in this process already, from another build.</exception>
    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        if (IsPlatformName(reference))
            return PlatformReferences.GetOrAdd(reference, name => PlatformResolver.ResolveReference(name, null, MetadataReferenceProperties.Assembly));
        return _references.GetOrAdd((reference, baseFilePath), _ =>
        {
            var resolved = _resolver.ResolveReference(reference, baseFilePath, properties);
            foreach (var path in resolved.Select(r => r.FilePath).OfType<string>())
                HostAssemblies.CheckSameBuild(path);
            return resolved;
        });
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity)
    {
        if (PlatformAssemblies.TryGetValue(referenceIdentity, out var platform))
            return platform;
        return _assemblies.GetOrAdd(referenceIdentity, identity =>
        {
            var found = _resolver.ResolveMissingAssembly(definition, identity);
            if (found?.FilePath is { } path && HostAssemblies.IsTrusted(path))
                PlatformAssemblies.TryAdd(identity, found);
            return found;
        });
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private static bool IsPlatformName(string reference) =>
        !reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && reference.AsSpan().IndexOfAny('/', '\\') < 0;
}

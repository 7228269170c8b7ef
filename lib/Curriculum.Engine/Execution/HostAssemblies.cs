using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;

namespace Curriculum.Engine.Execution;

/// <summary>Knows the assemblies that this process has or would take for a name, because the runtime prefers them to any <c>#r</c>.</summary>
/// <remarks>
/// A cell's <c>#r "…/Curriculum.dll"</c> and the program that runs the cell thus share one copy: the same types, the same statics, no second start.
/// That is right only if both are the same build, which the module's version id tells.
/// </remarks>
internal static class HostAssemblies
{
    private static readonly Dictionary<string, string> TrustedPaths =
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .DistinctBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path)!, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the file belongs to the platform or to this program itself.</summary>
    public static bool IsTrusted(string path) =>
        TrustedPaths.TryGetValue(Path.GetFileNameWithoutExtension(path), out var trusted) && trusted == path;

    /// <exception cref="AssemblyMismatchException">This process has an assembly of that name from another build.</exception>
    public static void CheckSameBuild(string path)
    {
        if (Loaded(Path.GetFileNameWithoutExtension(path)) is { } host && host.Path != path && VersionId(path) != host.VersionId)
            throw new AssemblyMismatchException(path, host.Path);
    }

    private static (string Path, Guid VersionId)? Loaded(string name)
    {
        var loaded = AssemblyLoadContext.Default.Assemblies.FirstOrDefault(a => string.Equals(a.GetName().Name, name, StringComparison.OrdinalIgnoreCase));
        if (loaded is not null)
            return (loaded.Location, loaded.ManifestModule.ModuleVersionId);
        return TrustedPaths.TryGetValue(name, out var path) && File.Exists(path) ? (path, VersionId(path)) : null;
    }

    private static Guid VersionId(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        var metadata = image.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }
}

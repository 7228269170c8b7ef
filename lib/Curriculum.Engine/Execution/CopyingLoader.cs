using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace Curriculum.Engine.Execution;

/// <summary>Loads what <c>#r</c> names from a copy in the system's temporary folder, so that the library can be rebuilt while a notebook is open.</summary>
internal sealed class CopyingLoader : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"notebook-{Guid.NewGuid():N}");
    private readonly MetadataShadowCopyProvider _copies;

    /// <summary>A loader that has copied nothing yet.</summary>
    public CopyingLoader()
    {
        _copies = new MetadataShadowCopyProvider(_folder);
        Loader = new InteractiveAssemblyLoader(_copies);
    }

    /// <summary>What loads the assemblies of a script.</summary>
    public InteractiveAssemblyLoader Loader { get; }

    /// <summary>Deletes the copies; where the system does not let go of a loaded file, they stay.</summary>
    public void Dispose()
    {
        Loader.Dispose();
        // Deletes what it can of what is in the folder, never the folder itself.
        _copies.Dispose();
        if (Directory.Exists(_folder) && !Directory.EnumerateFileSystemEntries(_folder).Any())
            Directory.Delete(_folder);
    }
}

namespace Curriculum.Engine.Execution;

/// <summary>A cell references another build of an assembly than the one that this process runs on.</summary>
/// <remarks>The runtime would silently take its own, although the cell was compiled for the other.</remarks>
public sealed class AssemblyMismatchException(string referencedPath, string loadedPath) : Exception(
    $"#r: {Path.GetFileName(referencedPath)} must be the build that this program itself runs on, got another one.\n  referenced: {referencedPath}\n  running on: {loadedPath}\n"
    + "If it was built anew while this ran, restart: the kernel, in a notebook. Otherwise build everything with `dotnet build -c Release` and run again.")
{
    /// <summary>The file that the cell references.</summary>
    public string ReferencedPath { get; } = referencedPath;

    /// <summary>The file that this process loaded, or would load.</summary>
    public string LoadedPath { get; } = loadedPath;
}

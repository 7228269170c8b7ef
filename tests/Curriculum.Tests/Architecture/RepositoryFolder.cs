namespace Curriculum.Tests.Architecture;

/// <summary>The checkout that these tests were built from.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new DirectoryNotFoundException("These tests read the sources: run them inside the checkout.")
        : File.Exists(System.IO.Path.Combine(folder.FullName, "Curriculum.sln")) ? folder.FullName
        : Find(folder.Parent);

    /// <summary>The files of that kind below a folder of the checkout, without what the build made.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        from file in Directory.EnumerateFiles(System.IO.Path.Combine(Path, folder), pattern, SearchOption.AllDirectories)
        let parts = System.IO.Path.GetRelativePath(Path, file).Split(System.IO.Path.DirectorySeparatorChar)
        where !parts.Contains("bin") && !parts.Contains("obj")
        select file;
}

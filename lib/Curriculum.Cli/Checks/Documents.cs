using Curriculum.Cli.Course;

namespace Curriculum.Cli.Checks;

/// <summary>The links of the documents beside the lessons.</summary>
internal static class Documents
{
    private static readonly string[] Folders = ["notebooks", "lib", "data", "tests"];

    /// <summary>The links that lead nowhere.</summary>
    public static IReadOnlyList<Problem> Problems(Repository repository) =>
    [.. from file in Files(repository)
        let text = File.ReadAllText(file)
        from dead in Links.Dead(text, Path.GetDirectoryName(file)!, Links.Anchors(text))
        select new Problem(repository.Relative(file), null, $"the link '{dead.Link}' leads nowhere: {dead.Trouble}.", "Mend the target or remove the link.")];

    private static IEnumerable<string> Files(Repository repository)
    {
        var inFolders = Folders.Select(folder => Path.Combine(repository.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", NotebookFiles.Everywhere));
        return Directory.EnumerateFiles(repository.Root, "*.md").Concat(inFolders)
            .Where(file => !Path.GetRelativePath(repository.Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);
    }
}

namespace Curriculum.Cli.Course;

/// <summary>The notebooks below a folder.</summary>
internal static class NotebookFiles
{
    /// <summary>The folder of a section that holds the answers to its exercises.</summary>
    public const string Solutions = "solutions";

    // Hidden: editors keep copies in folders such as .ipynb_checkpoints.
    internal static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden };

    /// <summary>Folder by folder in the order of their names, in each folder the lesson first.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [.. from file in Directory.EnumerateFiles(folder, "*.ipynb", Everywhere)
            orderby Path.GetDirectoryName(file), Path.GetFileName(file) != Section.LessonFile, file
            select file];

    /// <summary>Whether a notebook lies in a folder of solutions.</summary>
    public static bool IsSolution(string file) => Path.GetFileName(Path.GetDirectoryName(file)) == Solutions;
}

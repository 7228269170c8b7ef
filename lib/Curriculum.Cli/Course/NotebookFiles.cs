namespace Curriculum.Cli.Course;

/// <summary>The notebooks below a folder.</summary>
internal static class NotebookFiles
{
    // Hidden: editors keep copies in folders such as .ipynb_checkpoints.
    internal static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden };

    /// <summary>Folder by folder in the order of their names, in each folder the lesson first.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [.. from file in Directory.EnumerateFiles(folder, "*.ipynb", Everywhere)
            orderby Path.GetDirectoryName(file), Path.GetFileName(file) != Section.LessonFile, file
            select file];
}

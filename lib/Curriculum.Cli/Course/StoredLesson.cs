using Curriculum.Engine.Documents;

namespace Curriculum.Cli.Course;

/// <summary>A notebook as it lies in its file.</summary>
/// <param name="Repository">The checkout.</param>
/// <param name="Path">The file.</param>
/// <param name="Notebook">What it holds.</param>
/// <param name="Text">Its text.</param>
internal sealed record StoredLesson(Repository Repository, string Path, Notebook Notebook, string Text)
{
    /// <summary>The file as a reader finds it from the root.</summary>
    public string Name => Repository.Relative(Path);

    /// <summary>The folder that the notebook works in.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Whether it is one of the course's own, and not a learner's copy.</summary>
    public bool IsPublished => Repository.IsPublished(Path);

    /// <summary>Whether it answers what its section's lesson asks.</summary>
    public bool IsSolution => NotebookFiles.IsSolution(Path);

    /// <summary>Whether it is the lesson of a section.</summary>
    public bool IsLesson => System.IO.Path.GetFileName(Path) == Section.LessonFile && Section is not null;

    /// <summary>The section that it belongs to; null for a notebook elsewhere.</summary>
    public Section? Section => Section.Of(IsSolution ? System.IO.Path.GetDirectoryName(Folder)! : Folder);

    /// <summary>Its code cells.</summary>
    public IEnumerable<Cell> Code => Notebook.Cells.Where(cell => cell.Kind == CellKind.Code);

    /// <summary>Its cells of prose.</summary>
    public IEnumerable<Cell> Prose => Notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown);

    /// <summary>Reads a notebook file.</summary>
    /// <exception cref="NotebookFormatException">The file is not a notebook.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static StoredLesson Read(Repository repository, string path)
    {
        var text = File.ReadAllText(path);
        return new StoredLesson(repository, path, Notebook.Read(path), text);
    }
}

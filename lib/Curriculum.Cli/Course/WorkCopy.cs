using Curriculum.Engine.Documents;

namespace Curriculum.Cli.Course;

/// <summary>The learner's own copy of a section, <c>work/dayN/sectionM-name</c>: made file by file, and never written over.</summary>
internal sealed class WorkCopy(Repository repository, Section section)
{
    /// <summary>Where the copy lies.</summary>
    public string Folder => Path.Combine(repository.Work, Path.GetRelativePath(repository.Notebooks, section.Folder));

    /// <summary>The lesson as published.</summary>
    public string Published => section.Lesson;

    /// <summary>The learner's lesson.</summary>
    public string Lesson => Path.Combine(Folder, Section.LessonFile);

    // The lesson as it was when the copy was made, so that what the learner wrote can be told from what the course changed.
    private string Origin => Path.Combine(repository.Work, ".origin", Path.GetRelativePath(repository.Notebooks, section.Lesson));

    /// <summary>How far the learner is.</summary>
    public WorkState State =>
        !File.Exists(Lesson) ? WorkState.NotStarted
        : File.ReadAllBytes(Lesson).AsSpan().SequenceEqual(File.ReadAllBytes(section.Lesson)) ? WorkState.Started
        : WorkState.Edited;

    /// <summary>Copies what is not there yet.</summary>
    /// <returns>The files copied, and those left as the learner has them.</returns>
    /// <exception cref="IOException">A file cannot be written; files copied before it stay.</exception>
    public (IReadOnlyList<string> Copied, IReadOnlyList<string> Kept) Make()
    {
        var copied = new List<string>();
        var kept = new List<string>();
        foreach (var source in Directory.EnumerateFiles(section.Folder, "*", NotebookFiles.Everywhere).Order(StringComparer.Ordinal))
        {
            var relative = Path.GetRelativePath(section.Folder, source);
            // Answers to the exercises stay in notebooks/, where nobody sees them by chance.
            if (relative.Split(Path.DirectorySeparatorChar).Contains(NotebookFiles.Solutions)) continue;
            var target = Path.Combine(Folder, relative);
            if (Path.Exists(target))
            {
                kept.Add(target);
                continue;
            }
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            CopyWhole(source, target);
            copied.Add(target);
        }
        if (copied.Contains(Lesson)) RememberOrigin();
        return (copied, kept);
    }

    /// <summary>Brings the learner's lesson up to date with the published one; what the learner wrote stays.</summary>
    /// <returns>What became of the cells, and where the copy as it was is kept; no place when nothing had to change.</returns>
    /// <exception cref="NotebookFormatException">One of the files is not a notebook; the learner's is as it was.</exception>
    /// <exception cref="IOException">A file cannot be written; the learner's is as it was.</exception>
    public (LessonMerge Merge, string? Before) Refresh()
    {
        var (mine, published) = (Notebook.Read(Lesson), Notebook.Read(section.Lesson));
        var merge = LessonMerge.Of(File.Exists(Origin) ? Notebook.Read(Origin) : null, mine, published);
        if (merge.Merged.ToJson() == mine.ToJson()) return (merge, null);
        var before = Enumerable.Range(1, int.MaxValue).Select(n => Path.ChangeExtension(Lesson, $"before-{n}.ipynb")).First(name => !Path.Exists(name));
        CopyWhole(Lesson, before);
        merge.Merged.Write(Lesson);
        RememberOrigin();
        return (merge, before);
    }

    private void RememberOrigin()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Origin)!);
        AtomicFile.WriteText(Origin, File.ReadAllText(section.Lesson));
    }

    // Under the final name only when complete: half a lesson would be kept for ever as the learner's own. Without overwriting: a file that
    // appeared in between is the learner's.
    private static void CopyWhole(string source, string target)
    {
        var part = $"{target}.{Environment.ProcessId}.part";
        try
        {
            File.Copy(source, part);
            File.Move(part, target, overwrite: false);
        }
        finally
        {
            File.Delete(part);
        }
    }
}

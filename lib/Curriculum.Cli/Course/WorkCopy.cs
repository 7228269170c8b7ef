namespace Curriculum.Cli.Course;

/// <summary>The learner's own copy of a section, <c>work/dayN/sectionM-name</c>: made file by file, and never written over.</summary>
internal sealed class WorkCopy(Repository repository, Section section)
{
    /// <summary>Where the copy lies.</summary>
    public string Folder => Path.Combine(repository.Work, Path.GetRelativePath(repository.Notebooks, section.Folder));

    /// <summary>The learner's lesson.</summary>
    public string Lesson => Path.Combine(Folder, Section.LessonFile);

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
        return (copied, kept);
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

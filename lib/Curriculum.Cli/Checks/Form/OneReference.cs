using System.Text.RegularExpressions;
using Curriculum.Cli.Course;

namespace Curriculum.Cli.Checks.Form;

/// <summary>A notebook references the one library, once, by the path that also holds in a learner's copy.</summary>
internal sealed partial class OneReference : IFormRule
{
    public IEnumerable<Problem> Problems(StoredLesson lesson)
    {
        var library = lesson.Repository.Library;
        var references =
            (from cell in lesson.Code
             from Match match in Reference().Matches(cell.Source)
             select (cell.Id, Path: match.Groups["path"].Value)).ToList();
        var wanted = Path.GetRelativePath(lesson.Folder, library).Replace('\\', '/');
        foreach (var (id, path) in references.Where(reference => Path.GetFullPath(reference.Path, lesson.Folder) != library))
            yield return new Problem(lesson.Name, id, $"#r must name {wanted}, got {path}.", $"Write #r \"{wanted}\".");
        foreach (var (id, path) in references.Skip(1))
            yield return new Problem(lesson.Name, id, $"a notebook has one #r, in its first code cell; this is another: {path}.", "Remove it: a cell sees what the cells above it referenced.");
    }

    [GeneratedRegex("""^[ \t]*#r[ \t]+"(?<path>[^"]*)""", RegexOptions.Multiline)]
    private static partial Regex Reference();
}

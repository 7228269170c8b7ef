using Curriculum.Cli.Course;

namespace Curriculum.Cli.Checks.Form;

/// <summary>The file is in canonical form, so that a difference in git shows what changed and nothing else.</summary>
internal sealed class CanonicalFile : IFormRule
{
    private const int MostLetters = 100;

    public IEnumerable<Problem> Problems(StoredLesson lesson)
    {
        var canonical = lesson.Notebook.ToJson();
        if (lesson.Text == canonical) yield break;
        var (lines, wanted) = (lesson.Text.Split('\n'), canonical.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(lines.Length, wanted.Length)).First(i => lines.ElementAtOrDefault(i) != wanted.ElementAtOrDefault(i));
        yield return new Problem(
            lesson.Name,
            null,
            $"line {line + 1}: the file is not in canonical form. Expected {Quoted(wanted.ElementAtOrDefault(line))}, got {Quoted(lines.ElementAtOrDefault(line))}.",
            "`curriculum update` writes it so.");
    }

    private static string Quoted(string? line) => line is null ? "the end of the file" : line.Length > MostLetters ? $"'{line[..MostLetters]}…'" : $"'{line}'";
}

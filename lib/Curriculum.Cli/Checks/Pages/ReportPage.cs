using Curriculum.Cli.Course;
using Curriculum.Engine.Documents;

namespace Curriculum.Cli.Checks.Pages;

/// <summary><c>notebooks/dayN/README.md</c> of a Day that has one: what the report says, the cell that shows it, and what came of it. Nobody writes it by hand.</summary>
internal static class ReportPage
{
    private const string FileName = "README.md";

    /// <summary>Writes the pages that are there anew, from the claims and the stored lessons; a page for which something is missing stays as it is.</summary>
    /// <returns>Those that changed, and those that cannot be written, each with the reasons.</returns>
    public static IReadOnlyList<(string File, IReadOnlyList<Problem> Missing)> WriteAll(Repository repository, CourseContents contents)
    {
        var told = new List<(string File, IReadOnlyList<Problem> Missing)>();
        foreach (var (file, text, missing) in Pages(repository, contents))
        {
            if (missing.Count == 0 && text == File.ReadAllText(file)) continue;
            if (missing.Count == 0) AtomicFile.WriteText(file, text);
            told.Add((file, missing));
        }
        return told;
    }

    /// <summary>The pages that are not what the claims and the stored lessons make of them, and what is missing for them.</summary>
    public static IEnumerable<Problem> Problems(Repository repository, CourseContents contents)
    {
        foreach (var (file, text, missing) in Pages(repository, contents))
        {
            foreach (var problem in missing) yield return problem;
            if (missing.Count > 0) continue;
            string[] expected = text.Split('\n'), got = File.ReadAllText(file).Split('\n');
            var line = Enumerable.Range(0, Math.Max(expected.Length, got.Length)).FirstOrDefault(i => expected.ElementAtOrDefault(i) != got.ElementAtOrDefault(i), -1);
            if (line >= 0)
                yield return new Problem(repository.Relative(file), $"line {line + 1}", $"expected '{expected.ElementAtOrDefault(line)}', got '{got.ElementAtOrDefault(line)}'.", "Write it from the lessons: `curriculum update`.");
        }
    }

    // A Day whose sections have no claims has no such page: what lies there is somebody's own.
    private static IEnumerable<(string File, string Text, IReadOnlyList<Problem> Missing)> Pages(Repository repository, CourseContents contents)
    {
        foreach (var day in CourseMap.Read(repository).Sections.GroupBy(section => section.Day))
        {
            var file = Path.Combine(repository.Notebooks, $"day{day.Key}", FileName);
            if (!File.Exists(file)) continue;
            var missing = new List<Problem>();
            var sections = day.Select(section => ReportSection.Read(repository, section, contents, missing)).OfType<ReportSection>().ToList();
            if (missing.Count > 0)
                yield return (file, "", missing);
            else if (sections.Count > 0)
                yield return (file, ReportPageText.Write(sections), missing);
        }
    }
}

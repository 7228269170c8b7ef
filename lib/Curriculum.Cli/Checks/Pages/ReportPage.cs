using Curriculum.Cli.Course;

namespace Curriculum.Cli.Checks.Pages;

/// <summary><c>notebooks/dayN/README.md</c> of a Day that has one: what the report says, the cell that shows it, and what came of it. Nobody writes it by hand.</summary>
internal static class ReportPage
{
    private const string FileName = "README.md";

    /// <summary>Writes the pages that are there anew, from the claims and the stored lessons.</summary>
    /// <returns>Those that changed.</returns>
    public static IReadOnlyList<string> WriteAll(Repository repository, CourseContents contents)
    {
        var changed = new List<string>();
        foreach (var (file, sections, _) in Pages(repository, contents))
        {
            var text = ReportPageText.Write(sections);
            if (text == File.ReadAllText(file)) continue;
            File.WriteAllText(file, text);
            changed.Add(file);
        }
        return changed;
    }

    /// <summary>The pages that are not what the claims and the stored lessons make of them, and cells that are named and are not there.</summary>
    public static IEnumerable<Problem> Problems(Repository repository, CourseContents contents)
    {
        foreach (var (file, sections, missing) in Pages(repository, contents))
        {
            foreach (var problem in missing) yield return problem;
            string[] expected = ReportPageText.Write(sections).Split('\n'), got = File.ReadAllText(file).Split('\n');
            var line = Enumerable.Range(0, Math.Max(expected.Length, got.Length)).FirstOrDefault(i => expected.ElementAtOrDefault(i) != got.ElementAtOrDefault(i), -1);
            if (line >= 0)
                yield return new Problem(repository.Relative(file), $"line {line + 1}", $"expected '{expected.ElementAtOrDefault(line)}', got '{got.ElementAtOrDefault(line)}'.", "Write it from the lessons: `curriculum update`.");
        }
    }

    private static IEnumerable<(string File, IReadOnlyList<ReportSection> Sections, IReadOnlyList<Problem> Missing)> Pages(Repository repository, CourseContents contents)
    {
        foreach (var day in CourseMap.Read(repository).Sections.GroupBy(section => section.Day))
        {
            var file = Path.Combine(repository.Notebooks, $"day{day.Key}", FileName);
            if (!File.Exists(file)) continue;
            var missing = new List<Problem>();
            var sections = day.Select(section => ReportSection.Read(repository, section, contents, missing)).OfType<ReportSection>().ToList();
            yield return (file, sections, missing);
        }
    }
}

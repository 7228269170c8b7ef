using System.Text.RegularExpressions;
using Curriculum.Cli.Course;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;

namespace Curriculum.Cli.Checks;

/// <summary>The form that every notebook below <c>notebooks/</c> has; a learner's copy is free of it.</summary>
internal static partial class LessonForm
{
    /// <summary>What is not as it should be, a line each; empty when all is.</summary>
    /// <param name="repository">The checkout, whose library the notebook must reference.</param>
    /// <param name="notebook">The notebook, read from its file.</param>
    /// <param name="text">The text of that file.</param>
    public static IReadOnlyList<string> Problems(Repository repository, Notebook notebook, string text) =>
    [
        .. NotCanonical(notebook, text),
        .. References(repository, notebook),
        .. notebook.Cells.Where(cell => cell.Kind == CellKind.Code).SelectMany(OutsideTheSafeSubset),
        .. notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).SelectMany(cell => Languages.Problems(cell.Source).Select(problem => $"cell {cell.Id}: {problem}")),
    ];

    private static IEnumerable<string> NotCanonical(Notebook notebook, string text)
    {
        var canonical = notebook.ToJson();
        if (text == canonical) yield break;
        var (lines, wanted) = (text.Split('\n'), canonical.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(lines.Length, wanted.Length)).First(i => lines.ElementAtOrDefault(i) != wanted.ElementAtOrDefault(i));
        yield return $"line {line + 1}: the file is not in canonical form (`curriculum update` writes it so). "
            + $"Expected {Quoted(wanted.ElementAtOrDefault(line))}, got {Quoted(lines.ElementAtOrDefault(line))}.";
    }

    private static IEnumerable<string> References(Repository repository, Notebook notebook)
    {
        var references =
            (from cell in notebook.Cells
             where cell.Kind == CellKind.Code
             from Match match in Reference().Matches(cell.Source)
             select (cell.Id, Path: match.Groups["path"].Value)).ToList();
        var folder = Path.GetDirectoryName(notebook.Path)!;
        foreach (var (id, path) in references.Where(reference => Path.GetFullPath(reference.Path, folder) != repository.Library))
            yield return $"cell {id}: #r must name {Path.GetRelativePath(folder, repository.Library).Replace('\\', '/')}, got {path}.";
        foreach (var (id, path) in references.Skip(1))
            yield return $"cell {id}: a notebook has one #r, in its first code cell; this is another: {path}.";
    }

    private static IEnumerable<string> OutsideTheSafeSubset(Cell cell) =>
        SafeSubset.Check(cell.Source).Select(diagnostic => $"cell {cell.Id}: {diagnostic}");

    private static string Quoted(string? line) => line is null ? "the end of the file" : line.Length > 100 ? $"'{line[..100]}…'" : $"'{line}'";

    [GeneratedRegex("""^[ \t]*#r[ \t]+"(?<path>[^"]*)""", RegexOptions.Multiline)]
    private static partial Regex Reference();
}

using System.Text.RegularExpressions;
using Curriculum.Cli.Course;

namespace Curriculum.Cli.Checks.Form;

/// <summary>Every row of a table of prose has as many cells as its head: a bar within a cell, as in |u|, would end the cell and shift the rest.</summary>
internal sealed partial class TablesAreWhole : IFormRule
{
    private const string Cure = @"Write a bar that is not the border of a cell as \|, or use words.";

    public IEnumerable<Problem> Problems(StoredLesson lesson) =>
        from cell in lesson.Prose
        from row in BrokenRows(cell.Source)
        select new Problem(lesson.Name, cell.Id, $"a row of a table has {row.Cells} cells, its head has {row.Head}: {row.Text}", Cure);

    private static IEnumerable<(string Text, int Cells, int Head)> BrokenRows(string markdown)
    {
        int? head = null;
        foreach (var line in CodeFence().Replace(markdown, "").Split('\n').Select(line => line.Trim()))
        {
            if (!line.StartsWith('|'))
            {
                head = null;
                continue;
            }
            var cells = Bar().Count(line.TrimEnd('|'));
            head ??= cells;
            if (cells != head) yield return (line, cells, head.Value);
        }
    }

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeFence();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
}

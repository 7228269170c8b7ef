using Curriculum.Cli.Checks;

namespace Curriculum.Cli.Output;

/// <summary>Says what a check found, and how long each notebook ran.</summary>
internal static class CheckReport
{
    private const int SlowestShown = 3;

    /// <summary>A notebook on one line, with its time and its slowest cells.</summary>
    public static string Line(CheckedNotebook notebook)
    {
        var state = notebook.Problems.Count == 0 ? "ok    " : "FAILED";
        if (notebook.Lesson?.Run is not { } run) return $"{state}  {notebook.Name}";
        var slowest = run.Cells.OrderByDescending(cell => cell.Result.Duration).Take(SlowestShown).Select(cell => $"{cell.Cell.Id} {Durations.Text(cell.Result.Duration)}");
        return $"{state}  {notebook.Name}  ({run.Cells.Count} cells, {Durations.Text(run.Duration)}; slowest: {string.Join(", ", slowest)})";
    }

    /// <summary>All problems, each with file, cell and cure.</summary>
    public static void Write(TextWriter writer, IEnumerable<Problem> problems)
    {
        foreach (var problem in problems) writer.WriteLine($"\n{problem}");
    }

    /// <summary>What was proven, or how much is wrong.</summary>
    public static string Summary(IReadOnlyList<CheckedNotebook> notebooks, IReadOnlyList<Problem> course, CourseContents contents)
    {
        var problems = course.Count + notebooks.Sum(notebook => notebook.Problems.Count);
        var time = notebooks.Aggregate(TimeSpan.Zero, (sum, notebook) => sum + (notebook.Lesson?.Run.Duration ?? TimeSpan.Zero));
        var looked = $"{notebooks.Count} notebooks in {Durations.Text(time)}, {contents.Questions.Sum(file => file.Questions.Length)} questions, {contents.Exercises.Count} exercises, "
            + $"{contents.Claims.Sum(file => file.Claims.Length)} claims, {contents.Bands.Count} bands";
        return $"{looked}: {(problems == 0 ? "all as it should be" : $"{problems} to mend")}";
    }
}

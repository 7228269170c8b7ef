using System.CommandLine;
using Curriculum.Cli.Course;
using Curriculum.Cli.Learner;
using Spectre.Console;

namespace Curriculum.Cli.Commands;

/// <summary><c>curriculum progress</c>: what is answered, solved and left.</summary>
internal static class ProgressCommand
{
    public static Command Create(CliHost host)
    {
        var what = new Argument<string>("what") { Description = "A section (day2/section1), a Day (day2), or all.", DefaultValueFactory = _ => "all" };
        var command = new Command("progress", "Show what you have answered and solved, and what is left, a Day and a section at a time.") { what };
        command.SetAction(parse => Run(host, parse.GetRequiredValue(what)));
        return command;
    }

    private static int Run(CliHost host, string what)
    {
        var sections = CourseMap.Read(host.Repository).Find(what);
        var progress = LearnerState.Read(host);
        var (done, all) = (0, 0);
        foreach (var day in sections.GroupBy(section => section.Day))
        {
            var rows = day.Select(section => (Section: section, Items: LessonItem.Of(section, progress))).ToList();
            var items = rows.SelectMany(row => row.Items).ToList();
            host.Terminal.Out.WriteLine($"Day {day.Key}: {Of(items)} done");
            foreach (var row in rows) WriteSection(host, row.Section, row.Items, inFull: sections.Count == 1);
            (done, all) = (done + items.Count(item => item.IsDone), all + items.Count);
        }
        host.Terminal.Out.WriteLine(done == all ? $"\nAll {all} done." : $"\n{done} of {all} done. What comes next: {host.Command("next")}");
        return ExitCode.Fine;
    }

    private static void WriteSection(CliHost host, Section section, IReadOnlyList<LessonItem> items, bool inFull)
    {
        var about = section.ReadMetadata();
        var (questions, exercises) = (items.Where(item => !item.IsExercise), items.Where(item => item.IsExercise));
        host.Terminal.Out.WriteLine($"\n  {section.Id}  {about.English} · {about.Japanese}");
        host.Terminal.Out.WriteLine($"    questions {Of(questions)}, exercises {Of(exercises)}   {string.Concat(items.Select(item => item.Mark))}");
        // Of a section that nobody has begun the marks say enough.
        var shown = items.Where(item => inFull || (!item.IsDone && items.Any(other => other.At != default))).ToList();
        if (shown.Count == 0) return;
        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        table.AddColumns(new TableColumn("").NoWrap(), new TableColumn("").NoWrap(), new TableColumn("").NoWrap(), new TableColumn(""));
        foreach (var item in shown) table.AddRow(new Spectre.Console.Text($"   {item.Mark}"), new Spectre.Console.Text(item.Id), new Spectre.Console.Text($"cell {item.Cell}"), new Spectre.Console.Text(item.Words));
        host.Terminal.Console.Write(table);
    }

    private static string Of(IEnumerable<LessonItem> items) => $"{items.Count(item => item.IsDone)} of {items.Count()}";
}

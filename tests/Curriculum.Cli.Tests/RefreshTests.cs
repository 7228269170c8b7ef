using Curriculum.Engine.Documents;

namespace Curriculum.Cli.Tests;

/// <summary><c>curriculum start --refresh</c>: a new version of a lesson comes into a learner's copy, and what the learner wrote stays.</summary>
public sealed class RefreshTests : IDisposable
{
    private const string Published = "notebooks/day2/section1-slope/lesson.ipynb";
    private const string Mine = "work/day2/section1-slope/lesson.ipynb";

    private readonly TemporaryCourse _course = new();

    public RefreshTests() => Write(Published, ("setup", "using System;"), ("ask", "Confirm.Show(1)"), ("text", "1 + 1"), ("gone", "2 + 2"));

    public void Dispose() => _course.Dispose();

    [Fact]
    public async Task What_the_learner_wrote_stays_and_what_she_did_not_touch_is_as_published()
    {
        await CommandRun.Of(_course, "start", "day2");
        Write(Mine, ("setup", "using System;"), ("ask", "Confirm.Answer(1, 7, 7)"), ("note", "// mine"), ("text", "1 + 1"), ("gone", "2 + 2"));
        Write(Published, ("setup", "using System.Linq;"), ("ask", "Confirm.Show(1)"), ("new", "3 + 3"), ("text", "1 + 1"));

        var run = await CommandRun.Of(_course, "start", "day2", "--refresh");

        Assert.Equal(["setup: using System.Linq;", "ask: Confirm.Answer(1, 7, 7)", "note: // mine", "new: 3 + 3", "text: 1 + 1"], Cells(Mine));
        Assert.Contains($"updated {Mine}  (as it was: work/day2/section1-slope/lesson.before-1.ipynb)\n  new in the lesson: setup, new\n  yours, kept:       ask, note\n", run.Out);
        Assert.Equal(["setup", "ask", "note", "text", "gone"], Cells("work/day2/section1-slope/lesson.before-1.ipynb").Select(cell => cell.Split(':')[0]));

        Assert.Contains($"current {Mine}", (await CommandRun.Of(_course, "start", "day2", "--refresh")).Out);
        Assert.False(File.Exists(_course.Path("work/day2/section1-slope/lesson.before-2.ipynb")));
    }

    [Fact]
    public async Task Where_both_changed_a_cell_the_learners_stands_and_is_told()
    {
        await CommandRun.Of(_course, "start", "day2");
        Write(Mine, ("setup", "using System;"), ("ask", "Confirm.Answer(1, 7, 7)"), ("text", "1 + 1"), ("gone", "2 + 2"));
        Write(Published, ("setup", "using System;"), ("ask", "Confirm.Show(2)"), ("text", "1 + 2"), ("gone", "2 + 2"));
        var run = await CommandRun.Of(_course, "start", "day2", "--refresh");
        Assert.Contains($"  changed by both, yours stand: ask. The published ones: {Published}\n", run.Out);
        Assert.Equal(["ask: Confirm.Answer(1, 7, 7)", "text: 1 + 2"], Cells(Mine)[1..3]);
    }

    [Fact]
    public async Task A_cell_that_the_learner_deleted_stays_deleted_until_the_lesson_changes_it()
    {
        await CommandRun.Of(_course, "start", "day2");
        Write(Mine, ("setup", "using System;"), ("ask", "Confirm.Show(1)"));
        Write(Published, ("setup", "using System;"), ("ask", "Confirm.Show(1)"), ("text", "1 + 1"), ("gone", "2 + 5"));
        await CommandRun.Of(_course, "start", "day2", "--refresh");
        Assert.Equal(["setup: using System;", "ask: Confirm.Show(1)", "gone: 2 + 5"], Cells(Mine));
    }

    [Fact]
    public async Task A_copy_whose_origin_is_unknown_loses_nothing()
    {
        Write(Mine, ("setup", "using System;"), ("ask", "Confirm.Answer(1, 7, 7)"), ("old", "0 + 0"));
        await CommandRun.Of(_course, "start", "day2", "--refresh");
        Assert.Equal(["setup: using System;", "ask: Confirm.Answer(1, 7, 7)", "old: 0 + 0", "text: 1 + 1", "gone: 2 + 2"], Cells(Mine));
    }

    [Fact]
    public async Task A_published_lesson_that_is_damaged_leaves_the_copy_as_it_is()
    {
        await CommandRun.Of(_course, "start", "day2");
        var before = File.ReadAllText(_course.Path(Mine));
        File.WriteAllText(_course.Path(Published), File.ReadAllText(_course.Path(Published))[..^40]);
        Assert.Equal(1, (await CommandRun.Of(_course, "start", "day2/section1", "--refresh")).ExitCode);
        Assert.Equal(before, File.ReadAllText(_course.Path(Mine)));
    }

    [Fact]
    public async Task Without_refresh_a_copy_is_left_alone_and_the_way_is_told()
    {
        await CommandRun.Of(_course, "start", "day2");
        Assert.Contains("To bring yours up to date without losing what you wrote: --refresh.", (await CommandRun.Of(_course, "start", "day2")).Out);
    }

    private void Write(string notebook, params (string Id, string Code)[] cells) => _course.Write(notebook, TemporaryCourse.Lesson(2, 1, "A title", "題名", cells));

    private List<string> Cells(string notebook) => [.. Notebook.Read(_course.Path(notebook)).Cells.Select(cell => $"{cell.Id}: {cell.Source}")];
}

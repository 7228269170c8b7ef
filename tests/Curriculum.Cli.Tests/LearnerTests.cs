using System.Text.Json.Nodes;
using Curriculum.Lessons.Progress;
using Curriculum.Lessons.Questions;

namespace Curriculum.Cli.Tests;

/// <summary><c>curriculum progress</c>, <c>hint</c> and <c>next</c> on a course of two sections.</summary>
public sealed class LearnerTests : IDisposable
{
    private static readonly DateTime Noon = new(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryCourse _course = new();

    public LearnerTests()
    {
        Add(1, 1, "first", ("ask-shapes", "Confirm.Show(\"D1S1-2\")"));
        Add(2, 1, "second", ("ask-slope", "Confirm.Show(\"D2S1-2\")"), ("ask-zeros", "Confirm.Show(\"D2S1-3\")"), ("solve-slope", "Exercise.Check(\"D2S1-X1\", f)"), ("solve-rows", "Exercise.Check(\"D2S1-X2\", f)"));
    }

    private ProgressFile State => new(_course.Path("work/progress.json"));

    public void Dispose() => _course.Dispose();

    [Fact]
    public async Task Before_the_first_answer_everything_is_open_and_nothing_is_written()
    {
        var run = await CommandRun.Of(_course, "progress");
        Assert.Equal(
            """
            Day 1: 0 of 1 done

              day1/section1  A title · 題名
                questions 0 of 1, exercises 0 of 0   ·
            Day 2: 0 of 4 done

              day2/section1  A title · 題名
                questions 0 of 2, exercises 0 of 2   ····

            0 of 5 done. What comes next: dotnet run -c Release --project lib/Curriculum.Cli -- next

            """.ReplaceLineEndings("\n"), run.Out);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.False(Directory.Exists(_course.Path("work")));
    }

    [Fact]
    public async Task Progress_tells_of_each_open_item_where_it_is_and_how_far()
    {
        State.Update(p => p.Answered("D2S1-2", Outcome.Wrong, "0.45", Noon).Answered("D2S1-2", Outcome.Right, "0.25", Noon).Answered("D2S1-3", Outcome.Open, "They stay equal.", Noon)
            .Checked("D2S1-X1", null, Noon).Checked("D2S1-X1", "by hand", Noon));
        var day = (await CommandRun.Of(_course, "progress", "day2")).Out;
        Assert.Contains("Day 2: 1 of 4 done", day);
        Assert.Contains("questions 1 of 2, exercises 0 of 2   ✓✎✗·", day);
        Assert.Matches("✓ +D2S1-2 +cell ask-slope +right \\(wrong tries: 1\\)", day);
        Assert.Matches("✎ +D2S1-3 +cell ask-zeros +answered; mark it yourself: Confirm.Mark\\(\"D2S1-3\", …\\)", day);
        Assert.Matches("✗ +D2S1-X1 +cell solve-slope +was solved, and fails now at: by hand", day);
        Assert.Matches("· +D2S1-X2 +cell solve-rows +open", day);
        // Among several sections only what is left is listed, and only of those begun.
        var all = (await CommandRun.Of(_course, "progress")).Out;
        Assert.DoesNotContain("right (wrong", all);
        Assert.DoesNotContain("ask-shapes", all);
        Assert.Contains("1 of 5 done.", all);
    }

    [Fact]
    public async Task Next_names_the_heading_that_an_editor_shows()
    {
        var lesson = JsonNode.Parse(File.ReadAllText(_course.Path("notebooks/day1/section1-first/lesson.ipynb")))!;
        var prose = JsonNode.Parse("""{"cell_type": "markdown", "id": "prose", "metadata": {}, "source": ["# 2. Shapes · 形\n", "\n", "<details><summary>日本語</summary>\n", "\n", "## 形\n", "</details>"]}""");
        lesson["cells"]!.AsArray().Insert(0, prose);
        _course.Write("notebooks/day1/section1-first/lesson.ipynb", lesson.ToJsonString());
        Assert.Contains("D1S1-2 is open: cell ask-shapes of work/day1/section1-first/lesson.ipynb, under “2. Shapes · 形”\n", (await CommandRun.Of(_course, "next")).Out);
    }

    [Fact]
    public async Task Next_is_the_first_open_item_of_the_section_last_at_then_of_the_first()
    {
        Assert.Contains("D1S1-2 is open: cell ask-shapes of work/day1/section1-first/lesson.ipynb\nIt is not in your folder yet: dotnet run -c Release --project lib/Curriculum.Cli -- start day1/section1", (await CommandRun.Of(_course, "next")).Out);

        State.Update(p => p.Answered("D2S1-2", Outcome.Right, "0.25", Noon));
        Assert.Contains("D2S1-3 is open: cell ask-zeros", (await CommandRun.Of(_course, "next")).Out);
        State.Update(p => p.Answered("D2S1-3", Outcome.Open, "They stay equal.", Noon).Marked("D2S1-3", [1], Noon).Checked("D2S1-X1", null, Noon).Checked("D2S1-X2", null, Noon));
        Assert.Contains("D1S1-2 is open", (await CommandRun.Of(_course, "next")).Out);

        State.Update(p => p.Answered("D1S1-2", Outcome.Right, "x·W + b", Noon));
        Assert.Equal("Everything is answered and solved.\n", (await CommandRun.Of(_course, "next")).Out);
        Assert.Contains("All 5 done.", (await CommandRun.Of(_course, "progress")).Out);
    }

    [Fact]
    public async Task A_hint_of_a_question_gives_no_answer_and_is_counted()
    {
        State.Update(p => p.Answered("D2S1-2", Outcome.Wrong, "0.45", Noon));
        var run = await CommandRun.Of(_course, "hint", "d2s1-2");
        Assert.Contains("Hint: Write s for σ(u).", run.Out);
        Assert.Contains("ヒント", run.Out);
        Assert.DoesNotContain("Why", run.Out);
        Assert.Equal((1, 1), (State.Read().Progress.Question("D2S1-2").Hints, State.Read().Progress.Question("D2S1-2").WrongTries));
    }

    [Fact]
    public async Task Each_hint_of_an_exercise_is_the_next_one_and_the_last_one_stays()
    {
        Directory.CreateDirectory(_course.Path("work"));
        foreach (var number in new[] { 1, 2, 3, 3 })
            Assert.Contains($"hint {number} of 3", (await CommandRun.Of(_course, "hint", "D2S1-X2")).Out);
    }

    [Fact]
    public async Task A_hint_without_an_id_is_for_what_comes_next()
    {
        State.Update(p => p.Answered("D2S1-2", Outcome.Wrong, "0.45", Noon));
        Assert.StartsWith("? D2S1-2  a hint", (await CommandRun.Of(_course, "hint")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_id_is_answered_with_the_nearest()
    {
        var run = await CommandRun.Of(_course, "hint", "D2S1_2");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("There is no question and no exercise 'D2S1_2'. Did you mean ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_state_is_set_aside_and_told()
    {
        _course.Write("work/progress.json", "{");
        var run = await CommandRun.Of(_course, "progress");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("set aside as work/progress.damaged-1.json", run.Error);
        Assert.Equal("{", File.ReadAllText(_course.Path("work/progress.damaged-1.json")));
    }

    [Fact]
    public async Task A_state_of_a_newer_course_is_an_error_that_says_so()
    {
        _course.Write("work/progress.json", "{\"version\": 9}");
        var run = await CommandRun.Of(_course, "progress");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("has version 9", run.Error);
    }

    private void Add(int day, int section, string slug, params (string Id, string Code)[] cells) =>
        _course.Write($"notebooks/day{day}/section{section}-{slug}/lesson.ipynb", TemporaryCourse.Lesson(day, section, "A title", "題名", cells));
}

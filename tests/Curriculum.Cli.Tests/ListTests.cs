namespace Curriculum.Cli.Tests;

public class ListTests
{
    [Fact]
    public async Task Sections_come_by_day_and_number_with_both_titles_minutes_and_state()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 10, "ten");
        course.AddLesson(2, 2, "optimizers", "Optimizers", "学習率最適化手法");
        course.AddLesson(1, 1, "input", "Input layer", "入力層");
        await CommandRun.Of(course, "start", "day1");

        var run = await CommandRun.Of(course, "list");

        Assert.Equal(0, run.ExitCode);
        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(["day1/section1", "day2/section2", "day2/section10"], lines.Select(line => line.Split(' ')[0]));
        Assert.Contains("Optimizers", lines[1]);
        Assert.Contains("学習率最適化手法", lines[1]);
        Assert.Contains("40", lines[1]);
        Assert.Contains("not started", lines[1]);
        Assert.DoesNotContain("not started", lines[0]);
        Assert.Contains("started", lines[0]);
    }

    [Fact]
    public async Task A_changed_copy_is_shown_as_edited()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(1, 1, "input");
        await CommandRun.Of(course, "start");
        course.Write("work/day1/section1-input/lesson.ipynb", "{}");
        Assert.Contains("edited", (await CommandRun.Of(course, "list")).Out);
    }

    [Fact]
    public async Task A_damaged_lesson_is_named_with_its_line_and_hides_no_other()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(1, 1, "input", "Input layer");
        var damaged = course.Write("notebooks/day1/section2-activation/lesson.ipynb", "{\n \"cells\": [],\n \"metadata\": {,}\n}");

        var run = await CommandRun.Of(course, "list");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Input layer", run.Out);
        Assert.Contains("(cannot be read)", run.Out);
        Assert.StartsWith($"{damaged}, line 3: the file is not valid JSON.", run.Error);
    }

    [Theory]
    [InlineData("""{"cells": [], "metadata": {"curriculum": {"day": 1, "section": 2, "title": {"en": "x", "ja": "y"}, "minutes": 3}}, "nbformat": 4""", "line 1: the file is not valid JSON")]
    [InlineData("""{"cells": [], "metadata": {}}""", "The notebook's metadata needs")]
    [InlineData("""{"cells": []}""", "The notebook has no metadata.")]
    [InlineData("[]", "A notebook is a JSON object.")]
    [InlineData("", "not valid JSON")]
    [InlineData("""{"metadata": {"curriculum": {"day": 1, "section": 7, "title": {"en": "x", "ja": "y"}, "minutes": 3}}}""", "says day 1, section 7; the folder says day1/section2")]
    [InlineData("""{"metadata": {"curriculum": {"day": "1", "section": 2, "title": {"en": "x", "ja": "y"}, "minutes": 3}}}""", "The notebook's metadata needs")]
    [InlineData("""{"metadata": {"curriculum": {"day": 1, "section": 2, "title": {"en": "x"}, "minutes": 3}}}""", "The notebook's metadata needs")]
    [InlineData("""{"metadata": {"curriculum": {"day": 1, "section": 2, "title": {"en": "x", "ja": null}, "minutes": 3}}}""", "The notebook's metadata needs")]
    public async Task Every_unreadable_lesson_says_what_is_wrong(string text, string expected)
    {
        using var course = new TemporaryCourse();
        course.Write("notebooks/day1/section2-activation/lesson.ipynb", text);
        var run = await CommandRun.Of(course, "list");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error);
    }

    [Fact]
    public async Task A_lesson_with_a_byte_order_mark_is_read()
    {
        using var course = new TemporaryCourse();
        var lesson = course.AddLesson(1, 1, "input", "Input layer");
        File.WriteAllText(lesson, "\uFEFF" + File.ReadAllText(lesson));
        Assert.Contains("Input layer", (await CommandRun.Of(course, "list")).Out);
    }

    [Fact]
    public async Task A_course_without_lessons_says_so()
    {
        using var course = new TemporaryCourse();
        var run = await CommandRun.Of(course, "list");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal($"There is no lesson in {course.Path("notebooks")}.\n", run.Error);
    }
}

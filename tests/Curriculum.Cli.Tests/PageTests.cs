namespace Curriculum.Cli.Tests;

public class PageTests
{
    [Fact]
    public async Task The_page_has_the_fresh_outputs_and_loads_nothing()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient", code: "HTML(\"<svg><circle r='3'/></svg>\")");
        var run = await CommandRun.Of(course, "run", "day2", "--html", "page.html");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var page = File.ReadAllText(course.Path("page.html"));
        Assert.Contains("<svg><circle r='3'/></svg>", page);
        Assert.DoesNotMatch("""(src|href)\s*=\s*["']https?:|url\(["']?https?:|@import""", page);
        Assert.DoesNotContain("<script", page);
        Assert.Contains($"page: {course.Path("page.html")}", run.Out);
    }

    [Fact]
    public async Task A_lesson_that_fails_has_a_page_that_shows_where()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient", code: "throw new InvalidOperationException(\"no such layer\");");
        Assert.Equal(1, (await CommandRun.Of(course, "run", "day2", "--html", "page.html")).ExitCode);
        Assert.Contains("no such layer", File.ReadAllText(course.Path("page.html")));
    }

    [Theory]
    [InlineData("day2", "lesson.ipynb", "--html must name a file that ends in .html, got 'lesson.ipynb'.")]
    [InlineData("day2", "nowhere/page.html", "--html: there is no folder")]
    [InlineData("all", "page.html", "--html writes the page of one notebook; these are 2. Name one of them.")]
    public async Task What_cannot_be_the_page_is_refused_before_anything_runs(string what, string page, string expected)
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient");
        course.AddLesson(1, 1, "input");
        var run = await CommandRun.Of(course, "run", what, "--html", page);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.StartsWith(expected, run.Error);
    }

    [SkippableFact]
    public async Task A_folder_that_cannot_be_written_to_is_refused_before_anything_runs()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "needs a folder that even the superuser cannot write to: /proc");
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient");
        var run = await CommandRun.Of(course, "run", "day2", "--html", "/proc/page.html");
        Assert.Equal((2, "", "--html: no file can be written in /proc. Name one in a folder of your own, or make that one writable.\n"), (run.ExitCode, run.Out, run.Error));
    }
}

namespace Curriculum.Cli.Tests;

public class StartTests
{
    [Fact]
    public async Task A_day_is_copied_with_all_its_files_but_the_solutions()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient");
        course.Write("notebooks/day2/section1-vanishing-gradient/exercises/one.cs", "// yours");
        course.Write("notebooks/day2/section1-vanishing-gradient/solutions/one.cs", "// not yet");
        course.AddLesson(3, 1, "rnn");

        var run = await CommandRun.Of(course, "start", "day2");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            ["work/.origin/day2/section1-vanishing-gradient/lesson.ipynb", "work/day2/section1-vanishing-gradient/exercises/one.cs", "work/day2/section1-vanishing-gradient/lesson.ipynb"],
            Directory.EnumerateFiles(course.Path("work"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(course.Root, file).Replace('\\', '/')).Order());
        Assert.Contains("copied  work/day2/section1-vanishing-gradient/lesson.ipynb", run.Out);
        Assert.Contains("dotnet run -c Release --project lib/Curriculum.Cli -- run work/day2/section1-vanishing-gradient/lesson.ipynb", run.Out);
    }

    [Fact]
    public async Task A_learners_file_is_never_written_over()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient");
        course.Write("notebooks/day2/section1-vanishing-gradient/notes.md", "published");
        var mine = course.Write("work/day2/section1-vanishing-gradient/lesson.ipynb", "my answers");

        var run = await CommandRun.Of(course, "start", "day2/section1");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("my answers", File.ReadAllText(mine));
        Assert.Equal("published", File.ReadAllText(course.Path("work/day2/section1-vanishing-gradient/notes.md")));
        Assert.Contains("kept    work/day2/section1-vanishing-gradient/lesson.ipynb  (yours)", run.Out);
    }

    [Fact]
    public async Task A_folder_in_a_files_place_is_the_learners_too()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient");
        Directory.CreateDirectory(course.Path("work/day2/section1-vanishing-gradient/lesson.ipynb"));
        var run = await CommandRun.Of(course, "start", "day2/section1");
        Assert.Contains("kept    work/day2/section1-vanishing-gradient/lesson.ipynb", run.Out);
    }

    [Theory]
    [InlineData("day2/section1")]
    [InlineData("day2/section1-vanishing-gradient")]
    [InlineData("vanishing-gradient")]
    [InlineData("notebooks/day2/section1-vanishing-gradient/")]
    [InlineData("DAY2")]
    [InlineData("all")]
    public async Task A_section_has_several_names(string name)
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient");
        Assert.Equal(0, (await CommandRun.Of(course, "start", name)).ExitCode);
        Assert.True(File.Exists(course.Path("work/day2/section1-vanishing-gradient/lesson.ipynb")));
    }

    [Fact]
    public async Task An_unknown_section_is_answered_with_the_nearest_names()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient");
        course.AddLesson(2, 2, "optimizers");

        var run = await CommandRun.Of(course, "start", "day2/secton1");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("There is no section 'day2/secton1'. Did you mean day2/section1 or day2/section2? `curriculum list` shows all 2.\n", run.Error);
        Assert.False(Directory.Exists(course.Path("work")));
    }
}

using Curriculum.Cli.Output;

namespace Curriculum.Cli.Tests;

public class RunTests
{
    [Fact]
    public async Task Headings_cells_and_what_they_show_come_in_order()
    {
        using var course = new TemporaryCourse();
        course.Write("notebooks/day2/section1-vanishing-gradient/lesson.ipynb", """
            {"cells": [
              {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# Title · 題名\nProse."},
              {"cell_type": "code", "execution_count": null, "id": "sum", "metadata": {}, "outputs": [], "source": "var a = new[] { 1, 2 };\na.Sum()"},
              {"cell_type": "code", "execution_count": null, "id": "print", "metadata": {}, "outputs": [], "source": "Console.WriteLine(\"[bold]\"); display(7);"}
             ],
             "metadata": {"curriculum": {"day": 2, "section": 1, "title": {"en": "a", "ja": "b"}, "minutes": 1}}, "nbformat": 4, "nbformat_minor": 5}
            """);

        var run = await CommandRun.Of(course, "run", "day2/section1");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith(
            """
            notebooks/day2/section1-vanishing-gradient/lesson.ipynb

            # Title · 題名

            [1/2] sum  var a = new[] { 1, 2 };
                3

            [2/2] print  Console.WriteLine("[bold]"); display(7);
                [bold]
                7

            2 cells in
            """.ReplaceLineEndings("\n"), run.Out);
    }

    [Fact]
    public async Task The_solutions_of_a_section_run_only_when_they_are_named()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient");
        course.Write("notebooks/day2/section1-vanishing-gradient/solutions/answers.ipynb", TemporaryCourse.Lesson(2, 1, "Answers", "解答", [("only", "40 + 2")]));

        foreach (var what in new[] { "day2/section1", "day2", "all" })
            Assert.DoesNotContain("answers", (await CommandRun.Of(course, "run", what)).Out);
        Assert.Contains("42", (await CommandRun.Of(course, "run", "notebooks/day2/section1-vanishing-gradient/solutions/answers.ipynb")).Out);
        // Their stored outputs are checked like those of a lesson.
        Assert.Contains("answers", (await CommandRun.Of(course, "verify", "day2/section1")).Out);
    }

    [Fact]
    public async Task A_cell_that_throws_is_named_with_its_source_line_and_message()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient", code: "var x = 1;\nthrow new InvalidOperationException(\"no such layer\");");

        var run = await CommandRun.Of(course, "run", "day2/section1");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            """

            notebooks/day2/section1-vanishing-gradient/lesson.ipynb: cell first failed.
                InvalidOperationException: no such layer
                  at line 2 of this cell:  throw new InvalidOperationException("no such layer");

            """.ReplaceLineEndings("\n"), run.Error);
        Assert.Contains("stopped at cell 1 of 1", run.Out);
    }

    [Fact]
    public async Task A_magic_command_of_other_tools_is_refused_with_the_cell_and_the_line()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient", code: "#!time\n1 + 1");
        var run = await CommandRun.Of(course, "run", "all");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("cell first failed.", run.Error);
        Assert.Contains("'#!time' is a command of other notebook tools, not C#. Remove the line", run.Error);
    }

    [Fact]
    public async Task Broken_json_is_named_with_file_and_line()
    {
        using var course = new TemporaryCourse();
        var file = course.Write("work/broken.ipynb", "{\n \"cells\": [\n  {,}\n ]\n}");
        var run = await CommandRun.Of(course, "run", "work/broken.ipynb");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"{file}(3,", run.Error);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_file_that_is_no_notebook_is_told_so()
    {
        using var course = new TemporaryCourse();
        course.Write("README.md", "# A course");
        var run = await CommandRun.Of(course, "run", "README.md");
        Assert.Equal((2, "", "README.md is no notebook: the name of one ends in .ipynb.\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_answered_with_the_nearest_names()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient");
        var run = await CommandRun.Of(course, "run", "notebooks/day2/section1-vanishing-gradients/lesson.ipynb");
        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith("lesson.ipynb. Did you mean notebooks/day2/section1-vanishing-gradient/lesson.ipynb?\n", run.Error);
    }

    [Fact]
    public async Task A_file_is_found_from_where_the_learner_stands()
    {
        using var course = new TemporaryCourse();
        var lesson = course.AddLesson(2, 1, "vanishing-gradient");
        var run = await CommandRun.In(Path.GetDirectoryName(lesson)!, "run", "lesson.ipynb");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_learners_folder_runs_without_what_lies_in_notebooks()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient", code: "\"published\"");
        course.AddLesson(2, 2, "optimizers", code: "\"published\"");
        course.Write("work/day2/section1-vanishing-gradient/lesson.ipynb", TemporaryCourse.Lesson(2, 1, "a", "b", [("first", "\"mine\"")]));
        var run = await CommandRun.Of(course, "run", "work/day2");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("    mine\n", run.Out);
        Assert.DoesNotContain("published", run.Out);
    }

    [Fact]
    public async Task A_long_output_is_cut_and_says_by_how_much()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient", code: "for (var i = 1; i <= 100; i++) Console.WriteLine($\"line {i}.\");");
        var run = await CommandRun.Of(course, "run", "day2/section1");
        Assert.Contains("line 60.\n    … 40 more lines", run.Out);
        Assert.DoesNotContain("line 61.", run.Out);
    }

    [Fact]
    public async Task A_progress_line_is_shown_as_it_ended_and_an_updated_display_as_it_began_and_ended()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient", code: """
            for (var i = 0; i < 5; i++) Console.Write($"\rstep {i}");
            Console.WriteLine();
            var bar = display("0 %");
            for (var i = 0; i <= 100; i += 50) bar.Update($"{i} %");
            """);
        var run = await CommandRun.Of(course, "run", "day2/section1");
        Assert.Equal(0, run.ExitCode);
        var shown = run.Out.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).ToList();
        // A slow machine adds how long the cell took.
        Assert.Equal(["    step 4", "    0 %", "    100 %"], shown.Take(3));
    }

    [Fact]
    public async Task A_cell_that_may_throw_shows_its_error_and_the_run_goes_on()
    {
        using var course = new TemporaryCourse();
        course.Write("work/lesson.ipynb", """
            {"cells": [
              {"cell_type": "code", "execution_count": null, "id": "open", "metadata": {"tags": ["raises-exception"]}, "outputs": [], "source": "throw new InvalidOperationException(\"not solved yet\");"},
              {"cell_type": "code", "execution_count": null, "id": "after", "metadata": {}, "outputs": [], "source": "\"goes on\""}
             ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
            """);
        var run = await CommandRun.Of(course, "run", "work/lesson.ipynb");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("    InvalidOperationException: not solved yet\n", run.Out);
        Assert.Contains("    goes on\n", run.Out);
    }

    [Fact]
    public async Task In_a_terminal_the_same_is_shown_with_a_live_line()
    {
        using var course = new TemporaryCourse();
        course.AddLesson(2, 1, "vanishing-gradient", code: "Console.WriteLine(\"[bold] is no markup\"); 6 * 7");
        var output = new StringWriter();
        var host = new CliHost(new Terminal(output, TextWriter.Null, interactive: true), course.Root, course.Root);
        Assert.Equal(0, await CurriculumCommand.InvokeAsync(["run", "day2"], host, CancellationToken.None));
        Assert.Contains("    [bold] is no markup", output.ToString());
        Assert.Contains("    42", output.ToString());
    }
}

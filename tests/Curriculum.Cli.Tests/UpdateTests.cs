namespace Curriculum.Cli.Tests;

public class UpdateTests
{
    [Fact]
    public async Task Outputs_are_stored_then_verified_and_a_second_update_changes_nothing()
    {
        using var course = new TemporaryCourse();
        var lesson = course.AddLesson(2, 1, "vanishing-gradient", code: "6 * 7");

        var never = await CommandRun.Of(course, "verify", "day2");
        Assert.Equal(1, never.ExitCode);
        Assert.Contains("outputs were never stored", never.Error);
        Assert.Contains("the file is not in canonical form", never.Error);

        var update = await CommandRun.Of(course, "update", "day2/section1");
        Assert.Equal((0, ""), (update.ExitCode, update.Error));
        Assert.StartsWith("updated    notebooks/day2/section1-vanishing-gradient/lesson.ipynb  (1 cells, ", update.Out);
        var stored = File.ReadAllText(lesson);
        Assert.Contains("\"42\"", stored);

        var verify = await CommandRun.Of(course, "verify", "day2/section1");
        Assert.Equal((0, ""), (verify.ExitCode, verify.Error));
        Assert.StartsWith("ok       notebooks/day2/section1-vanishing-gradient/lesson.ipynb", verify.Out);

        var again = await CommandRun.Of(course, "update", "day2/section1");
        Assert.StartsWith("unchanged", again.Out);
        Assert.Equal(stored, File.ReadAllText(lesson));
    }

    [Fact]
    public async Task A_changed_digit_makes_verify_fail_with_notebook_cell_expected_and_got()
    {
        using var course = new TemporaryCourse();
        var lesson = course.AddLesson(2, 1, "vanishing-gradient", code: "6 * 7");
        await CommandRun.Of(course, "update", "all");
        File.WriteAllText(lesson, File.ReadAllText(lesson).Replace("\"42\"", "\"43\""));
        var before = File.ReadAllText(lesson);

        var run = await CommandRun.Of(course, "verify", "all");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            """
            notebooks/day2/section1-vanishing-gradient/lesson.ipynb, cell first (number 1): the outputs differ from the stored ones
              source:   6 * 7
              expected: 43
              got:      42
            """.ReplaceLineEndings("\n"), run.Error);
        Assert.Contains("0 as stored, 1 not", run.Out);
        Assert.Equal(before, File.ReadAllText(lesson));
    }

    [Fact]
    public async Task A_lesson_that_fails_stays_as_it_is_and_the_others_are_updated()
    {
        using var course = new TemporaryCourse();
        var bad = course.AddLesson(1, 1, "bad", code: "throw new InvalidOperationException(\"no\");");
        var good = course.AddLesson(1, 2, "good", code: "1 + 1");
        var before = File.ReadAllText(bad);

        var run = await CommandRun.Of(course, "update", "all");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(before, File.ReadAllText(bad));
        Assert.Contains("\"2\"", File.ReadAllText(good));
        Assert.Contains("FAILED     notebooks/day1/section1-bad/lesson.ipynb  (as it was)", run.Out);
        Assert.Contains("notebooks/day1/section1-bad/lesson.ipynb: cell first failed.", run.Error);
    }

    [Fact]
    public async Task Nothing_is_stored_while_the_library_disagrees_with_its_reference_values()
    {
        using var course = new TemporaryCourse();
        var lesson = course.AddLesson(2, 1, "vanishing-gradient", code: "6 * 7");
        var before = File.ReadAllText(lesson);

        var run = await CommandRun.WhileGoldensDisagree(course, "Failed GoldenMatMulTests.Agrees", "update", "all");

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.StartsWith("Nothing is stored: the library does not agree with the reference values.\nFailed GoldenMatMulTests.Agrees\nMend that first: dotnet test -c Release tests/Curriculum.Tests\n", run.Error);
        Assert.Equal(before, File.ReadAllText(lesson));
    }

    [Fact]
    public async Task A_learner_may_store_what_she_likes_in_her_own_copy()
    {
        using var course = new TemporaryCourse();
        var mine = course.Write("work/mine.ipynb", TemporaryCourse.Lesson(2, 1, "a", "b", [("first", "6 * 7")]));
        Assert.Equal(0, (await CommandRun.WhileGoldensDisagree(course, "any", "update", "work/mine.ipynb")).ExitCode);
        Assert.Contains("\"42\"", File.ReadAllText(mine));
    }

    [Fact]
    public void The_tests_that_read_reference_values_are_found_by_what_they_name()
    {
        using var course = new TemporaryCourse();
        course.Write("tests/Curriculum.Tests/Layers/BatchNormTests.cs", "GoldenRun.Check(…)");
        course.Write("tests/Curriculum.Tests/Text/BleuTests.cs", "GoldenFiles.Case(…)");
        course.Write("tests/Curriculum.Tests/Text/VocabularyTests.cs", "…");
        course.Write("tests/Curriculum.Tests/obj/OldTests.cs", "GoldenFiles.Case(…)");
        Assert.Equal("FullyQualifiedName~.BatchNormTests.|FullyQualifiedName~.BleuTests.", Goldens.Filter(course.Path("tests/Curriculum.Tests")));
    }

    [Fact]
    public async Task Without_the_tests_that_compare_it_the_library_is_not_proven()
    {
        using var course = new TemporaryCourse();
        Assert.Contains("there is no tests/Curriculum.Tests", await Goldens.DisagreementAsync(new Course.Repository(course.Root), CancellationToken.None));
    }

    [Fact]
    public async Task A_learners_own_copy_has_no_form_to_keep()
    {
        using var course = new TemporaryCourse();
        course.Write("work/mine.ipynb", TemporaryCourse.Lesson(2, 1, "a", "b", [("first", "1 + 1")]));
        await CommandRun.Of(course, "update", "work/mine.ipynb");
        File.AppendAllText(course.Path("work/mine.ipynb"), "\n\n");
        Assert.Equal(0, (await CommandRun.Of(course, "verify", "work/mine.ipynb")).ExitCode);
    }
}

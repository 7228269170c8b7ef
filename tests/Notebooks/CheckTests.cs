using Curriculum.Lessons;
using Curriculum.Lessons.Exercises;
using Curriculum.Lessons.Questions;

namespace Curriculum.Notebooks.Tests;

/// <summary><c>curriculum check</c> on a small course: green as it is, and red for each planted fault, with file and cell.</summary>
public class CheckTests
{
    private const string Lesson = FixtureCourse.Lesson;
    private const string Solutions = FixtureCourse.Solutions;

    [Fact]
    public async Task A_course_that_keeps_every_rule_is_green_and_its_times_are_reported()
    {
        using var course = await FixtureCourse.CreateAsync();
        var before = course.Read(Lesson);
        var (code, output, error) = await course.RunAsync("check");
        Assert.True(error.Length == 0, error);
        Assert.Equal(0, code);
        Assert.Matches($@"^ok      {Lesson}  \(4 cells, \d+\.\d s; slowest: ", output);
        Assert.Contains("2 notebooks in ", output, StringComparison.Ordinal);
        Assert.Contains($"1 questions, 1 exercises, 13 claims, {Band.All.Count} bands: all as it should be", output, StringComparison.Ordinal);
        Assert.Equal(before, course.Read(Lesson));
    }

    [Fact]
    public async Task A_solved_exercise() => await IsTold(
        course => course.Replace(Lesson, "throw new NotSolvedException()", "s * (1 - s)"),
        $"{Lesson}, cell solve: D2S1-X1 is shipped solved; it must fail with NotSolvedException.", "Put `throw new NotSolvedException()` in place of the code");

    [Fact]
    public async Task An_exercise_with_code_that_fails() => await IsTold(
        course => course.Replace(Lesson, "throw new NotSolvedException()", "s"),
        $"{Lesson}, cell solve: D2S1-X1 is shipped with code that fails its check");

    [Fact]
    public async Task A_wrong_solution() => await IsTold(
        course => course.Replace(Solutions, "s * (1 - s)", "s * (1 + s)"),
        $"{Solutions}, cell solution: D2S1-X1 is solved wrongly: by hand: s = 0.5, 0.2, 0.8: expected [3] 0.25 0.16 0.16, got [3] 0.75 0.24 1.44.");

    [Fact]
    public async Task An_unsolved_solution() => await IsTold(
        course => course.Replace(Solutions, "s * (1 - s)", "throw new NotSolvedException()"),
        $"{Solutions}, cell solution: D2S1-X1 is not solved.", $"{Solutions}, cell solution: the cell failed: NotSolvedException");

    [Fact]
    public async Task A_missing_translation() => await IsTold(
        course => course.Replace(Lesson, "日本語</summary>", "more</summary>"), $"{Lesson}, cell title: the Japanese is missing");

    [Fact]
    public async Task A_stale_output() => await IsTold(
        course => course.Replace(Lesson, "What is its largest value", "What is its smallest value"),
        $"{Lesson}, cell ask: the outputs differ from the stored ones", "store them: `curriculum update`");

    [Theory]
    [InlineData("(#next)", "(#nowhere)", "the link '#nowhere' leads nowhere: no heading here is called so.")]
    [InlineData("(#next)", "(../section2-gone/lesson.ipynb)", "the link '../section2-gone/lesson.ipynb' leads nowhere: there is no such file.")]
    [InlineData("(#next)", "(/home/me/notes.md)", "the link '/home/me/notes.md' leads nowhere: it starts at the root of a machine.")]
    [InlineData("(#next)", "(https://nowhere)", "the link 'https://nowhere' leads nowhere: it is no address.")]
    public async Task A_dead_link(string text, string dead, string told) => await IsTold(
        course => course.Replace(Lesson, text, dead), $"{Lesson}, cell title: {told}");

    [Fact]
    public async Task A_duplicate_cell_id() => await IsTold(
        course => course.Replace(Lesson, "\"id\": \"solve\"", "\"id\": \"ask\""), $"{Lesson}: line ", "the cell id 'ask' is used twice.");

    [Fact]
    public async Task A_duplicate_id_of_a_question() => await IsTold(
        course => course.Contents = course.Contents with { Questions = [.. course.Contents.Questions, new QuestionFile("day2/section1", [QuestionBank.Find("D2S1-2")])] },
        $"{Lesson}, cell ask: two questions are called D2S1-2. (lib/Curriculum/Lessons/Data/day2-section1.questions.json, D2S1-2)");

    [Fact]
    public async Task A_question_asked_twice() => await IsTold(
        course => course.Replace(Lesson, "\"var claims =", "\"Confirm.Show(\\\"D2S1-2\\\"); var claims ="),
        $"{Lesson}, cell claims: D2S1-2 is asked twice, first in cell ask.");

    [Fact]
    public async Task A_cell_with_a_command_of_other_tools() => await IsTold(
        course => course.Replace(Lesson, "using Curriculum.Arrays;", "#!time"), $"{Lesson}, cell setup: (2,1) '#!time' is a command of other notebook tools, not C#.");

    [Fact]
    public async Task A_wrong_answer_that_is_accepted() => await IsTold(
        course => course.Contents = course.Contents with { Questions = [new QuestionFile("day2/section1", [Lenient()])] },
        $"{Lesson}, cell ask: D2S1-2 does not refuse the wrong answer d. (lib/Curriculum/Lessons/Data/day2-section1.questions.json, D2S1-2)");

    [Fact]
    public async Task A_wrong_solution_that_is_accepted() => await IsTold(
        course => course.Contents = course.Contents with { Exercises = [new LenientExercise()] },
        $"{Lesson}, cell solve: D2S1-X1 does not refuse a wrong solution: a sign.");

    [Fact]
    public async Task A_question_with_one_wrong_answer_only() => await IsTold(
        course => course.Contents = course.Contents with { Questions = [new QuestionFile("day2/section1", [QuestionBank.Find("D2S1-2") with { Mistakes = QuestionBank.Find("D2S1-2").Mistakes[..1] }])] },
        $"{Lesson}, cell ask: D2S1-2 lists 1 wrong answers of real learners.");

    [Fact]
    public async Task A_claim_outside_its_band_marked_as_inside()
    {
        using var course = await FixtureCourse.CreateAsync();
        course.Replace(Lesson, "? 0.95 :", "? 0.85 :");
        await course.StoreAsync(Lesson);
        var stored = course.Read(Lesson);
        // What is computed is "refuted"; somebody writes over it.
        course.Replace(Lesson, "✗ refuted", "✓ reproduced");
        Assert.NotEqual(stored, course.Read(Lesson));

        var (code, _, error) = await course.RunAsync("check");
        Assert.Equal(1, code);
        Assert.Contains($"{Lesson}, cell claims: claim he-helps-relu: relu-he is 0.85, outside the band 2_2_1-relu-he on mnist10k, 0.944 to 0.959 over 30 runs.", error, StringComparison.Ordinal);
        Assert.Contains($"{Lesson}, cell claims: claim he-helps-relu is stored as '✓ reproduced', but '✗ refuted' is what follows from relu-he = 0.85", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outcome_written_by_hand() => await IsTold(
        course => course.Replace(Lesson, "Read the", "| relu | ✓ reproduced |\\n\",\n    \"\\n\",\n    \"Read the"),
        $"{Lesson}, cell title: the outcome of a claim is written by hand: | ✓ reproduced |.");

    [Fact]
    public async Task A_claim_that_is_not_measured() => await IsTold(
        course => course.Replace(Lesson, "in claims.Measures)", "in claims.Measures.Skip(1))"),
        $"{Lesson}, cell claims: claim sigmoid-derivative-at-most-a-quarter asks for 'sigmoid-derivative-max', which is not measured.");

    [Fact]
    public async Task An_unsourced_band() => await IsTold(
        course => course.Contents = course.Contents with { Bands = [.. Band.All.Select(band => band.Id == "2_2_1-relu-he" ? band with { Source = " " } : band)] },
        $"{Lesson}, cell claims: the claims shown here rest on the band 2_2_1-relu-he on mnist10k (lib/Curriculum/Lessons/Data/reference.bands.json), and it has no source.");

    [Fact]
    public async Task A_claim_on_a_band_that_does_not_exist() => await IsTold(
        course => course.Contents = course.Contents with { Bands = [.. Band.All.Where(band => band.Id != "2_3-batchnorm")] },
        $"{Lesson}, cell claims: claim batch-normalisation-speeds-up names the band 2_3-batchnorm, which does not exist.");

    [Fact]
    public async Task A_question_that_is_not_asked_or_not_answered() => await IsTold(
        course => course.Contents = course.Contents with { Questions = [new QuestionFile("day2/section1", [QuestionBank.Find("D2S1-2"), QuestionBank.Find("D2S1-1")])] },
        $"{Lesson}: D2S1-1 is a question of this section and is not asked.", $"{Solutions}: D2S1-1 is not answered.");

    [Fact]
    public async Task A_lesson_that_answers_itself() => await IsTold(
        course => course.Replace(Lesson, "Confirm.Show(\\\"D2S1-2\\\")", "Confirm.Answer(\\\"D2S1-2\\\", 0.25)"),
        $"{Lesson}, cell ask: the lesson answers D2S1-2 itself.");

    [Fact]
    public async Task An_answer_of_the_solutions_that_is_wrong() => await IsTold(
        course => course.Replace(Solutions, ", 0.25)", ", 0.35)"), $"{Solutions}, cell answer: the answer to D2S1-2 is refused.");

    [Fact]
    public async Task Outputs_are_not_stored_while_a_measurement_lies_outside_its_band()
    {
        using var course = await FixtureCourse.CreateAsync();
        course.Replace(Lesson, "? 0.95 :", "? 0.85 :");
        var before = course.Read(Lesson);
        var (code, output, error) = await course.RunAsync("update", "all");
        Assert.Equal(1, code);
        Assert.Contains($"NOT STORED {Lesson}  (as it was)", output, StringComparison.Ordinal);
        Assert.Contains("relu-he is 0.85, outside the band 2_2_1-relu-he on mnist10k", error, StringComparison.Ordinal);
        Assert.Equal(before, course.Read(Lesson));
    }

    private static async Task IsTold(Action<FixtureCourse> plant, params string[] told)
    {
        using var course = await FixtureCourse.CreateAsync();
        plant(course);
        var (code, output, error) = await course.RunAsync("check");
        Assert.Equal(1, code);
        foreach (var words in told) Assert.True(error.Contains(words, StringComparison.Ordinal), $"not told: {words}\n{error}");
        Assert.Contains(" to mend", output, StringComparison.Ordinal);
    }

    private static ChoiceQuestion Lenient() => ((ChoiceQuestion)QuestionBank.Find("D2S1-2")) with { Right = ["d"] };

    private sealed class LenientExercise : ExerciseDefinition
    {
        private readonly ExerciseDefinition _strict = ExerciseBank.Find("D2S1-X1");

        public override string Id => _strict.Id;
        public override Bilingual Title => _strict.Title;
        public override Bilingual Task => _strict.Task;
        public override string Signature => _strict.Signature;
        public override IReadOnlyList<Bilingual> Hints => _strict.Hints;
        public override Bilingual Afterword => _strict.Afterword;
        public override Delegate Solution => _strict.Solution;
        public override IReadOnlyDictionary<string, Delegate> Mistakes => _strict.Mistakes;

        // Only shapes are looked at.
        public override IReadOnlyList<Step> Check(Delegate solution) => [_strict.Check(solution)[0]];
    }
}

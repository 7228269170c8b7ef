using Curriculum.Lessons.Progress;
using Curriculum.Lessons.Questions;
using Curriculum.Tests.Shared;

namespace Curriculum.Tests.Lessons.Progress;

public sealed class ProgressFileTests : IDisposable
{
    private static readonly DateTime Noon = new(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _root = new();
    private readonly ProgressFile _file;

    public ProgressFileTests()
    {
        _root.Write("Curriculum.sln", "");
        _file = ProgressFile.Of(_root.Create("work/day2/section1"))!;
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public void The_state_of_a_learners_copy_lies_in_its_work_folder() => Assert.Equal(_root["work/progress.json"], _file.Path);

    [Fact]
    public void A_published_lesson_and_a_work_folder_outside_of_a_checkout_have_no_state()
    {
        // A checkout inside somebody's folder called work.
        var checkout = Directory.CreateDirectory(_root["elsewhere/work/course"]);
        File.WriteAllText(Path.Combine(checkout.FullName, "Curriculum.sln"), "");
        Assert.Null(ProgressFile.Of(checkout.CreateSubdirectory("notebooks").FullName));
        Assert.Null(ProgressFile.Of(_root.Path));
        Assert.Null(ProgressFile.Of(Path.GetTempPath()));
    }

    [Fact]
    public void What_was_written_is_read_back_in_every_part()
    {
        _file.Update(p => p.Answered("D2S1-2", Outcome.Wrong, "0.45", Noon).Answered("D2S1-2", Outcome.Right, "0.25", Noon)
            .Hinted("d2s1-x1", Noon).Checked("D2S1-X1", "by hand", Noon).Answered("D2S1-3", Outcome.Open, "すべて同じ値のまま", Noon).Marked("D2S1-3", [1, 3], Noon).Revealed("D2S1-1", Noon));
        var (progress, notice) = new ProgressFile(_file.Path).Read();
        Assert.Null(notice);
        Assert.Equal(new QuestionRecord { State = QuestionState.Right, WasRight = true, WrongTries = 1, Answer = "0.25", At = Noon }, progress.Question("D2S1-2"));
        Assert.Equal(new ExerciseRecord { FailedChecks = 1, Hints = 1, FailedAt = "by hand", At = Noon }, progress.Exercise("D2S1-X1"));
        Assert.Equal((QuestionState.Open, "すべて同じ値のまま"), (progress.Question("d2s1-3").State, progress.Question("D2S1-3").Answer));
        Assert.Equal([1, 3], progress.Question("D2S1-3").Marked!);
        Assert.True(progress.Question("D2S1-1").Revealed);
        Assert.Contains("すべて同じ値のまま", File.ReadAllText(_file.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_solution_is_not_solved_any_more_but_was_once()
    {
        var progress = LearnerProgress.Empty.Checked("D2S1-X1", null, Noon).Checked("D2S1-X1", "by hand", Noon);
        Assert.Equal((false, true, 1), (progress.Exercise("D2S1-X1").Solved, progress.Exercise("D2S1-X1").WasSolved, progress.Exercise("D2S1-X1").FailedChecks));
    }

    [Fact]
    public void A_notebook_run_again_from_the_top_uses_up_no_tries()
    {
        var wrong = LearnerProgress.Empty.Answered("D2S1-2", Outcome.Wrong, "0.45", Noon, isRerun: true);
        Assert.Equal(1, wrong.Question("D2S1-2").WrongTries);
        Assert.Equal(1, wrong.Answered("D2S1-2", Outcome.Wrong, "0.45", Noon, isRerun: true).Question("D2S1-2").WrongTries);
        Assert.Equal(2, wrong.Answered("D2S1-2", Outcome.Wrong, "0.35", Noon, isRerun: true).Question("D2S1-2").WrongTries);
        // Pressed again in the same session: the learner wants to know.
        Assert.Equal(2, wrong.Answered("D2S1-2", Outcome.Wrong, "0.45", Noon).Question("D2S1-2").WrongTries);
    }

    [Fact]
    public void A_mark_belongs_to_the_text_that_was_marked()
    {
        var marked = LearnerProgress.Empty.Answered("D2S1-3", Outcome.Open, "one", Noon).Marked("D2S1-3", [2], Noon);
        Assert.True(marked.Question("D2S1-3").IsDone);
        Assert.True(marked.Answered("D2S1-3", Outcome.Open, "one", Noon).Question("D2S1-3").IsDone);
        Assert.False(marked.Answered("D2S1-3", Outcome.Open, "another", Noon).Question("D2S1-3").IsDone);
    }

    [Fact]
    public void What_could_not_be_read_as_an_answer_changes_nothing() =>
        Assert.Same(LearnerProgress.Empty, LearnerProgress.Empty.Answered("D2S1-2", Outcome.Unreadable, "maybe", Noon));

    [Fact]
    public void Notebooks_that_write_at_once_lose_nothing_of_each_other()
    {
        const int Writers = 4, Each = 25;
        Parallel.For(0, Writers, writer =>
        {
            var file = new ProgressFile(_file.Path);
            for (var i = 0; i < Each; i++)
                file.Update(p => p.Answered("shared", Outcome.Wrong, $"{writer}", Noon).Answered($"of-{writer}-{i}", Outcome.Right, "1", Noon));
        });
        var progress = _file.Read().Progress;
        Assert.Equal(Writers * Each, progress.Question("shared").WrongTries);
        Assert.Equal((Writers * Each) + 1, progress.Questions.Count);
    }

    [Fact]
    public async Task A_reader_never_sees_half_a_file()
    {
        _file.Update(p => p.Answered("D2S1-2", Outcome.Wrong, new string('x', 100_000), Noon));
        var writing = Task.Run(() =>
        {
            for (var i = 0; i < 50; i++) _file.Update(p => p.Answered("D2S1-2", Outcome.Wrong, new string('y', 100_000), Noon));
        });
        while (!writing.IsCompleted) Assert.Null(new ProgressFile(_file.Path).Read().Notice);
        await writing;
        Assert.Equal(51, _file.Read().Progress.Question("D2S1-2").WrongTries);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"version\":1,\"questions\":{\"D2S1-2\":")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"questions\":{}}")]
    [InlineData("{\"version\":1,\"questions\":null}")]
    [InlineData("{\"version\":1,\"questions\":{\"D2S1-2\":null}}")]
    [InlineData("{\"version\":1,\"questions\":{\"D2S1-2\":{\"state\":\"perhaps\"}}}")]
    public void A_damaged_file_is_set_aside_with_a_message_and_never_emptied(string damaged)
    {
        File.WriteAllText(_file.Path, damaged);
        var (progress, notice) = _file.Update(p => p.Answered("D2S1-2", Outcome.Right, "0.25", Noon));
        Assert.Contains("work/progress.json could not be read", notice!.En, StringComparison.Ordinal);
        Assert.Contains("set aside as work/progress.damaged-1.json", notice.En, StringComparison.Ordinal);
        Assert.Contains("work/progress.damaged-1.json", notice.Ja, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllText(_root["work/progress.damaged-1.json"]));
        Assert.True(progress.Question("D2S1-2").IsDone);

        File.WriteAllText(_file.Path, damaged);
        Assert.Contains("progress.damaged-2.json", _file.Read().Notice!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_newer_course_is_neither_read_nor_written_over()
    {
        const string Newer = "{\"version\":2,\"stars\":5}";
        File.WriteAllText(_file.Path, Newer);
        Assert.Contains("Update the course", Assert.Throws<NotSupportedException>(() => _file.Update(p => p.Revealed("D2S1-2", Noon))).Message, StringComparison.Ordinal);
        Assert.Equal(Newer, File.ReadAllText(_file.Path));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_file_as_it_was_and_no_part_behind()
    {
        _file.Update(p => p.Answered("D2S1-2", Outcome.Right, "0.25", Noon));
        var before = File.ReadAllText(_file.Path);
        Assert.Throws<InvalidOperationException>(() => _file.Update(_ => throw new InvalidOperationException()));
        Assert.Equal(before, File.ReadAllText(_file.Path));
        Assert.Equal(["progress.json", "progress.json.lock"], Directory.EnumerateFiles(Path.GetDirectoryName(_file.Path)!).Select(Path.GetFileName).Order());
    }
}

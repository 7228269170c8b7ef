using Curriculum.Lessons;
using Curriculum.Lessons.Events;
using Curriculum.Lessons.Progress;
using Curriculum.Tests.Shared;

namespace Curriculum.Tests.Lessons.Progress;

/// <summary>What cells write down. They work in the process's current folder, so nothing else that looks at it runs beside them.</summary>
[Collection(nameof(CurrentFolder))]
public sealed class ProgressRecorderTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly string _before = Environment.CurrentDirectory;

    public ProgressRecorderTests()
    {
        _root.Write("Curriculum.sln", "");
        Environment.CurrentDirectory = _root.Create("work/day2");
    }

    private ProgressFile State => new(Path.Combine(_root.Path, "work", ProgressFile.Name));

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _root.Dispose();
    }

    [Fact]
    public void Answers_hints_marks_and_checks_in_a_learners_copy_are_written_down()
    {
        Confirm.Answer("D2S1-1", "2 * x");
        Assert.Contains("Hint", Confirm.Hint("D2S1-1").ToString(), StringComparison.Ordinal);
        Confirm.Answer("D2S1-1", "2 * (x + y)");
        Confirm.Answer("D2S1-3", "All units stay the same.");
        Confirm.Mark("D2S1-3", 1);
        Exercise.Hint("D2S1-X1");
        Exercise.Check("D2S1-X1", (Curriculum.Arrays.NdArray s) => s);
        var progress = State.Read().Progress;
        Assert.Equal((QuestionState.Right, 1, 1, "2 * (x + y)"), (progress.Question("D2S1-1").State, progress.Question("D2S1-1").WrongTries, progress.Question("D2S1-1").Hints, progress.Question("D2S1-1").Answer));
        Assert.True(progress.Question("D2S1-3").IsDone);
        Assert.Equal((1, 1, false), (progress.Exercise("D2S1-X1").Hints, progress.Exercise("D2S1-X1").FailedChecks, progress.Exercise("D2S1-X1").Solved));
        Assert.StartsWith("by hand", progress.Exercise("D2S1-X1").FailedAt, StringComparison.Ordinal);
    }

    [Fact]
    public void Tries_of_another_notebook_or_of_yesterday_count()
    {
        State.Update(p => p.Answered("D2S4-1", Curriculum.Lessons.Questions.Outcome.Wrong, "6×6", DateTime.UnixEpoch).Answered("D2S4-1", Curriculum.Lessons.Questions.Outcome.Wrong, "5×5", DateTime.UnixEpoch));
        Assert.Contains("Answer: ", Confirm.Answer("D2S4-1", 6, 6).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_state_is_told_on_the_card_that_meets_it()
    {
        File.WriteAllText(State.Path, "{");
        var card = Confirm.Answer("D2S1-2", 0.25);
        Assert.Contains("set aside as work/progress.damaged-1.json", card.ToString(), StringComparison.Ordinal);
        Assert.Contains("progress.damaged-1.json という名前で残し", card.ToHtml(), StringComparison.Ordinal);
        Assert.DoesNotContain("damaged", Confirm.Answer("D2S1-2", 0.25).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_cannot_be_written_never_stops_the_notebook()
    {
        Directory.CreateDirectory(State.Path);
        var card = Confirm.Answer("D2S1-2", 0.25);
        Assert.True(card.IsRight);
        Assert.Contains("This is not written down in work/progress.json: ", card.ToString(), StringComparison.Ordinal);
        Assert.Contains("not written down", Exercise.Check("D2S1-X1", (Curriculum.Arrays.NdArray s) => s * (1 - s)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_proof_hears_everything_and_leaves_no_trace()
    {
        var heard = new List<LessonEvent>();
        using (LessonObservation.Begin(heard.Add))
        {
            Confirm.Show("D2S1-2");
            Confirm.Answer("D2S1-2", 0.45);
            Assert.Throws<NotSolvedException>(() => Exercise.Check("D2S1-X1", Curriculum.Arrays.NdArray (Curriculum.Arrays.NdArray s) => throw new NotSolvedException()));
        }
        Confirm.Show("D2S1-1");
        Assert.Equal(["QuestionAsked", "QuestionAnswered", "ExerciseChecked"], heard.Select(e => e.GetType().Name));
        Assert.False(((ExerciseChecked)heard[2]).IsSolved);
        Assert.False(File.Exists(State.Path));
    }
}

/// <summary>Tests that change the process's current folder run alone.</summary>
[CollectionDefinition(nameof(CurrentFolder), DisableParallelization = true)]
public sealed class CurrentFolder;

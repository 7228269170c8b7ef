using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Lessons;
using Curriculum.Lessons.Exercises;

namespace Curriculum.Tests.Lessons;

/// <summary>Proves of every exercise that it fails unsolved, passes with its solution and refuses the usual wrong ones.</summary>
public class ExerciseTests
{
    public static TheoryData<string> Ids => [.. ExerciseBank.All.Select(e => e.Id)];

    public static TheoryData<string, string> Mistakes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var exercise in ExerciseBank.All)
                foreach (var name in exercise.Mistakes.Keys) data.Add(exercise.Id, name);
            return data;
        }
    }

    private static readonly ConcurrentDictionary<(string, string), ExerciseCard> Refusals = new();

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_solution_passes_every_step(string id)
    {
        var card = Exercise.Check(id, ExerciseBank.Find(id).Solution);
        Assert.True(card.IsSolved, card.ToString());
        Assert.True(card.Steps.Count >= 3, $"{id} has {card.Steps.Count} steps");
        Assert.StartsWith($"✓ {id}", card.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_usual_mistake_is_refused_with_expected_got_and_a_question(string id, string mistake)
    {
        var card = Refusal(id, mistake);
        Assert.False(card.IsSolved, mistake);
        var failed = Assert.Single(card.Steps, s => !s.Passed);
        Assert.Same(card.Steps[^1], failed);
        Assert.False(string.IsNullOrEmpty(failed.Expected));
        Assert.NotEqual(failed.Expected, failed.Got);
        // A mistake fails because it is wrong, not because it cannot run.
        Assert.DoesNotContain("Exception: ", failed.Got, StringComparison.Ordinal);
        Assert.Contains('?', failed.Question!.En);
        Assert.Contains("か。", failed.Question.Ja, StringComparison.Ordinal);
        Assert.Contains("expected: ", card.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_mistakes_of_an_exercise_fail_at_more_than_one_step(string id)
    {
        var exercise = ExerciseBank.Find(id);
        Assert.True(exercise.Mistakes.Count >= 2);
        Assert.True(exercise.Mistakes.Keys.Select(m => Refusal(id, m).Steps.Count).Distinct().Count() >= 2, id);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Hints_are_questions_in_both_languages(string id)
    {
        var exercise = ExerciseBank.Find(id);
        Assert.True(exercise.Hints.Count >= 2);
        Assert.All(exercise.Hints, h => Assert.Contains('?', h.En));
        Assert.All(exercise.Hints.Append(exercise.Task).Append(exercise.Title).Append(exercise.Afterword), h => Assert.Matches("[\u3040-\u30ff]", h.Ja));
        Assert.Contains(exercise.Signature, Exercise.Show(id).ToString(), StringComparison.Ordinal);
        Assert.Contains(exercise.Hints[1].En[..20], Exercise.Hint(id, 2).ToString(), StringComparison.Ordinal);
        Assert.Contains("has hints 1 to", Assert.Throws<ArgumentException>(() => Exercise.Hint(id, 99)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void As_shipped_an_exercise_is_not_solved()
    {
        static NdArray Shipped(NdArray s) => throw new NotSolvedException();
        var problem = Assert.Throws<NotSolvedException>(() => Exercise.Check("D2S1-X1", Shipped));
        Assert.StartsWith("D2S1-X1 is not solved yet: replace `throw new NotSolvedException()` by your own code.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_of_the_learners_code_is_a_finding()
    {
        var card = Exercise.Check("D2S1-X1", (NdArray s) => s.Reshape(7));
        Assert.False(card.IsSolved);
        Assert.Contains("ShapeException: ", card.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_of_the_learners_code_that_throws_is_named()
    {
        static int Here([CallerLineNumber] int line = 0) => line;
        var at = Here() + 1;
        var step = Exercise.Check("D2S1-X1", (NdArray s) => s.Reshape(7)).Steps[^1];
        Assert.Matches($@"^ShapeException: .* \(line {at} / {at} 行目\)$", step.Got);
        Assert.Equal("no exception / 例外なし", step.Expected);
        Assert.StartsWith("Which line throws?", step.Question!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_returns_null_is_asked_about_it()
    {
        var step = Exercise.Check("D1S1-X1", (NdArray x) => (NdArray)null!).Steps[^1];
        Assert.StartsWith("Does your function return null", step.Question!.En, StringComparison.Ordinal);
        Assert.DoesNotContain("line", step.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_signature_or_an_unknown_exercise_is_an_error_that_says_so()
    {
        Assert.Equal("Exercise D2S1-X1: the solution must be NdArray SlopeFromOutput(NdArray s), got a function (Double) → Double.",
            Assert.Throws<ArgumentException>(() => Exercise.Check("D2S1-X1", (double s) => s)).Message);
        Assert.Contains("D2S1-X1", Assert.Throws<ArgumentException>(() => Exercise.Show("D2S1X1")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_a_lambda_and_a_closure_are_all_solutions()
    {
        static NdArray Method(NdArray s) => s * (1 - s);
        var one = 1.0;
        Assert.True(Exercise.Check("D2S1-X1", Method).IsSolved);
        Assert.True(Exercise.Check("d2s1-x1", (NdArray s) => s * (one - s)).IsSolved);
    }

    /// <summary>What a mistake is told; some checks train networks, so each is run once.</summary>
    private static ExerciseCard Refusal(string id, string mistake) => Refusals.GetOrAdd((id, mistake), _ => Exercise.Check(id, ExerciseBank.Find(id).Mistakes[mistake]));
}

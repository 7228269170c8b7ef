using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Lessons.Experiments;

namespace Curriculum.Tests.Lessons.Experiments;

public class EnsembleComparisonTests
{
    [Fact]
    public void A_fifth_of_the_labels_is_wrong_and_all_else_is_the_same()
    {
        var data = Digits.Generate(600, 20);
        EnsembleTask right = EnsembleTask.Draw(data, 3, noisy: false), wrong = EnsembleTask.Draw(data, 3, noisy: true);
        Assert.Equal(right.X.ToArray<double>(), wrong.X.ToArray<double>());
        Assert.Equal(right.Fold.ToArray<long>(), wrong.Fold.ToArray<long>());
        Assert.InRange(right.Labels.NotEqualTo(wrong.Labels).Mean().Item(), 0.15, 0.25);
        Assert.Equal([100L, 100, 100, 100, 100], right.Fold.BinCount().ToArray<long>());
        Assert.Equal(10, wrong.Labels.Unique().Size);
        Assert.Equal((Shape)new[] { 20, 196 }, right.TestX.Shape);
    }

    [Fact]
    public void Four_pixels_become_their_mean()
    {
        var data = Digits.Generate(600, 20);
        var task = EnsembleTask.Draw(data, 0, noisy: false);
        var first = data.Test.Inputs[0].As(DType.Float64).Reshape(28, 28);
        for (int i = 0; i < 14; i++)
        {
            for (int j = 0; j < 14; j++)
                Assert.Equal(first[(2 * i)..((2 * i) + 2), (2 * j)..((2 * j) + 2)].Mean().Item(), task.TestX[0, (14 * i) + j].Item(), 1e-7);
        }
    }

    // The learner writes down whom it learned from: nobody may be answered by a learner that has seen him, and every answer belongs in its own row.
    [Fact]
    public void Out_of_fold_nobody_is_answered_by_a_learner_that_saw_him()
    {
        var x = NdArray.Arange(20).As(DType.Float64).Reshape(20, 1);
        var fold = NdArray.Arange(20) % 4;
        int calls = 0;
        var answers = Learners.OutOfFold(
            (known, labels, other) =>
            {
                calls++;
                Assert.Equal(15, known.Shape[0]);
                Assert.Equal(known[.., 0].ToArray<double>(), labels.ToArray<double>());
                Assert.Empty(known.ToArray<double>().Intersect(other.ToArray<double>()));
                return other * NdArray.Ones(1, 10);
            },
            x, x[.., 0], fold);
        Assert.Equal(4, calls);
        Assert.Equal((x * NdArray.Ones(1, 10)).ToArray<double>(), answers.ToArray<double>());
    }

    [Fact]
    public void The_nearest_vote_and_the_linear_learner_separates()
    {
        var x = NdArray.Of(new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 5, 5 }, { 5, 6 } });
        var labels = NdArray.Of(new long[] { 0, 0, 1, 2, 2 });
        var other = NdArray.Of(new double[,] { { 0.1, 0.1 }, { 5, 5.4 } });
        var nearest = Learners.Nearest(x, labels, other, 3);
        Assert.Equal([2.0 / 3, 1.0 / 3, 0], nearest[0, ..3].ToArray<double>());
        Assert.Equal(2.0 / 3, nearest[1, 2].Item());
        var linear = Learners.Linear(x, labels, x, 200);
        Assert.Equal(labels.ToArray<long>(), linear.ArgMax(1).ToArray<long>());
        Assert.All(linear.Sum(1).ToArray<double>(), sum => Assert.Equal(1, sum, 1e-12));
    }
}

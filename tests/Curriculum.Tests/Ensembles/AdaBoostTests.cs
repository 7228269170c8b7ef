using Curriculum.Arrays;
using Curriculum.Ensembles;

namespace Curriculum.Tests.Ensembles;

public class AdaBoostTests
{
    private static readonly NdArray X = NdArray.Arange(10).As(DType.Float64).Reshape(10, 1);
    private static readonly NdArray Labels = NdArray.Of(new long[] { 1, 1, 1, 0, 0, 0, 1, 1, 1, 0 });

    // The example that Japanese and Chinese textbooks work out by hand (Li Hang, Statistical learning methods, example 8.1): ε = 0.3, 3/14, 2/11, and no error after three stumps.
    [Fact]
    public void The_textbook_example_comes_out_as_worked_by_hand()
    {
        var boost = AdaBoost.Fit(X, Labels, 2, 3);
        Assert.Equal([2.5, 8.5, 5.5], boost.Trees.Select(tree => tree.Root.Threshold));
        double[] errors = [0.3, 3.0 / 14, 2.0 / 11];
        Assert.All(errors.Zip(boost.Errors), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.All(errors.Zip(boost.Votes), pair => Assert.Equal(Math.Log((1 - pair.First) / pair.First), pair.Second, 1e-12));
        Assert.Equal(Labels.ToArray<long>(), boost.Predict(X).ArgMax(1).ToArray<long>());
        double[] weights = [0.125, 0.125, 0.125, 11 / 108.0, 11 / 108.0, 11 / 108.0, 7 / 108.0, 7 / 108.0, 7 / 108.0, 0.125];
        Assert.Equal(1, weights.Sum(), 1e-12);
        Assert.All(weights.Zip(boost.Weights.ToArray<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    // Freund and Schapire 1997, theorem 6: the share of training errors is at most Π 2√(ε(1 − ε)).
    [Fact]
    public void Training_errors_stay_below_the_bound_and_reach_zero()
    {
        var random = new RandomState(0);
        var x = random.Uniform(-1, 1, [80, 2]);
        var labels = (x.Square().Sum(1) > 0.5).As(DType.Int64);
        double bound = 1;
        for (int rounds = 1; rounds <= 40; rounds++)
        {
            var boost = AdaBoost.Fit(x, labels, 2, rounds);
            bound *= 2 * Math.Sqrt(boost.Errors[^1] * (1 - boost.Errors[^1]));
            Assert.True(boost.Predict(x).ArgMax(1).NotEqualTo(labels).Mean().Item() <= bound + 1e-12);
        }

        Assert.Equal(0, AdaBoost.Fit(x, labels, 2, 60).Predict(x).ArgMax(1).NotEqualTo(labels).Sum().Item());
    }

    // Four classes of three: the first stump can tell two pairs of classes apart and is wrong about every second example, no better than a coin but better than one guess in four.
    [Fact]
    public void Of_four_classes_a_stump_may_be_wrong_half_the_time_and_still_votes()
    {
        var x = NdArray.Arange(12).As(DType.Float64).Reshape(12, 1);
        var labels = NdArray.Arange(4).Repeat(3);
        var boost = AdaBoost.Fit(x, labels, 4, 30);
        Assert.Equal(0.5, boost.Errors[0], 1e-12);
        Assert.Equal(Math.Log(3), boost.Votes[0], 1e-12);
        Assert.All(boost.Votes, vote => Assert.True(vote > 0));
        Assert.All(boost.Errors, error => Assert.InRange(error, 0, 0.75));
        Assert.All(boost.Predict(x).Sum(1).ToArray<double>(), sum => Assert.Equal(1, sum, 1e-12));
    }

    [Fact]
    public void A_tree_without_errors_ends_it()
    {
        var boost = AdaBoost.Fit(X, (X[.., 0] > 4).As(DType.Int64), 2, 20);
        Assert.Equal((1, 0.0), (boost.Trees.Count, boost.Errors[0]));
        Assert.True(double.IsFinite(boost.Votes[0]));
        Assert.Equal("AdaBoost: 1 trees, 2 classes", boost.ToString());
    }

    [Fact]
    public void What_cannot_be_boosted_is_refused()
    {
        Assert.StartsWith("AdaBoost: labels must be [10], a class for each example, got [9].", Assert.Throws<ShapeException>(() => AdaBoost.Fit(X, Labels[..9], 2, 3)).Message);
        Assert.StartsWith("AdaBoost: labels must be 0 to 1, got 0 to 2.", Assert.Throws<ArgumentException>(() => AdaBoost.Fit(X, Labels + Labels, 2, 3)).Message);
        Assert.StartsWith("AdaBoost: the first tree must be better than guessing, 0.5 wrong, and is not. Let it grow deeper.",
            Assert.Throws<ArgumentException>(() => AdaBoost.Fit(NdArray.Zeros(10, 1), NdArray.Arange(10) % 2, 2, 3)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => AdaBoost.Fit(X, Labels, 2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => AdaBoost.Fit(X, Labels, 1, 3));
    }
}

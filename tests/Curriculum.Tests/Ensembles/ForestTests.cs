using Curriculum.Arrays;
using Curriculum.Ensembles;

namespace Curriculum.Tests.Ensembles;

public class ForestTests
{
    private static readonly TreeSettings TwoFeatures = new() { Features = 2 };

    [Fact]
    public void Its_answer_is_the_mean_of_its_trees()
    {
        var (x, y) = Sample(50);
        var forest = Forest.Fit(x, y, 7, new RandomState(1), TwoFeatures);
        Assert.Equal(7, forest.Trees.Count);
        var mean = forest.Trees.Select(tree => tree.Predict(x)).Aggregate((a, b) => a + b) / 7;
        Assert.Equal(mean.ToArray<double>(), forest.Predict(x).ToArray<double>());
        Assert.Equal(7, forest.Trees.Select(tree => string.Join(" ", tree.Predict(x).ToArray<double>())).Distinct().Count());
    }

    // A fully grown tree knows what it saw, and noise cannot be guessed: so an example is out of bag just where its answer is not its target.
    [Fact]
    public void Out_of_bag_are_the_answers_of_trees_that_did_not_see_the_example()
    {
        var (x, y) = Sample(300);
        var forest = Forest.Fit(x, y, 3, new RandomState(9));
        double[] outOfBag = forest.OutOfBag!.ToArray<double>(), targets = y.ToArray<double>();
        double[][] answers = [.. forest.Trees.Select(tree => tree.Predict(x).ToArray<double>())];
        for (int i = 0; i < targets.Length; i++)
        {
            double[] unseen = [.. answers.Select(a => a[i]).Where(a => Differs(a, targets[i]))];
            if (unseen.Length == 0)
                Assert.True(double.IsNaN(outOfBag[i]));
            else
                Assert.Equal(unseen.Average(), outOfBag[i], 1e-12);
        }

        // (1 − 1/n)ⁿ → e⁻¹ of the examples are unseen by a tree: 110 of 300, give or take three standard deviations.
        Assert.All(answers, a => Assert.InRange(a.Zip(targets).Count(p => Differs(p.First, p.Second)), 110 - 25, 110 + 25));
    }

    [Fact]
    public void Without_bootstrap_and_with_all_features_every_tree_is_the_tree()
    {
        var (x, y) = Sample(40);
        var forest = Forest.Fit(x, y, 3, new RandomState(2), bootstrap: false);
        Assert.Null(forest.OutOfBag);
        Assert.All(forest.Trees, tree => Assert.Equal(DecisionTree.Fit(x, y).Predict(x).ToArray<double>(), tree.Predict(x).ToArray<double>()));
    }

    [Fact]
    public void Classes_come_out_as_shares_that_sum_to_one()
    {
        var (x, _) = Sample(60);
        var y = (x[.., 0] > 0).As(DType.Int64).OneHot(2, DType.Float64);
        var forest = Forest.Fit(x, y, 20, new RandomState(0), TwoFeatures);
        Assert.All(forest.Predict(x).Sum(1).ToArray<double>(), sum => Assert.Equal(1, sum, 1e-12));
        Assert.Equal((Shape)new[] { 60, 2 }, forest.OutOfBag!.Shape);
    }

    [Fact]
    public void No_trees_are_refused()
    {
        var (x, y) = Sample(5);
        Assert.StartsWith("Forest: trees must be 1 or more, got 0.", Assert.Throws<ArgumentOutOfRangeException>(() => Forest.Fit(x, y, 0, new RandomState(0))).Message);
        Assert.Throws<ArgumentException>(() => Forest.Fit(x, y, 2, new RandomState(0), new TreeSettings { Features = 9 }));
        Assert.Equal("Forest: 1 trees of 5 leaves on average", Forest.Fit(x, y, 1, new RandomState(0), bootstrap: false).ToString());
    }

    // A mean of three equal numbers may be off by a rounding.
    private static bool Differs(double a, double b) => Math.Abs(a - b) > 1e-12;

    private static (NdArray X, NdArray Y) Sample(int n)
    {
        var random = new RandomState(11);
        return (random.RandN(n, 4), random.RandN(n));
    }
}

using Curriculum.Arrays;
using Curriculum.Ensembles;

namespace Curriculum.Tests.Ensembles;

public class DecisionTreeTests
{
    // Sums of squares on paper: cut at 3.5, (5, 6, 5) and (9, 10, 9) leave 2/3 + 2/3; every other cut leaves more.
    [Fact]
    public void A_stump_makes_the_cut_that_paper_makes()
    {
        var x = NdArray.Of(1.0, 2, 3, 4, 5, 6).Reshape(6, 1);
        var stump = DecisionTree.Fit(x, NdArray.Of(5.0, 6, 5, 9, 10, 9), settings: new TreeSettings { MaxDepth = 1 });
        Assert.Equal((0, 3.5), stump.Root);
        Assert.Equal((2, 1), (stump.Leaves, stump.Depth));
        Assert.Equal([16.0 / 3, 28.0 / 3], stump.Predict(NdArray.Of(3.5, 3.6).Reshape(2, 1)).ToArray<double>());
    }

    // Gini on paper, four of each class: feature 0 leaves (3, 1) and (1, 3), 4 · 3/8 + 4 · 3/8 = 3; feature 1 leaves (4, 2) and (0, 2), 6 · 4/9 = 8/3.
    [Fact]
    public void Of_one_hot_classes_the_split_is_that_of_least_Gini_impurity()
    {
        var x = NdArray.Of(new double[,] { { 0, 0 }, { 0, 0 }, { 0, 0 }, { 1, 0 }, { 0, 0 }, { 1, 0 }, { 1, 1 }, { 1, 1 } });
        var y = NdArray.Of(new long[] { 0, 0, 0, 0, 1, 1, 1, 1 }).OneHot(2, DType.Float64);
        var stump = DecisionTree.Fit(x, y, settings: new TreeSettings { MaxDepth = 1 });
        Assert.Equal((1, 0.5), stump.Root);
        Assert.Equal([4.0 / 6, 2.0 / 6, 0, 1], stump.Predict(NdArray.Of(0.0, 0, 0, 1).Reshape(2, 2)).ToArray<double>());
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 2)]
    [InlineData(1, 40)]
    [InlineData(3, 40)]
    public void It_answers_as_a_naive_tree_does(int outputs, int depth)
    {
        var random = new RandomState(7);
        NdArray x = random.RandN(40, 3), y = random.RandN(40, outputs), w = random.RandInt(0, 4, [40]).As(DType.Float64), other = random.RandN(200, 3);
        x[.., 1] = (x[.., 1] * 2).Round();
        var naive = NaiveTree.Grow(Rows(x), Rows(y), w.ToArray<double>(), [.. Enumerable.Range(0, 40).Where(i => w[i].Item() > 0)], depth);
        var tree = DecisionTree.Fit(x, y, w, new TreeSettings { MaxDepth = depth });
        var answers = tree.Predict(other);
        Assert.Equal((Shape)new[] { 200, outputs }, answers.Shape);
        foreach (var (expected, got) in Rows(other).Select(naive.Predict).Zip(Rows(answers)))
            Assert.All(expected.Zip(got), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void A_weight_of_two_is_the_example_twice_and_of_zero_not_at_all()
    {
        var random = new RandomState(3);
        NdArray x = random.RandN(30, 2), y = random.RandN(30), twice = NdArray.Where(NdArray.Arange(30) < 10, 2.0, 1.0);
        twice[29] = 0;
        var weighted = DecisionTree.Fit(x, y, twice, new TreeSettings { MaxDepth = 3 });
        var repeated = DecisionTree.Fit(NdArray.Concatenate(0, x[..29], x[..10]), NdArray.Concatenate(0, y[..29], y[..10]), settings: new TreeSettings { MaxDepth = 3 });
        var grid = random.RandN(100, 2);
        Assert.All(weighted.Predict(grid).ToArray<double>().Zip(repeated.Predict(grid).ToArray<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Fully_grown_it_knows_every_example_and_smaller_it_keeps_to_its_settings()
    {
        var random = new RandomState(5);
        NdArray x = random.RandN(60, 2).As(DType.Float32), y = random.RandN(60);
        Assert.Equal(y.ToArray<double>(), DecisionTree.Fit(x, y).Predict(x).ToArray<double>());
        Assert.Equal(60, DecisionTree.Fit(x, y).Leaves);
        Assert.InRange(DecisionTree.Fit(x, y, settings: new TreeSettings { MaxDepth = 3 }).Leaves, 4, 8);
        var wide = DecisionTree.Fit(x, y, settings: new TreeSettings { MinLeaf = 7 });
        Assert.All(wide.Predict(x).UniqueCounts().Counts.ToArray<long>(), count => Assert.True(count >= 7));
        Assert.Equal(y.Mean().Item(), DecisionTree.Fit(x, y, settings: new TreeSettings { MaxDepth = 0 }).Predict(x)[0].Item(), 1e-12);
    }

    [Fact]
    public void A_chain_of_thousands_of_questions_grows_and_answers()
    {
        var x = NdArray.Arange(5000).As(DType.Float64).Reshape(-1, 1);
        var y = (x[.., 0] * -0.002).Exp() * (1 - (2 * (NdArray.Arange(5000) % 2)));
        Assert.Equal(y.ToArray<double>(), DecisionTree.Fit(x, y).Predict(x).ToArray<double>());
    }

    // Columns 0 and 2 are constant: a draw of one feature must come down to column 1, whatever is drawn.
    [Fact]
    public void A_feature_that_cannot_split_is_not_counted_among_those_drawn()
    {
        var x = NdArray.Zeros(20, 3);
        x[.., 1] = NdArray.Arange(20).As(DType.Float64);
        for (uint seed = 0; seed < 5; seed++)
            Assert.Equal(20, DecisionTree.Fit(x, NdArray.Arange(20).As(DType.Float64), settings: new TreeSettings { Features = 1 }, random: new RandomState(seed)).Leaves);
    }

    [Fact]
    public void Drawn_features_differ_from_question_to_question()
    {
        var random = new RandomState(2);
        NdArray x = random.RandN(50, 8), y = x[.., 0] + (0.01 * random.RandN(50));
        int[] roots = [.. Enumerable.Range(0, 30).Select(_ => DecisionTree.Fit(x, y, settings: new TreeSettings { MaxDepth = 1, Features = 2 }, random: random).Root.Feature)];
        Assert.InRange(roots.Count(f => f == 0), 1, 20);
        Assert.True(roots.Distinct().Count() >= 4);
        Assert.Equal(0, DecisionTree.Fit(x, y, settings: new TreeSettings { MaxDepth = 1 }).Root.Feature);
    }

    [Fact]
    public void What_cannot_be_grown_is_refused_with_the_cure()
    {
        NdArray x = NdArray.Zeros(4, 2), y = NdArray.Zeros(4);
        Refused<ShapeException>("DecisionTree: x must be [n, d] with at least one example and one feature, got [4]. Reshape a single feature to [n, 1].", () => DecisionTree.Fit(y, y));
        Refused<ShapeException>("DecisionTree: y must be [4] or [4, k], a target for each example, got [3]. Classes go in as y.OneHot(classes).", () => DecisionTree.Fit(x, y[..3]));
        Refused<ShapeException>("DecisionTree: weights must be [4], one an example, got [3].", () => DecisionTree.Fit(x, y, y[..3]));
        Refused<ArgumentException>("DecisionTree: weights must be finite, none negative and at least one positive.", () => DecisionTree.Fit(x, y, y));
        Refused<ArgumentException>("DecisionTree: x must hold finite numbers only, got NaN or infinity. Replace missing values first.", () => DecisionTree.Fit(x / 0, y));
        Refused<ArgumentException>("DecisionTree: y must hold finite numbers only, got NaN or infinity.", () => DecisionTree.Fit(x, y / 0));
        Refused<ArgumentException>("DecisionTree: Features must be 1 to 2, the columns of x, got 3. Leave it null for all of them.", () => DecisionTree.Fit(x, y, settings: new TreeSettings { Features = 3 }));
        Refused<ArgumentException>("DecisionTree: MinLeaf must be 1 or more, got 0.", () => DecisionTree.Fit(x, y, settings: new TreeSettings { MinLeaf = 0 }));
        Refused<ArgumentException>("DecisionTree: MaxDepth must be 0 (a single leaf) or more, got -1.", () => DecisionTree.Fit(x, y, settings: new TreeSettings { MaxDepth = -1 }));
        Refused<ArgumentException>("DecisionTree: random must be given where Features are drawn, got null. Pass a RandomState.", () => DecisionTree.Fit(x, y, settings: new TreeSettings { Features = 1 }));
        var tree = DecisionTree.Fit(x, y);
        Refused<ShapeException>("DecisionTree: x must be [m, 2], the features that it was grown on, got [4, 3].", () => tree.Predict(NdArray.Zeros(4, 3)));
        Assert.Equal("DecisionTree: 1 leaves, depth 0, 2 features", tree.ToString());
        Assert.StartsWith("DecisionTree: Root asks for the first question", Assert.Throws<InvalidOperationException>(() => tree.Root).Message);
    }

    private static void Refused<TException>(string message, Func<object> call)
        where TException : ArgumentException
        => Assert.StartsWith(message, Assert.Throws<TException>(call).Message);

    private static double[][] Rows(NdArray a) => [.. Enumerable.Range(0, a.Shape[0]).Select(i => a[i].ToArray<double>())];
}

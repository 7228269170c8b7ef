using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Ensembles;

namespace Curriculum.Lessons.Experiments;

/// <summary>Day 2, ensembles: one tree, bagging, random forest, boosting and stacking on 500 digits of 14×14 pixels, with right labels and with a fifth of them wrong.</summary>
/// <remarks>
/// Every variant of a seed learns from the same images. A learner is a list of voices, functions from images to votes for ten classes, whose sum decides; a curve logs the accuracy of the first 1, 2, 5, …
/// of them. The accuracy on training images counts against the labels that were learned from, wrong ones included.
/// </remarks>
public static class EnsembleComparison
{
    private const int Trees = 50;

    // √196: so many of the 14·14 pixels are drawn for a question.
    private static readonly TreeSettings Drawn = new() { Features = 14 };

    private static readonly TreeSettings Shallow = new() { MaxDepth = 6 };

    private static readonly int[] Counts = [1, 2, 5, 10, 20, 30, 40, Trees];

    private static readonly Func<NdArray, NdArray, NdArray, NdArray>[] Members =
    [
        (x, labels, other) => DecisionTree.Fit(x, labels.OneHot(Learners.Classes, DType.Float64)).Predict(other),
        (x, labels, other) => Learners.Nearest(x, labels, other, 3),
        (x, labels, other) => Learners.Linear(x, labels, other, 100),
    ];

    private delegate IReadOnlyList<Func<NdArray, NdArray>> Learn(EnsembleTask task);

    /// <summary>The experiment and its variants.</summary>
    public static Experiment Experiment { get; } = new(
        "ensembles", "What do bagging, random forests, boosting and stacking add to a single learner?", [.. Variants()], Probe);

    private static IEnumerable<Variant> Variants()
    {
        foreach (bool noisy in new[] { false, true })
        {
            yield return Of("tree", "one tree, fully grown", Alone(Members[0]), noisy, [1]);
            yield return Of("bagging", "50 trees, each on a bootstrap sample", task => Voices(GrowForest(task, null)), noisy, Counts);
            yield return Of("forest", "50 trees, each on a bootstrap sample, each question among 14 drawn pixels", task => Voices(GrowForest(task, Drawn)), noisy, Counts);
            yield return Of("boosting", "AdaBoost (SAMME), 50 trees of depth 6", Boost, noisy, Counts);
        }

        yield return Of("forest-all-images", "50 trees, each on all images, each question among 14 drawn pixels", task => Voices(GrowForest(task, Drawn, bootstrap: false)), false, Counts);
        yield return Of("neighbours", "the three nearest images", Alone(Members[1]), false, [1]);
        yield return Of("linear", "softmax regression, 100 steps of Adam 0.05", Alone(Members[2]), false, [1]);
        yield return Of("mean", "the mean of tree, neighbours and linear", task => [.. Members.SelectMany(member => Alone(member)(task))], false, [3]);
        yield return Of("stacking", "softmax regression on the answers of tree, neighbours and linear, fitted to out-of-fold answers", task => Stack(task, OutOfFold), false, [1]);
        yield return Of("stacking-leak", "the same, fitted to answers about images that the members have learned", task => Stack(task, InSample), false, [1]);
    }

    private static Variant Of(string id, string learner, Learn learn, bool noisy, int[] counts) => new(
        noisy ? id + "-noise" : id,
        new Dictionary<string, string>
        {
            ["learner"] = learner,
            ["images"] = $"{EnsembleTask.Images}, drawn anew for every seed, 2×2 pixels averaged",
            ["labels"] = noisy ? "a fifth wrong" : "right",
        },
        counts, (data, seed) => Run(learn, EnsembleTask.Draw(data, seed, noisy), counts));

    private static VariantRun Run(Learn learn, EnsembleTask task, int[] counts)
    {
        var voices = learn(task);
        var curve = Curve(voices, counts, task.TestX, task.TestLabels);
        return new(curve[^1], Curve(voices, counts, task.X, task.Labels)[^1], curve);
    }

    private static List<double> Curve(IReadOnlyList<Func<NdArray, NdArray>> voices, int[] counts, NdArray x, NdArray labels)
    {
        var curve = new List<double>();
        var votes = NdArray.Zeros(labels.Size, Learners.Classes);
        for (int b = 1; b <= counts[^1]; b++)
        {
            // Boosting may have ended early.
            if (b <= voices.Count)
                votes += voices[b - 1](x);
            if (counts.Contains(b))
                curve.Add(votes.ArgMax(1).EqualTo(labels).Mean().Item());
        }

        return curve;
    }

    private static Learn Alone(Func<NdArray, NdArray, NdArray, NdArray> member) => task => [x => member(task.X, task.Labels, x)];

    private static Forest GrowForest(EnsembleTask task, TreeSettings? settings, bool bootstrap = true)
        => Forest.Fit(task.X, task.OneHot, Trees, task.ForTrees, settings, bootstrap);

    private static Func<NdArray, NdArray>[] Voices(Forest forest) => [.. forest.Trees.Select(tree => (Func<NdArray, NdArray>)tree.Predict)];

    private static Func<NdArray, NdArray>[] Boost(EnsembleTask task)
    {
        var boost = AdaBoost.Fit(task.X, task.Labels, Learners.Classes, Trees, Shallow);
        return [.. boost.Trees.Zip(boost.Votes, (tree, vote) => (Func<NdArray, NdArray>)(x => tree.Predict(x).ArgMax(1).OneHot(Learners.Classes, DType.Float64) * vote))];
    }

    private static NdArray OutOfFold(EnsembleTask task, Func<NdArray, NdArray, NdArray, NdArray> member) => Learners.OutOfFold(member, task.X, task.Labels, task.Fold);

    private static NdArray InSample(EnsembleTask task, Func<NdArray, NdArray, NdArray, NdArray> member) => member(task.X, task.Labels, task.X);

    private static IReadOnlyList<Func<NdArray, NdArray>> Stack(EnsembleTask task, Func<EnsembleTask, Func<NdArray, NdArray, NdArray, NdArray>, NdArray> answers)
    {
        var toLearnFrom = NdArray.Concatenate(1, [.. Members.Select(member => answers(task, member))]);
        return [x => Learners.Linear(toLearnFrom, task.Labels, NdArray.Concatenate(1, [.. Members.Select(member => member(task.X, task.Labels, x))]), 200)];
    }

    // What a forest says about itself, and how much its trees err together.
    private static Dictionary<string, double> Probe(DataSplit data, uint seed)
    {
        var task = EnsembleTask.Draw(data, seed, noisy: false);
        var (bagging, forest) = (GrowForest(task, null), GrowForest(task, Drawn));
        var (bagged, drawn) = (Errors(bagging, task), Errors(forest, task));
        return new()
        {
            ["out-of-bag-forest"] = Accuracy(forest.OutOfBag!, task.Labels),
            ["tree-of-bagging"] = 1 - bagged.Mean().Item(),
            ["tree-of-forest"] = 1 - drawn.Mean().Item(),
            ["error-correlation-bagging"] = MeanCorrelation(bagged),
            ["error-correlation-forest"] = MeanCorrelation(drawn),
        };
    }

    private static double Accuracy(NdArray shares, NdArray labels) => shares.ArgMax(1).EqualTo(labels).Mean().Item();

    // [trees, test images]: 1 where a tree is wrong.
    private static NdArray Errors(Forest forest, EnsembleTask task)
        => NdArray.Stack(0, [.. forest.Trees.Select(tree => tree.Predict(task.TestX).ArgMax(1).NotEqualTo(task.TestLabels).As(DType.Float64))]);

    // Over all pairs of different trees.
    private static double MeanCorrelation(NdArray errors)
    {
        var standard = (errors - errors.Mean(1, keepDims: true)) / errors.Std(1, keepDims: true);
        double all = (standard.MatMul(standard, transposeB: true) / errors.Shape[1]).Sum().Item();
        return (all - Trees) / (Trees * (Trees - 1));
    }
}

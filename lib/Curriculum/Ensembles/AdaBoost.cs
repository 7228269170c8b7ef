using Curriculum.Arrays;

namespace Curriculum.Ensembles;

/// <summary>Trees grown one after another, each on examples that weigh more the more often the trees before it were wrong about them; they vote with α = ln((1 − ε)/ε) + ln(K − 1).</summary>
/// <remarks>
/// <para>
/// ε is a tree's weighted share of errors. After it, the weight of every example that it got wrong is multiplied by exp(α), and the weights are scaled to the sum 1.
/// For two classes this is AdaBoost.M1: Y. Freund, R. Schapire: A decision-theoretic generalization of on-line learning and an application to boosting, 1997, § 4 and 5.
/// For K classes it is SAMME: J. Zhu, H. Zou, S. Rosset, T. Hastie: Multi-class AdaBoost, 2009, algorithm 2.
/// </para>
/// <para>It ends early where a tree makes no error, or is no better than guessing (ε ≥ 1 − 1/K).</para>
/// </remarks>
public sealed class AdaBoost
{
    // A tree without errors would have an infinite vote: it gets that of one error in 10¹⁰.
    private const double LeastError = 1e-10;

    private readonly int _classes;

    private AdaBoost(IReadOnlyList<DecisionTree> trees, IReadOnlyList<double> errors, IReadOnlyList<double> votes, NdArray weights, int classes)
        => (Trees, Errors, Votes, Weights, _classes) = (trees, errors, votes, weights, classes);

    /// <summary>The trees, in the order in which they were grown.</summary>
    public IReadOnlyList<DecisionTree> Trees { get; }

    /// <summary>The weighted share of errors of each tree, ε.</summary>
    public IReadOnlyList<double> Errors { get; }

    /// <summary>The weight of each tree's vote, α.</summary>
    public IReadOnlyList<double> Votes { get; }

    /// <summary>The weights of the examples after the last tree, [n], with the sum 1.</summary>
    public NdArray Weights { get; }

    /// <summary>Grows the trees.</summary>
    /// <param name="x">The examples, [n, d].</param>
    /// <param name="labels">Their classes 0 … classes − 1, [n].</param>
    /// <param name="classes">How many classes there are, 2 or more.</param>
    /// <param name="rounds">The most trees, 1 or more.</param>
    /// <param name="settings">How each tree grows; by default a stump.</param>
    /// <exception cref="ShapeException">x is not [n, d], or the labels are not [n].</exception>
    /// <exception cref="ArgumentOutOfRangeException">rounds is not positive, or classes is below 2.</exception>
    /// <exception cref="ArgumentException">A label is no class, or the first tree is no better than guessing.</exception>
    public static AdaBoost Fit(NdArray x, NdArray labels, int classes, int rounds, TreeSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rounds);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        var columns = new RankedColumns(x);
        if (labels.Shape != [columns.Rows])
            throw new ShapeException($"AdaBoost: labels must be [{columns.Rows}], a class for each example, got {labels.Shape}.");
        if ((labels < 0).Any().Item() != 0 || (labels >= classes).Any().Item() != 0)
            throw new ArgumentException($"AdaBoost: labels must be 0 to {classes - 1}, got {labels.Min().Item()} to {labels.Max().Item()}.", nameof(labels));

        var targets = new TreeTargets(labels.OneHot(classes, DType.Float64), columns.Rows);
        var (trees, errors, votes) = (new List<DecisionTree>(), new List<double>(), new List<double>());
        var w = NdArray.Full([columns.Rows], 1.0 / columns.Rows);
        while (trees.Count < rounds)
        {
            var tree = DecisionTree.Fit(columns, targets, w.ToArray<double>(), settings ?? new TreeSettings { MaxDepth = 1 }, random: null);
            var wrong = tree.Predict(x).ArgMax(1).NotEqualTo(labels).As(DType.Float64);
            double error = (w * wrong).Sum().Item();
            if (error >= 1 - (1.0 / classes))
                break;
            double vote = Log((1 - error) / Math.Max(error, LeastError)) + Log(classes - 1);
            trees.Add(tree);
            errors.Add(error);
            votes.Add(vote);
            if (error < LeastError)
                break;
            w = w * (wrong * vote).Exp();
            w = w / w.Sum();
        }

        return trees.Count > 0
            ? new(trees, errors, votes, w, classes)
            : throw new ArgumentException($"AdaBoost: the first tree must be better than guessing, {1 - (1.0 / classes):0.##} wrong, and is not. Let it grow deeper.", nameof(settings));
    }

    /// <summary>The share of the votes that each class gets.</summary>
    /// <param name="x">The examples, [m, d].</param>
    /// <returns>Float64 [m, classes], every row with the sum 1.</returns>
    /// <exception cref="ShapeException">x has not the features that the trees were grown on.</exception>
    public NdArray Predict(NdArray x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Trees.Zip(Votes, (tree, vote) => tree.Predict(x).ArgMax(1).OneHot(_classes, DType.Float64) * vote).Aggregate((sum, votes) => sum + votes) / Votes.Sum();
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => $"AdaBoost: {Trees.Count} trees, {_classes} classes";

    // The library's own logarithm: the same bits on every machine.
    private static double Log(double value) => NdArray.Scalar(value).Log().Item();
}

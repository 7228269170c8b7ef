using Curriculum.Arrays;

namespace Curriculum.Ensembles;

/// <summary>A decision tree: questions "is feature f at most t?", each chosen so that Σ w‖y − ȳ‖² over its two sides is as small as can be; a leaf answers with its weighted mean ȳ.</summary>
/// <remarks>
/// <para>
/// One tree for numbers and for classes: of one-hot targets the sum of squares is the weight of a node times its Gini impurity Σ p(1 − p), and ȳ holds the shares of the classes.
/// The choice is greedy. Of equally good questions the first feature and the lowest threshold win, and with <see cref="TreeSettings.Features"/> the feature that was drawn first.
/// </para>
/// <para>Source: L. Breiman, J. Friedman, R. Olshen, C. Stone: Classification and regression trees, 1984, chapters 4 and 8.</para>
/// </remarks>
public sealed class DecisionTree
{
    private readonly TreeNode[] _nodes;
    private readonly int _features;
    private readonly int[] _outputs;

    private DecisionTree(TreeNode[] nodes, int features, int[] outputs) => (_nodes, _features, _outputs) = (nodes, features, outputs);

    /// <summary>How many leaves it has.</summary>
    public int Leaves => _nodes.Count(node => node.Feature < 0);

    /// <summary>The most questions on the way to a leaf.</summary>
    public int Depth
    {
        get
        {
            int[] depth = new int[_nodes.Length];

            // A node stands before the nodes below it.
            for (int i = 0; i < _nodes.Length; i++)
            {
                if (_nodes[i].Feature >= 0)
                    depth[_nodes[i].Low] = depth[_nodes[i].High] = depth[i] + 1;
            }

            return depth.Max();
        }
    }

    /// <summary>The first question: feature and threshold.</summary>
    /// <exception cref="InvalidOperationException">The tree is a single leaf.</exception>
    public (int Feature, double Threshold) Root => _nodes[0].Feature >= 0
        ? (_nodes[0].Feature, _nodes[0].Threshold)
        : throw new InvalidOperationException("DecisionTree: Root asks for the first question, and the tree is a single leaf. Leaves says how many there are.");

    /// <summary>Grows a tree.</summary>
    /// <param name="x">The examples, [n, d].</param>
    /// <param name="y">Their targets, [n] or [n, k]; one-hot for classes.</param>
    /// <param name="weights">How much each counts, [n], 0 to leave it out; null for 1 each. Counting how often each was drawn makes a bootstrap sample.</param>
    /// <param name="settings">How far it grows; by default as far as it can.</param>
    /// <param name="random">Needed only to draw <see cref="TreeSettings.Features"/>.</param>
    /// <exception cref="ShapeException">x is not [n, d], or y or the weights do not fit it.</exception>
    /// <exception cref="ArgumentException">A number is not finite, a weight is negative or all are 0, a setting is out of range, or features are to be drawn without random.</exception>
    public static DecisionTree Fit(NdArray x, NdArray y, NdArray? weights = null, TreeSettings? settings = null, RandomState? random = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var columns = new RankedColumns(x);
        return Fit(columns, new TreeTargets(y, columns.Rows), Weights(weights, columns.Rows), settings ?? new TreeSettings(), random);
    }

    /// <summary>The answers for other examples.</summary>
    /// <param name="x">The examples, [m, d].</param>
    /// <returns>Float64 [m] or [m, k], as the targets were.</returns>
    /// <exception cref="ShapeException">x has not the features that the tree was grown on.</exception>
    public NdArray Predict(NdArray x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 2 || x.Shape[1] != _features)
            throw new ShapeException($"DecisionTree: x must be [m, {_features}], the features that it was grown on, got {x.Shape}.");
        double[] values = x.As(DType.Float64).ToArray<double>();
        int rows = x.Shape[0], outputs = _nodes[0].Answer.Length;
        double[] answers = new double[rows * outputs];
        for (int i = 0; i < rows; i++)
            Answer(values.AsSpan(i * _features, _features)).CopyTo(answers, i * outputs);
        return NdArray.Of(answers).Reshape([rows, .. _outputs]);
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => $"DecisionTree: {Leaves} leaves, depth {Depth}, {_features} features";

    internal static DecisionTree Fit(RankedColumns columns, TreeTargets targets, double[] weights, TreeSettings settings, RandomState? random)
    {
        settings.Check(columns.Features);
        if (settings.Features is not null && random is null)
            throw new ArgumentException("DecisionTree: random must be given where Features are drawn, got null. Pass a RandomState.", nameof(random));
        return new(new TreeGrower(columns, targets.Values, targets.Outputs, weights, settings, random).Grow(), columns.Features, targets.TrailingShape);
    }

    internal static double[] Weights(NdArray? weights, int rows)
    {
        if (weights is null)
            return [.. Enumerable.Repeat(1.0, rows)];
        if (weights.Shape != [rows])
            throw new ShapeException($"DecisionTree: weights must be [{rows}], one an example, got {weights.Shape}.");
        double[] values = weights.As(DType.Float64).ToArray<double>();
        if (!values.All(w => double.IsFinite(w) && w >= 0) || !values.Any(w => w > 0))
            throw new ArgumentException("DecisionTree: weights must be finite, none negative and at least one positive.", nameof(weights));
        return values;
    }

    private double[] Answer(ReadOnlySpan<double> example)
    {
        ref readonly var node = ref _nodes[0];
        while (node.Feature >= 0)
            node = ref _nodes[example[node.Feature] <= node.Threshold ? node.Low : node.High];
        return node.Answer;
    }
}

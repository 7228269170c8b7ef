using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Ensembles;

/// <summary>Many trees, each grown on a bootstrap sample (n examples drawn from n with replacement); the answer is their mean, F(x) = 1/B · Σ Tᵦ(x).</summary>
/// <remarks>
/// <para>
/// With all features at every question this is <b>bagging</b> of trees (L. Breiman, Bagging predictors, Machine Learning 24, 1996); with <see cref="TreeSettings.Features"/> drawn at every
/// question it is a <b>random forest</b> (L. Breiman, Random forests, Machine Learning 45, 2001).
/// </para>
/// <para>Every tree has a stream of random numbers of its own, so the trees are grown on all threads, with the same bits whatever their number.</para>
/// </remarks>
public sealed class Forest
{
    private Forest(DecisionTree[] trees, NdArray? outOfBag) => (Trees, OutOfBag) = (trees, outOfBag);

    /// <summary>The trees, in the order in which their streams were drawn.</summary>
    public IReadOnlyList<DecisionTree> Trees { get; }

    /// <summary>For every training example the mean over the trees that did not see it, [n] or [n, k]; NaN where all saw it. Null without bootstrap.</summary>
    /// <remarks>An estimate of what the forest says of new examples, without held-out data: about e⁻¹ ≈ 37 % of the trees miss an example. Source: Breiman, Random forests, 2001, § 3.1.</remarks>
    public NdArray? OutOfBag { get; }

    /// <summary>Grows a forest.</summary>
    /// <param name="x">The examples, [n, d].</param>
    /// <param name="y">Their targets, [n] or [n, k]; one-hot for classes.</param>
    /// <param name="trees">How many trees, 1 or more.</param>
    /// <param name="random">Draws one stream a tree.</param>
    /// <param name="settings">How each tree grows; by default as far as it can, with all features.</param>
    /// <param name="bootstrap">Whether each tree has a sample of its own; otherwise all see all examples.</param>
    /// <exception cref="ShapeException">x is not [n, d], or y does not fit it.</exception>
    /// <exception cref="ArgumentException">A number is not finite, or a setting is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">trees is not positive.</exception>
    public static Forest Fit(NdArray x, NdArray y, int trees, RandomState random, TreeSettings? settings = null, bool bootstrap = true)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(random);
        if (trees < 1)
            throw new ArgumentOutOfRangeException(nameof(trees), trees, $"Forest: trees must be 1 or more, got {trees}.");
        var columns = new RankedColumns(x);
        var work = new GrowTrees(
            columns, new TreeTargets(y, columns.Rows), settings ?? new TreeSettings(), [.. Enumerable.Range(0, trees).Select(_ => (uint)random.RandInt(0, 1L << 32))],
            bootstrap, new DecisionTree[trees], new double[trees][]);
        work.Settings.Check(columns.Features);
        Work.Split(trees, 1, work);
        return new(work.Trees, bootstrap ? MeanOfUnseen(x, work) : null);
    }

    /// <summary>The mean of the trees' answers.</summary>
    /// <param name="x">The examples, [m, d].</param>
    /// <returns>Float64 [m] or [m, k], as the targets were.</returns>
    /// <exception cref="ShapeException">x has not the features that the forest was grown on.</exception>
    public NdArray Predict(NdArray x) => Trees.Skip(1).Aggregate(Trees[0].Predict(x), (sum, tree) => sum + tree.Predict(x)) / Trees.Count;

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => $"Forest: {Trees.Count} trees of {Trees.Average(tree => tree.Leaves):0.#} leaves on average";

    private static NdArray MeanOfUnseen(NdArray x, GrowTrees work)
    {
        NdArray? sum = null;
        var counts = NdArray.Zeros(x.Shape[0]);
        for (int b = 0; b < work.Trees.Length; b++)
        {
            var unseen = NdArray.Of(work.Weights[b]).EqualTo(0).As(DType.Float64);
            var answers = work.Trees[b].Predict(x);
            var share = answers.Rank == 1 ? answers * unseen : answers * unseen.ExpandDims(1);
            (sum, counts) = (sum is null ? share : sum + share, counts + unseen);
        }

        return sum!.Rank == 1 ? sum / counts : sum / counts.ExpandDims(1);
    }

    private readonly record struct GrowTrees(
        RankedColumns Columns, TreeTargets Targets, TreeSettings Settings, uint[] Seeds, bool Bootstrap, DecisionTree[] Trees, double[][] Weights) : IWork
    {
        public void Run(int start, int end)
        {
            for (int b = start; b < end; b++)
            {
                var random = new RandomState(Seeds[b]);
                Weights[b] = new double[Columns.Rows];
                for (int i = 0; i < Columns.Rows; i++)
                    Weights[b][Bootstrap ? (int)random.RandInt(0, Columns.Rows) : i]++;
                Trees[b] = DecisionTree.Fit(Columns, Targets, Weights[b], Settings, random);
            }
        }
    }
}

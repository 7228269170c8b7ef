using Curriculum.Arrays;

namespace Curriculum.Ensembles;

// Grows one tree: node by node, the low side first, each time the split with the smallest weighted sum of squares.
internal sealed class TreeGrower(RankedColumns columns, double[] targets, int outputs, double[] weights, TreeSettings settings, RandomState? random)
{
    private readonly List<TreeNode> _nodes = [];
    private readonly int[] _features = [.. Enumerable.Range(0, columns.Features)];
    private readonly int[] _ranks = new int[columns.Rows];
    private readonly int[] _aside = new int[columns.Rows];
    private readonly double[] _total = new double[outputs];
    private readonly double[] _low = new double[outputs];

    public TreeNode[] Grow()
    {
        int[] rows = [.. Enumerable.Range(0, columns.Rows).Where(i => weights[i] > 0)];

        // A stack of our own: a tree that peels off one example at a time is as deep as there are examples.
        var pending = new Stack<(int Node, int Start, int End, int Depth)>();
        pending.Push((Add(rows), 0, rows.Length, 0));
        while (pending.TryPop(out var next))
        {
            var inside = rows.AsSpan(next.Start, next.End - next.Start);
            if (next.Depth == settings.MaxDepth || inside.Length < 2 * settings.MinLeaf || IsPure(inside))
                continue;
            var (feature, threshold) = BestSplit(inside);
            if (feature < 0)
                continue;
            int middle = next.Start + Partition(inside, feature, threshold);
            int low = Add(rows.AsSpan(next.Start..middle)), high = Add(rows.AsSpan(middle..next.End));
            _nodes[next.Node] = _nodes[next.Node] with { Feature = feature, Threshold = threshold, Low = low, High = high };
            pending.Push((high, middle, next.End, next.Depth + 1));
            pending.Push((low, next.Start, middle, next.Depth + 1));
        }

        return [.. _nodes];
    }

    // A leaf that answers with the weighted mean of its rows.
    private int Add(ReadOnlySpan<int> rows)
    {
        double[] answer = new double[outputs];
        double weight = Total(rows, answer);
        for (int k = 0; k < outputs; k++)
            answer[k] /= weight;
        _nodes.Add(new TreeNode(answer, -1, 0, -1, -1));
        return _nodes.Count - 1;
    }

    private double Total(ReadOnlySpan<int> rows, Span<double> sums)
    {
        double weight = 0;
        sums.Clear();
        foreach (int row in rows)
        {
            weight += weights[row];
            for (int k = 0; k < outputs; k++)
                sums[k] += weights[row] * targets[(row * outputs) + k];
        }

        return weight;
    }

    private bool IsPure(ReadOnlySpan<int> rows)
    {
        var first = targets.AsSpan(rows[0] * outputs, outputs);
        foreach (int row in rows)
        {
            if (!first.SequenceEqual(targets.AsSpan(row * outputs, outputs)))
                return false;
        }

        return true;
    }

    // Σ w‖y − ȳ‖² of both sides is Σ w‖y‖², which no split changes, less ‖Σ_low w·y‖²/w_low + ‖Σ_high w·y‖²/w_high: the split with the largest such score wins, the first of equals.
    private (int Feature, double Threshold) BestSplit(ReadOnlySpan<int> rows)
    {
        double weight = Total(rows, _total);
        var best = (Feature: -1, Threshold: 0.0);
        double bestScore = double.NegativeInfinity;
        int wanted = settings.Features ?? columns.Features;
        for (int tried = 0, i = 0; i < _features.Length && tried < wanted; i++)
        {
            if (settings.Features is not null)
            {
                int other = (int)random!.RandInt(i, _features.Length);
                (_features[i], _features[other]) = (_features[other], _features[i]);
            }

            int feature = _features[i];
            columns.Ranks(feature, rows, _ranks);
            var ranks = _ranks.AsSpan(0, rows.Length);
            if (columns.Value(feature, ranks[0]) == columns.Value(feature, ranks[^1]))
                continue;
            tried++;
            var (score, threshold) = BestThreshold(feature, ranks, weight);
            if (score > bestScore)
                (bestScore, best) = (score, (feature, threshold));
        }

        return best;
    }

    private (double Score, double Threshold) BestThreshold(int feature, ReadOnlySpan<int> ranks, double weight)
    {
        var best = (Score: double.NegativeInfinity, Threshold: 0.0);
        double lowWeight = 0;
        Array.Clear(_low);
        for (int i = 1; i < ranks.Length; i++)
        {
            int row = columns.Row(feature, ranks[i - 1]);
            lowWeight += weights[row];
            for (int k = 0; k < outputs; k++)
                _low[k] += weights[row] * targets[(row * outputs) + k];
            double below = columns.Value(feature, ranks[i - 1]), above = columns.Value(feature, ranks[i]);
            if (below == above || i < settings.MinLeaf || ranks.Length - i < settings.MinLeaf)
                continue;
            double score = Score(lowWeight, weight - lowWeight);
            if (score > best.Score)
                best = (score, Between(below, above));
        }

        return best;
    }

    private double Score(double lowWeight, double highWeight)
    {
        double low = 0, high = 0;
        for (int k = 0; k < outputs; k++)
        {
            double rest = _total[k] - _low[k];
            low += _low[k] * _low[k];
            high += rest * rest;
        }

        return (low / lowWeight) + (high / highWeight);
    }

    // Halfway, but never rounded up to the value above: the two must stay apart.
    private static double Between(double below, double above)
    {
        double middle = (below + above) / 2;
        return middle >= below && middle < above ? middle : below;
    }

    // Low rows first, both sides in their old order. Returns how many are low.
    private int Partition(Span<int> rows, int feature, double threshold)
    {
        int low = 0, high = 0;
        foreach (int row in rows)
        {
            if (columns.ValueOfRow(feature, row) <= threshold)
                rows[low++] = row;
            else
                _aside[high++] = row;
        }

        _aside.AsSpan(0, high).CopyTo(rows[low..]);
        return low;
    }
}

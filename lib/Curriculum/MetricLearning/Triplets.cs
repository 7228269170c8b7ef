using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.MetricLearning;

/// <summary>Chooses triplets (anchor, positive, negative) from a batch of labelled embeddings.</summary>
public static class Triplets
{
    /// <summary>The indices of the chosen triplets.</summary>
    /// <remarks>
    /// Semi-hard: Schroff et al. (FaceNet), arXiv:1503.03832, eq. 4. Batch-hard: Hermans et al., arXiv:1703.07737, eq. 5. Pairs without a fitting negative, and anchors without a positive or a
    /// negative, are left out.
    /// </remarks>
    /// <param name="embeddings">[n, d].</param>
    /// <param name="labels">The class of each, [n].</param>
    /// <param name="mining">Which triplets.</param>
    /// <param name="margin">The margin of semi-hard negatives.</param>
    /// <returns>Int64 [k, 3]: anchor, positive, negative, in rising order.</returns>
    /// <exception cref="ShapeException">There is not a label for each embedding.</exception>
    public static NdArray Mine(NdArray embeddings, NdArray labels, TripletMining mining, double margin = 1)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(labels);
        if (embeddings.Rank != 2 || labels.Shape != [embeddings.Shape[0]])
            throw new ShapeException($"Triplets: embeddings must be [n, d] and labels [n], got {embeddings.Shape} and {labels.Shape}.");
        int n = embeddings.Shape[0];
        double[] d = F.PairwiseDistance(embeddings, embeddings).Value.ToArray<double>();
        long[] classes = labels.ToArray<long>();
        var chosen = new List<long>();
        for (int anchor = 0; anchor < n; anchor++)
        {
            int[] positives = [.. Enumerable.Range(0, n).Where(i => i != anchor && classes[i] == classes[anchor])];
            int[] negatives = [.. Enumerable.Range(0, n).Where(i => classes[i] != classes[anchor])];
            double From(int other) => d[(anchor * n) + other];
            foreach (var (positive, negative) in Choose(positives, negatives, From, mining, margin))
                chosen.AddRange([anchor, positive, negative]);
        }

        return NdArray.Of(chosen.ToArray()).Reshape(-1, 3);
    }

    /// <summary>The mean of max(0, ‖a − p‖ − ‖a − n‖ + margin) over the chosen triplets of a batch.</summary>
    /// <remarks>Schroff et al., arXiv:1503.03832, eq. 2; Hermans et al., arXiv:1703.07737, eq. 5, for batch-hard.</remarks>
    /// <param name="embeddings">[n, d].</param>
    /// <param name="labels">The class of each, [n].</param>
    /// <param name="mining">Which triplets.</param>
    /// <param name="margin">The margin.</param>
    /// <param name="activeOnly">Whether the mean is over the triplets whose loss is not 0: satisfied ones then do not dilute the rest (Hermans et al., section 2, "batch all ≠ 0").</param>
    /// <returns>A single number; 0 where there is no triplet.</returns>
    /// <exception cref="ShapeException">There is not a label for each embedding.</exception>
    public static Tensor Loss(Tensor embeddings, NdArray labels, TripletMining mining = TripletMining.BatchHard, double margin = 1, bool activeOnly = false)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        var triplets = Mine(embeddings.Value, labels, mining, margin);
        if (triplets.Size == 0)
            return embeddings.Sum() * 0;
        var losses = F.TripletLoss(embeddings.Take(triplets[.., 0], 0), embeddings.Take(triplets[.., 1], 0), embeddings.Take(triplets[.., 2], 0), margin, Reduction.None);
        if (!activeOnly)
            return losses.Mean();
        double active = (losses.Value > 0).As(DType.Float64).Sum().Item();
        return losses.Sum() / Math.Max(active, 1);
    }

    private static IEnumerable<(int Positive, int Negative)> Choose(int[] positives, int[] negatives, Func<int, double> distance, TripletMining mining, double margin)
    {
        if (positives.Length == 0 || negatives.Length == 0)
            return [];
        return mining switch
        {
            TripletMining.All => positives.SelectMany(p => negatives.Select(q => (p, q))),
            TripletMining.BatchHard => [(positives.MaxBy(distance), negatives.MinBy(distance))],
            TripletMining.AllSemiHard => positives.SelectMany(p => SemiHard(p).Select(q => (p, q))),
            _ => positives.Where(p => SemiHard(p).Any()).Select(p => (p, SemiHard(p).MinBy(distance))),
        };

        IEnumerable<int> SemiHard(int positive) => negatives.Where(q => distance(q) > distance(positive) && distance(q) < distance(positive) + margin);
    }
}

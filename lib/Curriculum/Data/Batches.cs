using Curriculum.Arrays;

namespace Curriculum.Data;

/// <summary>The two usual ways to cut a data set into mini-batches.</summary>
public static class Batches
{
    /// <summary>A batch drawn at random with replacement: an example may occur twice.</summary>
    /// <remarks>Draws what <c>numpy.random.choice(n, batchSize)</c> draws.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    public static Dataset Sample(Dataset dataset, int batchSize, RandomState random)
    {
        CheckSize(batchSize);
        return dataset.Take(random.Choice(dataset.Count, [batchSize]));
    }

    /// <summary>All examples once, in a new random order, in batches of <paramref name="batchSize"/>; the last batch has the rest.</summary>
    /// <remarks>Draws what <c>numpy.random.permutation(n)</c> draws, at the call.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    public static IEnumerable<Dataset> Epoch(Dataset dataset, int batchSize, RandomState random)
    {
        CheckSize(batchSize);
        var order = random.Permutation(dataset.Count);
        return Cut();

        IEnumerable<Dataset> Cut()
        {
            for (int start = 0; start < dataset.Count; start += batchSize)
                yield return dataset.Take(order[start..Math.Min(start + batchSize, dataset.Count)]);
        }
    }

    private static void CheckSize(int batchSize)
    {
        if (batchSize <= 0)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, $"Batches: batchSize must be 1 or more, got {batchSize}.");
    }
}

namespace Curriculum.Arrays;

/// <content>Draws from a set, and counts of successes.</content>
public sealed partial class RandomState
{
    /// <summary>Numbers drawn from 0 … n − 1: NumPy's choice(n, size, replace, p).</summary>
    /// <param name="n">How many there are to choose from.</param>
    /// <param name="size">The shape of the result.</param>
    /// <param name="replace">Whether a number may be drawn again.</param>
    /// <param name="p">The probability of each number; equal if not given. [n]</param>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to draw, more is asked for than there is, or the probabilities are negative or do not sum to 1.</exception>
    /// <exception cref="ShapeException">p is not [n].</exception>
    public NdArray Choice(int n, Shape size, bool replace = true, NdArray? p = null)
    {
        ArgumentNullException.ThrowIfNull(size);
        if (n <= 0 && size.Size > 0)
            throw new ArgumentOutOfRangeException(nameof(n), n, $"Choice: n must be 1 or more, got {n}.");
        if (!replace && size.Size > n)
            throw new ArgumentOutOfRangeException(nameof(size), size, $"Choice: without replacement at most n = {n} can be drawn, got {size.Size}. Set replace: true.");
        if (p is null)
            return replace ? RandInt(0, n, size) : Permutation(n)[..size.Size].Reshape(size).AsOwner();
        double[] probabilities = Probabilities(n, p, replace ? 0 : size.Size);
        long[] drawn = replace ? Search(Cumulate(probabilities), size.Size) : WithoutReplacement(probabilities, size.Size);
        return NdArray.FromSpan<long>(drawn, size);
    }

    /// <summary>One number drawn from 0 … n − 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to draw, or the probabilities are negative or do not sum to 1.</exception>
    public int Choice(int n, NdArray? p = null) => (int)Choice(n, Shape.Scalar, replace: true, p).Item();

    /// <summary>The number of successes in n trials of probability p, so many times.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative or p is not 0 … 1.</exception>
    public NdArray Binomial(int n, double p, Shape shape)
    {
        if (n < 0)
            throw new ArgumentOutOfRangeException(nameof(n), n, $"Binomial: n must be 0 or more, got {n}.");
        if (!(p is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, $"Binomial: p must be 0 … 1, got {p}.");
        return Fill(shape, () => p <= 0.5 ? Successes(n, p) : n - Successes(n, 1 - p));
    }

    private static double[] Probabilities(int n, NdArray p, int drawn)
    {
        if (p.Rank != 1 || p.Size != n)
            throw new ShapeException($"Choice: p must be [{n}], one probability for each number, got {p.Shape}.");
        double[] probabilities = p.ToArray<double>();
        double sum = probabilities.Sum();
        if (probabilities.Any(x => !(x >= 0)))
            throw new ArgumentOutOfRangeException(nameof(p), "Choice: probabilities must be 0 or more, one of p is not.");
        if (!(Math.Abs(sum - 1) <= 1.5e-8))
            throw new ArgumentOutOfRangeException(nameof(p), sum, $"Choice: the probabilities must sum to 1, got {sum}. Divide p by p.Sum().");
        if (probabilities.Count(x => x > 0) < drawn)
            throw new ArgumentOutOfRangeException(nameof(p), "Choice: fewer numbers have a probability above 0 than are to be drawn. Set replace: true.");
        return probabilities;
    }

    private static double[] Cumulate(double[] probabilities)
    {
        double[] cumulated = new double[probabilities.Length];
        double sum = 0;
        for (int i = 0; i < cumulated.Length; i++)
            cumulated[i] = sum += probabilities[i];
        for (int i = 0; i < cumulated.Length; i++)
            cumulated[i] /= sum;
        return cumulated;
    }

    /// <summary>For each of so many uniform numbers the first index whose cumulated probability is above it.</summary>
    private long[] Search(double[] cumulated, int count)
    {
        long[] found = new long[count];
        for (int i = 0; i < count; i++)
        {
            double uniform = NextDouble();
            int low = 0, high = cumulated.Length;
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = cumulated[middle] <= uniform ? (middle + 1, high) : (low, middle);
            }

            found[i] = low;
        }

        return found;
    }

    /// <summary>Draws the missing ones again with the probabilities of the found ones set to 0, until there are enough.</summary>
    private long[] WithoutReplacement(double[] probabilities, int size)
    {
        var found = new List<long>(size);
        while (found.Count < size)
        {
            foreach (long drawn in found)
                probabilities[drawn] = 0;
            found.AddRange(Search(Cumulate(probabilities), size - found.Count).Distinct());
        }

        return [.. found];
    }

    private long Successes(int n, double p)
        => p * n <= 30 ? Inversion(n, p) : new BinomialRejection(n, p).Next(NextDouble);

    /// <summary>Adds up the probabilities of 0, 1, 2 … successes until they exceed a uniform number.</summary>
    private long Inversion(int n, double p)
    {
        double q = 1 - p, qn = Kernels.ScalarMath.Exp(n * Kernels.ScalarMath.Log(q)), np = n * p;
        long bound = (long)Math.Min(n, np + (10.0 * Math.Sqrt((np * q) + 1)));
        long successes = 0;
        double probability = qn, uniform = NextDouble();
        while (uniform > probability)
        {
            successes++;
            if (successes > bound)
            {
                (successes, probability, uniform) = (0, qn, NextDouble());
            }
            else
            {
                uniform -= probability;
                probability = (n - successes + 1) * p * probability / (successes * q);
            }
        }

        return successes;
    }
}

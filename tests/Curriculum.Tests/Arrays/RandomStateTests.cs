using Curriculum.Arrays;

namespace Curriculum.Tests.Arrays;

public class RandomStateTests
{
    [Fact]
    public void Draws_beyond_the_golden_ones_follow_NumPy_in_one_stream()
    {
        // np.random.RandomState(4) and these calls in this order, NumPy 1.24.
        var random = new RandomState(4);
        var p = NdArray.Of(0.1, 0.2, 0.3, 0.4);
        Assert.Equal([3L, 2, 3, 3, 3, 1, 3, 0, 1, 2], random.Choice(4, [10], p: p).ToArray<long>());
        Assert.Equal([3L, 1, 2], random.Choice(4, [3], replace: false, p: p).ToArray<long>());
        Assert.Equal([48L, 47, 43, 50, 53, 48, 53, 44], random.Binomial(100, 0.5, [8]).ToArray<long>());
        Assert.Equal([904L, 895, 899, 898, 895, 897], random.Binomial(1000, 0.9, [6]).ToArray<long>());
        Assert.Equal([1L, 0, 0, 1, 1, 0, 1, 0], random.Binomial(50, 0.01, [8]).ToArray<long>());
        Assert.Equal([537196068406L, 995082024288, 682672484740], random.RandInt(0, 1L << 40, [3]).ToArray<long>());
        Assert.Equal([-5L, -5], random.RandInt(-5, -4, [2]).ToArray<long>());
        Assert.Equal([0L, 1, 2, 3, 4, 5], random.Permutation(NdArray.Arange(6).Reshape(3, 2)).ToArray<long>());
        Assert.Equal([29922L, 30153, 29958, 30222, 30172], random.Binomial(100_000, 0.3, [5]).ToArray<long>());
        Assert.Equal([5L, 5], random.Binomial(5, 1, [2]).ToArray<long>());
        Assert.Equal(0.5147339709131451, random.NextDouble());
    }

    [Fact]
    public void Trials_that_cannot_succeed_take_from_the_stream_what_they_take_in_NumPy()
    {
        // np.random.RandomState(4): binomial(0, 0.3, 2), binomial(9, 0, 3), random_sample().
        var random = new RandomState(4);
        Assert.Equal([0L, 0], random.Binomial(0, 0.3, [2]).ToArray<long>());
        Assert.Equal([0L, 0, 0], random.Binomial(9, 0, [3]).ToArray<long>());
        Assert.Equal(0.21608949558037638, random.NextDouble());
    }

    [Fact]
    public void Many_numbers_at_once_are_those_of_single_draws_from_any_place_in_the_stream()
    {
        var (many, single) = (new RandomState(9), new RandomState(9));
        // An odd count of words first; then counts around a block of 312 numbers and a state of 624 words.
        Assert.Equal(single.RandInt(0, 5), many.RandInt(0, 5));
        foreach (int count in (int[])[1, 5, 311, 312, 313, 624, 2000, 3])
            Assert.Equal(Enumerable.Range(0, count).Select(_ => single.NextDouble()), many.Rand(count).ToArray<double>());
        Assert.Equal(single.NextDouble(), many.NextDouble());
    }

    [Fact]
    public void Draws_that_cannot_be_made_are_explained()
    {
        var random = new RandomState(0);
        Assert.StartsWith("RandInt: high must be above low, got 3 and 3. high itself is never drawn.", Message(() => random.RandInt(3, 3)), StringComparison.Ordinal);
        Assert.StartsWith("Choice: without replacement at most n = 3 can be drawn, got 4. Set replace: true.", Message(() => random.Choice(3, [4], replace: false)), StringComparison.Ordinal);
        Assert.StartsWith("Choice: the probabilities must sum to 1, got 1.5. Divide p by p.Sum().", Message(() => random.Choice(2, [1], p: NdArray.Of(1, 0.5))), StringComparison.Ordinal);
        Assert.StartsWith("Binomial: p must be 0 … 1, got 2.", Message(() => random.Binomial(3, 2, [1])), StringComparison.Ordinal);
        Assert.StartsWith("Normal: sd must be 0 or more, got -1.", Message(() => random.Normal(0, -1, [1])), StringComparison.Ordinal);
        Assert.Equal("Choice: p must be [3], one probability for each number, got [2].", Message(() => random.Choice(3, [1], p: NdArray.Of(0.5, 0.5))));
        Assert.Equal("Shuffle: the array must have an axis, got a single number.", Message(() => random.Shuffle(NdArray.Scalar(1))));
    }

    [Fact]
    public void Distributions_give_the_values_of_the_tables()
    {
        Assert.Equal(0.9750021048517795, Distributions.NormalCdf(1.96).Item(), 12);
        Assert.Equal(1.959963984540054, Distributions.NormalQuantile(0.975).Item(), 9);
        Assert.Equal(2.7764451051977987, Distributions.StudentTQuantile(0.975, 4).Item(), 6);
        Assert.Equal(0.975, Distributions.StudentTCdf(2.7764451051977987, 4).Item(), 9);
        Assert.Equal(0.95, Distributions.ChiSquaredCdf(3.841458820694124, 1).Item(), 9);
        Assert.Equal(0.623046875, Distributions.BinomialCdf(5, 10, 0.5).Item(), 12);
    }

    [Fact]
    public void Distributions_refuse_what_they_are_not_defined_for()
    {
        Assert.Equal([double.NegativeInfinity, 0, double.PositiveInfinity], Distributions.StudentTQuantile(NdArray.Of(0, 0.5, 1), 3).ToArray<double>());
        Assert.Equal([double.NegativeInfinity, 0, double.PositiveInfinity], Distributions.NormalQuantile(NdArray.Of(0, 0.5, 1)).ToArray<double>());
        Assert.StartsWith("StudentTQuantile: p must be 0 … 1, got 1.5.", Message(() => Distributions.StudentTQuantile(1.5, 3)), StringComparison.Ordinal);
        Assert.StartsWith("NormalQuantile: p must be 0 … 1, got NaN.", Message(() => Distributions.NormalQuantile(double.NaN)), StringComparison.Ordinal);
        Assert.StartsWith("NormalCdf: sd must be above 0, got 0.", Message(() => Distributions.NormalCdf(1, sd: 0)), StringComparison.Ordinal);
        Assert.StartsWith("ChiSquaredCdf: degreesOfFreedom must be above 0, got -1.", Message(() => Distributions.ChiSquaredCdf(1, -1)), StringComparison.Ordinal);
        Assert.StartsWith("BinomialCdf: n must be 0 or more, got -2.", Message(() => Distributions.BinomialCdf(1, -2, 0.5)), StringComparison.Ordinal);
        Assert.StartsWith("BinomialCdf: p must be 0 … 1, got 2.", Message(() => Distributions.BinomialCdf(1, 2, 2)), StringComparison.Ordinal);
    }

    private static string Message(Action draw) => Record.Exception(draw)?.Message ?? "nothing was thrown";
}

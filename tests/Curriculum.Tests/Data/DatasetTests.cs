using Curriculum.Arrays;
using Curriculum.Data;

namespace Curriculum.Tests.Data;

public class DatasetTests
{
    private static readonly Dataset Ten = new(NdArray.Arange(20).Reshape(10, 2), NdArray.Arange(10));

    [Fact]
    public void Inputs_and_targets_must_have_as_many_rows()
    {
        var error = Assert.Throws<ShapeException>(() => new Dataset(NdArray.Zeros(3, 2), NdArray.Zeros(4)));
        Assert.Contains("Dataset: Inputs and Targets must have one row an example each, got [3, 2] and [4]", error.Message);
        Assert.Throws<ShapeException>(() => new Dataset(NdArray.Scalar(1), NdArray.Zeros(1)));
    }

    [Fact]
    public void Take_keeps_order_and_repetition()
    {
        var taken = Ten.Take(NdArray.Of([3, 0, 3]));
        Assert.Equal(3, taken.Count);
        Assert.Equal([6, 7, 0, 1, 6, 7], taken.Inputs.ToArray<long>());
        Assert.Equal([3, 0, 3], taken.Targets.ToArray<long>());
    }

    [Fact]
    public void A_range_is_a_view()
    {
        var run = Ten[2..^5];
        Assert.Equal(3, run.Count);
        Assert.Equal([4, 5, 6, 7, 8, 9], run.Inputs.ToArray<long>());
        Assert.Equal([2, 3, 4], run.Targets.ToArray<long>());
        Assert.True(run.Inputs.IsView);
        Assert.Equal(0, Ten[10..].Count);
    }

    [Theory]
    [InlineData(-1, 2, "-1 … 1")]
    [InlineData(9, 2, "9 … 11")]
    [InlineData(2, -1, "2 … 1")]
    [InlineData(2, int.MaxValue, "2 … 2147483649")]
    public void A_run_outside_is_refused(int start, int length, string run)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Ten.Slice(start, length));
        Assert.Contains($"the run must lie inside 0 … 10, got {run}", error.Message);
    }

    [Fact]
    public void An_epoch_has_every_example_once_in_numpys_permutation()
    {
        var batches = Batches.Epoch(Ten, 4, new RandomState(42)).ToArray();
        Assert.Equal([4, 4, 2], batches.Select(b => b.Count));
        long[] seen = [.. batches.SelectMany(b => b.Targets.ToArray<long>())];
        // numpy.random.RandomState(42).permutation(10)
        Assert.Equal([8, 1, 5, 0, 7, 2, 9, 4, 3, 6], seen);
        Assert.All(batches, b => Assert.Equal(b.Targets.ToArray<long>().SelectMany(t => new[] { 2 * t, (2 * t) + 1 }), b.Inputs.ToArray<long>()));
    }

    [Fact]
    public void Each_epoch_has_an_order_of_its_own()
    {
        var random = new RandomState(1);
        long[] Order() => [.. Batches.Epoch(Ten, 3, random).SelectMany(b => b.Targets.ToArray<long>())];
        Assert.NotEqual(Order(), Order());
    }

    [Fact]
    public void A_sample_draws_with_replacement_what_numpys_choice_draws()
    {
        // numpy.random.RandomState(42).choice(10, 6)
        Assert.Equal([6, 3, 7, 4, 6, 9], Batches.Sample(Ten, 6, new RandomState(42)).Targets.ToArray<long>());
        Assert.Equal(25, Batches.Sample(Ten, 25, new RandomState(0)).Count);
    }

    [Fact]
    public void A_batch_has_at_least_one_example()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Batches.Sample(Ten, 0, new RandomState(0)));
        Assert.Contains("Batches: batchSize must be 1 or more, got 0", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Batches.Epoch(Ten, -1, new RandomState(0)));
    }
}

using Curriculum.Arrays;
using Curriculum.Data;

namespace Curriculum.Tests.Data;

public class LoaderTests
{
    private static Dataset Numbers(int count) => new(NdArray.Arange(count).Reshape(count, 1), NdArray.Arange(count).As(DType.Int64));

    private static long[] Epoch(Loader loader)
        => [.. Enumerable.Range(0, loader.BatchesPerEpoch).SelectMany(_ => loader.Next().Targets.ToArray<long>())];

    [Fact]
    public void Every_epoch_has_each_example_once_in_the_order_that_numpy_draws()
    {
        var (loader, numpy) = (new Loader(Numbers(10), 4, new RandomState(3)), new RandomState(3));
        for (int epoch = 0; epoch < 3; epoch++)
        {
            Assert.Equal(epoch, loader.Epoch);
            Assert.Equal(numpy.Permutation(10).ToArray<long>(), Epoch(loader));
        }
    }

    [Fact]
    public void The_last_batch_has_the_rest_and_inputs_stay_with_their_targets()
    {
        var loader = new Loader(Numbers(10), 4, new RandomState(1));
        Assert.Equal(3, loader.BatchesPerEpoch);
        Dataset[] batches = [loader.Next(), loader.Next(), loader.Next()];
        Assert.Equal([4, 4, 2], batches.Select(b => b.Count));
        Assert.All(batches, b => Assert.Equal(b.Targets.ToArray<double>(), b.Inputs.Flatten().ToArray<double>()));
        Assert.Equal((1, 0), (loader.Epoch, loader.Batch));
        Assert.Equal("10 examples in batches of 4, 1 epochs and 0 batches given", loader.ToString());
    }

    [Fact]
    public void A_batch_may_be_as_large_as_a_number_can_say()
    {
        var loader = new Loader(Numbers(5), int.MaxValue, null);
        Assert.Equal(1, loader.BatchesPerEpoch);
        Assert.Equal([0, 1, 2, 3, 4, 0, 1, 2, 3, 4], [.. Epoch(loader), .. Epoch(loader)]);
        Assert.Equal((2, 0), (loader.Epoch, loader.Batch));
    }

    [Fact]
    public void Without_random_numbers_the_order_is_that_of_the_data()
        => Assert.Equal([0, 1, 2, 3, 4], Epoch(new Loader(Numbers(5), 2, null)));

    [Fact]
    public void Wrong_arguments_are_errors_that_say_so()
    {
        Assert.Contains("Loader: batchSize must be 1 or more, got 0.", Assert.Throws<ArgumentOutOfRangeException>(() => new Loader(Numbers(3), 0, null)).Message, StringComparison.Ordinal);
        Assert.Contains("Loader: data must hold at least one example, got none.", Assert.Throws<ArgumentException>(() => new Loader(Numbers(0), 1, null)).Message, StringComparison.Ordinal);
    }
}

using Curriculum.Arrays;

namespace Curriculum.Tests.Arrays;

public class RandomStateStateTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(700)]
    public void A_stream_goes_on_where_its_state_was_taken(int drawn)
    {
        var random = new RandomState(11);
        for (int i = 0; i < drawn; i++)
            random.NextGaussian();
        var other = new RandomState(99);
        other.SetState(random.GetState());
        Assert.Equal(random.RandN(5).ToArray<double>(), other.RandN(5).ToArray<double>());
        Assert.Equal(random.Permutation(50).ToArray<long>(), other.Permutation(50).ToArray<long>());
    }

    [Fact]
    public void Something_else_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new RandomState(1).SetState(NdArray.Zeros(5)));
        Assert.Contains("RandomState: state must be what GetState gave, Float64 [627], got Float64 [5].", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new RandomState(1).SetState(NdArray.Full([627], 0.5)));
    }
}

using Curriculum.Lessons.Experiments;

namespace Curriculum.Tests.Lessons.Experiments;

public class SeedBandTests
{
    // numpy.percentile([.9, .1, .4, .2], [0, 10, 50, 90, 100])
    [Fact]
    public void Percentiles_lie_between_neighbours_as_in_NumPy()
    {
        var band = SeedBand.Of([0.9, 0.1, 0.4, 0.2]);
        Assert.Equal(0.1, band.Min);
        Assert.Equal(0.13, band.P10, 12);
        Assert.Equal(0.3, band.Median, 12);
        Assert.Equal(0.75, band.P90, 12);
        Assert.Equal(0.9, band.Max);
    }

    [Fact]
    public void A_single_seed_is_a_band_of_no_width() => Assert.Equal(new SeedBand(0.5, 0.5, 0.5, 0.5, 0.5), SeedBand.Of([0.5]));

    [Fact]
    public void The_ends_belong_to_the_band()
    {
        var band = SeedBand.Of([0.2, 0.4]);
        Assert.True(band.Contains(0.2) && band.Contains(0.4));
        Assert.False(band.Contains(0.19) || band.Contains(0.41));
    }

    [Fact]
    public void No_seed_is_no_band()
        => Assert.StartsWith("SeedBand: values must hold at least one number, got none.", Assert.Throws<ArgumentException>(() => SeedBand.Of([])).Message, StringComparison.Ordinal);
}

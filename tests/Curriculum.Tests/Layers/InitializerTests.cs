using Curriculum.Arrays;
using Curriculum.Layers;

namespace Curriculum.Tests.Layers;

public class InitializerTests
{
    public static TheoryData<string> Names => ["Normal", "Xavier", "Glorot", "He", "Uniform", "GlorotUniform", "HeUniform", "FanInUniform"];

    // Standard deviations by each paper's formula, for fan_in 300 and fan_out 100.
    [Theory]
    [MemberData(nameof(Names))]
    public void The_spread_is_the_one_of_the_formula(string name)
    {
        var (initializer, expected) = name switch
        {
            "Normal" => (Initializer.Normal(0.01), 0.01),
            "Xavier" => (Initializer.Xavier, 1 / Math.Sqrt(300)),
            "Glorot" => (Initializer.Glorot, Math.Sqrt(2.0 / 400)),
            "He" => (Initializer.He, Math.Sqrt(2.0 / 300)),
            "Uniform" => (Initializer.Uniform(-1, 3), 4 / Math.Sqrt(12)),
            "GlorotUniform" => (Initializer.GlorotUniform, Math.Sqrt(2.0 / 400)),
            "HeUniform" => (Initializer.HeUniform, Math.Sqrt(2.0 / 300)),
            _ => (Initializer.FanInUniform, 1 / Math.Sqrt(900)),
        };
        var w = initializer.Create([300, 100], 300, 100, new RandomState(1), DType.Float64);

        // 30,000 draws: the standard error of a standard deviation is 0.4 %.
        Assert.InRange(w.Std().Item() / expected, 0.98, 1.02);
    }

    [Fact]
    public void Draws_replay_numpy_and_are_cast_afterwards()
    {
        var expected = new RandomState(5).RandN(4, 3) * Math.Sqrt(1.0 / 4);
        Assert.Equal(expected.ToArray<double>(), Initializer.Xavier.Create([4, 3], 4, 3, new RandomState(5), DType.Float64).ToArray<double>());
        Assert.Equal(expected.As(DType.Float32).ToArray<float>(), Initializer.Xavier.Create([4, 3], 4, 3, new RandomState(5), DType.Float32).ToArray<float>());
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(3, 5)]
    [InlineData(1, 4)]
    [InlineData(6, 6)]
    public void Orthogonal_rows_or_columns_are_orthonormal_times_the_gain(int rows, int columns)
    {
        var w = Initializer.Orthogonal(2).Create([rows, columns], rows, columns, new RandomState(3), DType.Float64);
        var gram = rows <= columns ? w.MatMul(w.T) : w.T.MatMul(w);
        Assert.True((gram - (NdArray.Eye(Math.Min(rows, columns)) * 4)).Abs().Max().Item() < 1e-14);
    }

    [Fact]
    public void Constants_draw_nothing()
    {
        var random = new RandomState(1);
        Assert.Equal([0.0, 0.0], Initializer.Zeros.Create([2], 2, 2, random, DType.Float64).ToArray<double>());
        Assert.Equal([0.5, 0.5], Initializer.Constant(0.5).Create([2], 2, 2, random, DType.Float64).ToArray<double>());
        Assert.Equal(new RandomState(1).NextDouble(), random.NextDouble());
    }
}

using Curriculum.Arrays;

namespace Curriculum.Layers;

// U(low, high) with limits that the fans decide.
internal sealed record UniformInitializer(Func<int, int, (double Low, double High)> Limits) : Initializer
{
    protected override NdArray Draw(Shape shape, int fanIn, int fanOut, RandomState random)
    {
        var (low, high) = Limits(fanIn, fanOut);
        return random.Uniform(low, high, shape);
    }
}

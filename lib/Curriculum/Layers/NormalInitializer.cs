using Curriculum.Arrays;

namespace Curriculum.Layers;

// N(0, 1) times a standard deviation that the fans decide.
internal sealed record NormalInitializer(Func<int, int, double> StandardDeviation) : Initializer
{
    protected override NdArray Draw(Shape shape, int fanIn, int fanOut, RandomState random)
        => random.RandN(shape.ToArray()) * StandardDeviation(fanIn, fanOut);
}

using Curriculum.Arrays;

namespace Curriculum.Layers;

// One value everywhere; draws nothing.
internal sealed record ConstantInitializer(double Value) : Initializer
{
    protected override NdArray Draw(Shape shape, int fanIn, int fanOut, RandomState random) => NdArray.Full(shape, Value);
}

using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional.Operations;

/// <summary>Zeros in the shape of images, with each value of g added at its place of its plane: g, places [n, c, oh, ow] → [n, c, h, w].</summary>
internal sealed record PlaceOperation(Shape Image) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        var y = NdArray.Zeros(Image, x[0].DType);
        if (y.DType == DType.Float32)
            Run<float>(x[0], x[1], y);
        else
            Run<double>(x[0], x[1], y);
        return y;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [new PickOperation().Apply(gy, x[1]), null];

    private static void Run<T>(NdArray g, NdArray places, NdArray y)
        where T : unmanaged, INumber<T>
    {
        using var source = g.Read<T>();
        using var place = places.Read<long>();
        using var target = y.Write<T>();
        int plane = y.Shape[2] * y.Shape[3], values = g.Shape[2] * g.Shape[3];
        for (int i = 0; i < source.Span.Length; i++)
            target.Span[(i / values * plane) + (int)place.Span[i]] += source.Span[i];
    }
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>The elements of images at places of their planes: x [n, c, h, w], places [n, c, oh, ow] → [n, c, oh, ow]. The adjoint of <see cref="PlaceOperation"/>.</summary>
internal sealed record PickOperation : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        var y = NdArray.Uninitialized(x[1].Shape, x[0].DType, Device.Common("Pick", x[0], x[1]));
        if (OnDevice.Holds(y))
            OnDevice.Images("Pick", y).Pick(x[0].Contiguous(), x[1].Contiguous(), y);
        else if (y.DType == DType.Float32)
            Run<float>(x[0], x[1], y);
        else
            Run<double>(x[0], x[1], y);
        return y;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [new PlaceOperation(x[0].Shape).Apply(gy, x[1]), null];

    private static void Run<T>(NdArray x, NdArray places, NdArray y)
        where T : unmanaged
    {
        using var source = x.Read<T>();
        using var place = places.Read<long>();
        using var target = y.Write<T>();
        int plane = x.Shape[2] * x.Shape[3], values = y.Shape[2] * y.Shape[3];
        for (int i = 0; i < target.Span.Length; i++)
            target.Span[i] = source.Span[(i / values * plane) + (int)place.Span[i]];
    }
}

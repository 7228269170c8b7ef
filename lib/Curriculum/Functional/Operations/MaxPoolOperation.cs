using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>The largest element of each window and its place: x [n, c, h, w] → y, places [n, c, oh, ow], where a place is row·w + column. Of equal ones the first.</summary>
internal sealed record MaxPoolOperation(PoolWindow Window) : Operation
{
    public override NdArray[] Forward(NdArray[] x)
    {
        Shape s = x[0].Shape;
        var output = Window.Output("MaxPool2d", (s[2], s[3]));
        Shape shape = [s[0], s[1], output.Height, output.Width];
        var (y, places) = (NdArray.Uninitialized(shape, x[0].DType, x[0].Device), NdArray.Uninitialized(shape, DType.Int64, x[0].Device));
        if (OnDevice.Holds(y))
            OnDevice.Images("MaxPool2d", y).MaxPool(Window, x[0].Contiguous(), y, places);
        else if (x[0].DType == DType.Float32)
            MaxPoolKernel<float>.Run(Window, x[0], y, places);
        else
            MaxPoolKernel<double>.Run(Window, x[0], y, places);
        return [y, places];
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor[] y, Tensor?[] gy)
        => [gy[0] is { } g ? new PlaceOperation(x[0].Shape).Apply(g, y[1]) : null];
}

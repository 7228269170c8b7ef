using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>The mean of each window, x [n, c, h, w] → [n, c, oh, ow]; padding counts as zeros, or not at all.</summary>
internal sealed record AveragePoolOperation(PoolWindow Window, bool CountsPadding) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        Shape s = x[0].Shape;
        var output = Window.Output("AveragePool2d", (s[2], s[3]));
        var y = NdArray.ZerosBeside(x[0], [s[0], s[1], output.Height, output.Width]);
        if (OnDevice.Holds(y))
            OnDevice.Images("AveragePool2d", y).AveragePool(Window, CountsPadding, x[0].Contiguous(), y, adjoint: false);
        else if (y.DType == DType.Float32)
            AveragePoolKernel.Run<float>(Window, CountsPadding, x[0], y, adjoint: false);
        else
            AveragePoolKernel.Run<double>(Window, CountsPadding, x[0], y, adjoint: false);
        return y;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [new AveragePoolAdjointOperation(Window, CountsPadding, x[0].Shape).Apply(gy)];
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>The gradient of a convolution by its input, which is also the transposed convolution: g [n, f, oh, ow], weight → [n, c, h, w].</summary>
internal sealed record Conv2dInputGradientOperation(Window2d Window, int Groups, Shape Image) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        var shape = ConvolutionShape.Of("ConvTranspose2d", Window, Groups, Image, x[1].Shape);
        if (OnDevice.Holds(x[0]))
            return ConvolutionOnDevice.InputGradient(shape, x[0], x[1]);
        var gx = NdArray.Zeros(Image, x[0].DType);
        if (gx.DType == DType.Float32)
            ConvolutionKernel.InputGradient<float>(shape, x[0], x[1], gx);
        else
            ConvolutionKernel.InputGradient<double>(shape, x[0], x[1], gx);
        return gx;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) =>
    [
        x[0].NeedsGradient ? new Conv2dOperation(Window, Groups).Apply(gy, x[1]) : null,
        x[1].NeedsGradient ? new Conv2dWeightGradientOperation(Window, Groups, x[1].Shape).Apply(gy, x[0]) : null,
    ];
}

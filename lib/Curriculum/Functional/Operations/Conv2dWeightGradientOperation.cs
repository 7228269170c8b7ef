using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>The gradient of a convolution by its weight: x [n, c, h, w], g [n, f, oh, ow] → [f, c/groups, kh, kw].</summary>
internal sealed record Conv2dWeightGradientOperation(Window2d Window, int Groups, Shape Weight) : SingleOutputOperation
{
    /// <summary>The gradients by weight and bias in one sweep.</summary>
    public static (NdArray Weight, NdArray Bias) WithBias(ConvolutionShape shape, NdArray x, NdArray gy)
    {
        var gw = NdArray.Uninitialized(shape.Weights, gy.DType);
        return (gw, gy.DType == DType.Float32 ? ConvolutionKernel.ParameterGradients<float>(shape, x, gy, gw) : ConvolutionKernel.ParameterGradients<double>(shape, x, gy, gw));
    }

    public override NdArray Compute(NdArray[] x)
    {
        var shape = ConvolutionShape.Of("Conv2d", Window, Groups, x[0].Shape, Weight);
        if (OnDevice.Holds(x[0]))
            return ConvolutionOnDevice.WeightGradient(shape, x[0], x[1]);
        var gw = NdArray.Uninitialized(Weight, x[0].DType);
        if (gw.DType == DType.Float32)
            ConvolutionKernel.WeightGradient<float>(shape, x[0], x[1], gw);
        else
            ConvolutionKernel.WeightGradient<double>(shape, x[0], x[1], gw);
        return gw;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) =>
    [
        x[0].NeedsGradient ? new Conv2dInputGradientOperation(Window, Groups, x[0].Shape).Apply(x[1], gy) : null,
        x[1].NeedsGradient ? new Conv2dOperation(Window, Groups).Apply(x[0], gy) : null,
    ];
}

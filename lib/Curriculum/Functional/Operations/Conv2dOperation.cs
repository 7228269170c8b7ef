using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>Convolution (cross-correlation): x [n, c, h, w], weight [f, c/groups, kh, kw], bias [f] if given → y [n, f, oh, ow].</summary>
/// <remarks>⟨y, g⟩ is linear in x, in the weight and in g, so this operation and its two gradients are all the derivatives there are, of any order.</remarks>
internal sealed record Conv2dOperation(Window2d Window, int Groups) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        var shape = ConvolutionShape.Of("Conv2d", Window, Groups, x[0].Shape, x[1].Shape);
        var bias = x.Length > 2 ? x[2] : null;
        if (OnDevice.Holds(x[0]))
            return ConvolutionOnDevice.Forward(shape, x[0], x[1], bias);
        var y = NdArray.Uninitialized(shape.Outputs, x[0].DType);
        if (y.DType == DType.Float32)
            ConvolutionKernel.Forward<float>(shape, x[0], x[1], bias, y);
        else
            ConvolutionKernel.Forward<double>(shape, x[0], x[1], bias, y);
        return y;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var gx = x[0].NeedsGradient ? new Conv2dInputGradientOperation(Window, Groups, x[0].Shape).Apply(gy, x[1]) : null;
        if (x.Length > 2 && x[1].NeedsGradient && x[2].NeedsGradient && !Fused.StepsAsideFor(gy))
        {
            var (weight, bias) = Conv2dWeightGradientOperation.WithBias(ConvolutionShape.Of("Conv2d", Window, Groups, x[0].Shape, x[1].Shape), x[0].Data, gy.Data);
            return [gx, Fused.Own(weight), Fused.Own(bias)];
        }

        var gw = x[1].NeedsGradient ? new Conv2dWeightGradientOperation(Window, Groups, x[1].Shape).Apply(x[0], gy) : null;
        if (x.Length == 2)
            return [gx, gw];
        return [gx, gw, x[2].NeedsGradient ? gy.Sum([0, 2, 3]) : null];
    }
}

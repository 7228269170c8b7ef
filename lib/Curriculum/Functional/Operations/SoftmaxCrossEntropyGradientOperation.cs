using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>y = p·a − one-hot(label)·b for each row, with p = exp(logits − lse): the gradient of softmax cross-entropy, where a = b, and of lse, where b = 0.</summary>
/// <remarks>logits [n, c], labels [n], lse, a, b [n] → y [n, c].</remarks>
internal sealed record SoftmaxCrossEntropyGradientOperation : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        if (OnDevice.Holds(x[0]))
            return InSteps(x[0], x[1], x[2], x[3], x[4]);
        var labels = x[1].As(DType.Int64);
        return x[0].DType == DType.Float32
            ? SoftmaxGradientRowKernel<float>.Run(x[0], labels, x[2], x[3], x[4])
            : SoftmaxGradientRowKernel<double>.Run(x[0], labels, x[2], x[3], x[4]);
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var (logits, labels, lse, a) = (x[0], x[1], x[2], x[3]);
        var pg = (logits - lse.ExpandDims(1)).Exp() * gy;
        var pga = pg * a.ExpandDims(1);
        return [pga, null, -pga.Sum(1), pg.Sum(1), -gy.TakeAlongAxis(labels.ExpandDims(1), 1).Squeeze(1)];
    }

    private static NdArray InSteps(NdArray logits, NdArray labels, NdArray lse, NdArray a, NdArray b)
        => ((logits - lse.ExpandDims(1)).Exp() * a.ExpandDims(1)) - NdArray.ZerosLike(logits).ScatterAddAlongAxis(labels.ExpandDims(1), b.ExpandDims(1), 1);
}

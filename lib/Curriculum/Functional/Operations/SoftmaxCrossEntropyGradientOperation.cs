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
        var labels = x[1].As(DType.Int64);
        if (OnDevice.Holds(x[0]))
        {
            var y = NdArray.Uninitialized(x[0].Shape, x[0].DType, x[0].Device);
            OnDevice.Rows("SoftmaxCrossEntropy", x[0]).CrossEntropyGradient(x[0].Contiguous(), labels.To(x[0].Device).Contiguous(), x[2].Contiguous(), x[3], x[4], y);
            return y;
        }

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
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>y = x − log Σ eˣ along an axis. The maximum is taken off first, so no exponential overflows.</summary>
internal sealed record LogSoftmaxOperation(int Axis) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        if (x[0].DType.IsFloat() && OnDevice.Holds(x[0]))
            return SoftmaxOnDevice.Forward(x[0], Axis, logarithm: true);
        var shifted = x[0] - x[0].Max(Axis, keepDims: true);
        return shifted - shifted.Exp().Sum(Axis, keepDims: true).Log();
    }

    // ∂x = gy − softmax(x)·Σ gy
    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
        => !Fused.StepsAside && OnDevice.Holds(y.Data)
            ? [Fused.Own(SoftmaxOnDevice.Backward(y.Data, gy.Data, Axis, logarithm: true))]
            : [gy - (y.Exp() * gy.Sum(Axis, keepDims: true))];
}

using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>y = eˣ / Σ eˣ along an axis. The maximum is taken off first, so no exponential overflows.</summary>
internal sealed record SoftmaxOperation(int Axis) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        if (x[0].DType.IsFloat() && OnDevice.Holds(x[0]))
            return SoftmaxOnDevice.Forward(x[0], Axis, logarithm: false);
        if (x[0].DType.IsFloat() && ShortSoftmaxKernel<float>.Fits(x[0], Axis))
            return x[0].DType == DType.Float32 ? ShortSoftmaxKernel<float>.Run(x[0], null) : ShortSoftmaxKernel<double>.Run(x[0], null);
        var max = x[0].Max(Axis, keepDims: true);
        var y = x[0] - max;
        Elementwise.Into<ExpOp>(y, y);
        var sum = y.Sum(Axis, keepDims: true);
        Elementwise.Into<DivideOp>(y, sum, y);
        max.Release();
        sum.Release();
        return y;
    }

    // ∂x = y·(gy − Σ gy·y)
    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        if (!Fused.StepsAside && OnDevice.Holds(y.Data))
            return [Fused.Own(SoftmaxOnDevice.Backward(y.Data, gy.Data, Axis, logarithm: false))];
        if (Fused.StepsAside || !ShortSoftmaxKernel<float>.Fits(y.Data, Axis))
            return [y * (gy - (gy * y).Sum(Axis, keepDims: true))];
        return [Fused.Own(gy.DType == DType.Float32 ? ShortSoftmaxKernel<float>.Run(gy.Data, y.Data) : ShortSoftmaxKernel<double>.Run(gy.Data, y.Data))];
    }
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>The adjoint of <see cref="AveragePoolOperation"/>: every window's value, divided by its divisor, is added to all that it saw.</summary>
internal sealed record AveragePoolAdjointOperation(PoolWindow Window, bool CountsPadding, Shape Image) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        var y = NdArray.ZerosBeside(x[0], Image);
        if (OnDevice.Holds(y))
            OnDevice.Images("AveragePool2d", y).AveragePool(Window, CountsPadding, y, x[0].Contiguous(), adjoint: true);
        else if (y.DType == DType.Float32)
            AveragePoolKernel.Run<float>(Window, CountsPadding, y, x[0].Contiguous(), adjoint: true);
        else
            AveragePoolKernel.Run<double>(Window, CountsPadding, y, x[0].Contiguous(), adjoint: true);
        return y;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [new AveragePoolOperation(Window, CountsPadding).Apply(gy)];
}

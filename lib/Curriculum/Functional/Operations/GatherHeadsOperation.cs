using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>The adjoint of <see cref="SpreadHeadsOperation"/>: x [n, heads, longest, d] → y [r, heads·d], what lies past the end of a sequence left out.</summary>
internal sealed record GatherHeadsOperation(HeadRows Heads) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        var y = NdArray.Uninitialized([Heads.Rows, Heads.Heads * x[0].Shape[3]], x[0].DType, x[0].Device);
        OnDevice.Packed("MultiHeadAttention", y).Gather(x[0].Contiguous(), Heads.StartsOn(y.Device), y);
        return y;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [new SpreadHeadsOperation(Heads).Apply(gy)];
}

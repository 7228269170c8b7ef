using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>The heads of packed sequences on a device: x [r, heads·d] → y [n, heads, longest, d], zeros past the end of a sequence.</summary>
internal sealed record SpreadHeadsOperation(HeadRows Heads) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        var y = NdArray.Uninitialized([Heads.Lengths.Length, Heads.Heads, Heads.Longest, x[0].Shape[1] / Heads.Heads], x[0].DType, x[0].Device);
        OnDevice.Packed("MultiHeadAttention", y).Spread(x[0].Contiguous(), Heads.StartsOn(y.Device), y);
        return y;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [new GatherHeadsOperation(Heads).Apply(gy)];
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>Σ a and Σ a·b over each channel: a, b [o, c, m] → two arrays [1, c, 1].</summary>
internal sealed record ChannelSumsOperation : Operation
{
    public override NdArray[] Forward(NdArray[] x)
    {
        if (OnDevice.Holds(x[0]))
            return ChannelsOnDevice.Sums(x[0], x[1]);
        var (sums, products) = x[0].DType == DType.Float32
            ? ChannelKernel.Sum<ProductSum, float>(x[0], x[1], null)
            : ChannelKernel.Sum<ProductSum, double>(x[0], x[1], null);
        return [sums, products];
    }

    // ∂a = b·gₚ + gₛ and ∂b = a·gₚ, with gₛ and gₚ the gradients of the two sums.
    public override Tensor?[] Backward(Tensor[] x, Tensor[] y, Tensor?[] gy)
    {
        var (a, b) = (x[0], x[1]);
        var (gs, gp) = (gy[0], gy[1]);
        if (gp is null)
            return [gs!.BroadcastTo(a.Shape), null];
        var affine = new ChannelAffineOperation();
        return
        [
            a.NeedsGradient ? gs is null ? affine.Apply(b, gp) : affine.Apply(b, gp, gs) : null,
            b.NeedsGradient ? affine.Apply(a, gp) : null,
        ];
    }
}

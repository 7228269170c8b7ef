using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>y = x·gain + shift with a gain and a shift for each channel: x [o, c, m], gain [1, c, 1], shift [1, c, 1] if given → y [o, c, m].</summary>
/// <remarks>Its gradients are the same map and <see cref="ChannelSumsOperation"/>, whose gradients are this one again: derivatives of any order.</remarks>
internal sealed record ChannelAffineOperation : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        var shift = x.Length > 2 ? x[2] : null;
        if (OnDevice.Holds(x[0]))
            return ChannelsOnDevice.Affine(x[0], x[1], shift);
        return x[0].DType == DType.Float32
            ? ChannelKernel.Map<AffineMap, float>(x[0], x[0], x[1], shift, null)
            : ChannelKernel.Map<AffineMap, double>(x[0], x[0], x[1], shift, null);
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var gx = x[0].NeedsGradient ? new ChannelAffineOperation().Apply(gy, x[1]) : null;
        var sums = x[1].NeedsGradient || (x.Length > 2 && x[2].NeedsGradient) ? new ChannelSumsOperation().Apply(gy, x[0]) : null;
        return x.Length > 2 ? [gx, sums?[1], sums?[0]] : [gx, sums?[1]];
    }
}

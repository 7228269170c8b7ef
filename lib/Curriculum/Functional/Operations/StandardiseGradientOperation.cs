using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>The gradient through <see cref="StandardiseOperation"/>: y = r·(g − mean(g) − x̂·mean(g·x̂)).</summary>
/// <remarks>x̂, g [o, c, m] and r [1, c, 1] → y [o, c, m]. An operation of its own so that the first derivative is one sweep and the second still exists.</remarks>
internal sealed record StandardiseGradientOperation : SingleOutputOperation
{
    private static readonly int[] Around = [0, 2];

    public override NdArray Compute(NdArray[] x) => OnDevice.Holds(x[0]) ? ChannelsOnDevice.StandardiseGradient(x[0], x[1], x[2]) : x[0].DType == DType.Float32 ? Compute<float>(x[0], x[1], x[2]) : Compute<double>(x[0], x[1], x[2]);

    // Linear and symmetric in g, so its own adjoint there.
    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var (xhat, r, g) = (x[0], x[1], x[2]);
        var overlap = (g * xhat).Mean(Around, keepDims: true);
        return
        [
            xhat.NeedsGradient ? -r * ((gy * overlap) + (g * (gy * xhat).Mean(Around, keepDims: true))) : null,
            r.NeedsGradient ? (gy * (g - g.Mean(Around, keepDims: true) - (xhat * overlap))).Sum(Around, keepDims: true) : null,
            g.NeedsGradient ? Apply(xhat, r, gy) : null,
        ];
    }

    private static NdArray Compute<T>(NdArray xhat, NdArray r, NdArray g)
        where T : unmanaged, INumber<T>
    {
        double m = ChannelShape.Of(xhat).Count;
        var (sums, overlaps) = ChannelKernel.Sum<ProductSum, T>(g, xhat, null);
        return ChannelKernel.Map<CentreGradientMap, T>(g, xhat, sums * (1 / m), overlaps * (1 / m), r);
    }
}

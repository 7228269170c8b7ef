using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Functional.Operations;

namespace Curriculum.Functional.Devices;

/// <summary>Normalisations of channels, x [o, c, m].</summary>
internal static class ChannelsOnDevice
{
    /// <summary>Σ a and Σ a·b of each channel, [1, c, 1].</summary>
    public static NdArray[] Sums(NdArray a, NdArray b)
    {
        NdArray sums = NdArray.Uninitialized([1, a.Shape[1], 1], a.DType, a.Device), products = NdArray.Uninitialized(sums.Shape, a.DType, a.Device);
        Kernels(a).ChannelSums(a.Contiguous(), b.Contiguous(), sums, products);
        return [sums, products];
    }

    /// <summary>x·gain + shift.</summary>
    public static NdArray Affine(NdArray x, NdArray gain, NdArray? shift) => shift is null ? x * gain : Elementwise.Apply<AffineOp>(x, gain, shift);

    /// <summary>x̂ = (x − μ)·r, r = 1/√(σ² + ε), μ, σ².</summary>
    public static NdArray[] Standardise(NdArray x, double epsilon)
    {
        var (y, found) = Normalise(x, null, null, false, epsilon);
        return [y, found.Scale, found.Rough + found.Rest, found.Variance];
    }

    /// <summary>r·(g − mean(g) − x̂·mean(g·x̂)).</summary>
    public static NdArray StandardiseGradient(NdArray xhat, NdArray r, NdArray g)
    {
        var gx = NdArray.Uninitialized(xhat.Shape, xhat.DType, xhat.Device);
        Kernels(xhat).StandardiseGradient(xhat.Contiguous(), r.Contiguous(), g.Contiguous(), gx);
        return gx;
    }

    /// <summary>gain·x̂ + shift, and what was found out about each group.</summary>
    public static (NdArray Y, NormalisationStatistics Found) Normalise(NdArray x, NdArray? gain, NdArray? shift, bool isGainAlongRun, double epsilon)
    {
        var (y, found) = (NdArray.Uninitialized(x.Shape, x.DType, x.Device), NormalisationStatistics.For(x));
        Kernels(x).Normalise(x.Contiguous(), gain?.Contiguous(), shift?.Contiguous(), isGainAlongRun, epsilon, y, found);
        return (y, found);
    }

    /// <summary>The gradients of x, gain and shift from that of y.</summary>
    public static (NdArray X, NdArray Gain, NdArray Shift) NormaliseGradient(NdArray x, NdArray gain, bool isGainAlongRun, NdArray g, NormalisationStatistics found)
    {
        var gx = NdArray.Uninitialized(x.Shape, x.DType, x.Device);
        NdArray gGain = NdArray.Uninitialized(gain.Shape, x.DType, x.Device), gShift = NdArray.Uninitialized(gain.Shape, x.DType, x.Device);
        Kernels(x).NormaliseGradient(x.Contiguous(), gain.Contiguous(), isGainAlongRun, g.Contiguous(), found, gx, gGain, gShift);
        return (gx, gGain, gShift);
    }

    private static INormalisationKernels Kernels(NdArray x) => OnDevice.Normalisations("Normalise", x);

    /// <summary><see cref="AffineMap"/> of three arrays.</summary>
    internal readonly struct AffineOp : ITernaryOp
    {
        public static string Name => "Affine";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(V x, V gain, V shift)
            where V : struct, ILanes<V>
            => AffineMap.Apply(x, x, gain, shift, gain);
    }
}

using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Functional.Devices;
using Curriculum.Gpu.Kernels;

namespace Curriculum.Gpu;

/// <content>Normalisations.</content>
internal sealed partial class GpuKernels : INormalisationKernels
{
    public void Normalise(NdArray x, NdArray? gain, NdArray? shift, bool isGainAlongRun, double epsilon, NdArray y, NormalisationStatistics statistics)
    {
        if (x.Size > 0)
            Run(x.DType, new NormaliseCall(this, Lines.OfChannels(x), Form(x, gain, shift, isGainAlongRun, epsilon), x, gain, shift, y, statistics));
    }

    public void NormaliseGradient(NdArray x, NdArray gain, bool isGainAlongRun, NdArray g, NormalisationStatistics statistics, NdArray gx, NdArray gGain, NdArray gShift)
    {
        if (x.Size == 0)
        {
            Fill(gGain, 0);
            Fill(gShift, 0);
            return;
        }

        Run(x.DType, new NormaliseGradientCall(this, Lines.OfChannels(x), Form(x, gain, null, isGainAlongRun, 0), x, gain, g, statistics, gx, gGain, gShift));
        if (isGainAlongRun)
            SumDownRows(x, g, statistics, gGain, gShift);
    }

    public void StandardiseGradient(NdArray xhat, NdArray scale, NdArray g, NdArray gx)
    {
        if (gx.Size > 0)
            Run(gx.DType, new StandardiseGradientCall(this, Lines.OfChannels(gx), xhat, scale, g, gx));
    }

    public void ChannelSums(NdArray a, NdArray b, NdArray sums, NdArray products)
    {
        if (a.Size > 0)
        {
            Run(a.DType, new ChannelSumsCall(this, Lines.OfChannels(a), a, b, sums, products));
            return;
        }

        Fill(sums, 0);
        Fill(products, 0);
    }

    private static NormaliseForm Form(NdArray x, NdArray? gain, NdArray? shift, bool isGainAlongRun, double epsilon)
        => new(1.0 / (x.Shape[0] * x.Shape[2]), epsilon, gain is null ? GainPlace.None : isGainAlongRun ? GainPlace.AlongLine : GainPlace.OfLine, shift is null ? 0 : 1);

    // Gains that all rows share: their gradients run the other way through x.
    private void SumDownRows(NdArray x, NdArray g, NormalisationStatistics statistics, NdArray gGain, NdArray gShift)
    {
        int rows = x.Shape[1], features = x.Shape[2];
        var lines = Lines.Of(1, rows, features, PieceOf(features));
        if (lines.Pieces == 1)
        {
            Run(x.DType, new GainGradientCall(this, lines, x, g, statistics, gGain, gShift));
            return;
        }

        NdArray products = NdArray.Uninitialized([lines.Pieces, features], x.DType, x.Device), sums = NdArray.Uninitialized(products.Shape, x.DType, x.Device);
        Run(x.DType, new GainGradientCall(this, lines, x, g, statistics, products, sums));
        Reduce<SumReduction>(products, gGain, lines.Pieces, features);
        Reduce<SumReduction>(sums, gShift, lines.Pieces, features);
        products.Release();
        sums.Release();
    }

    private readonly struct NormaliseCall(
        GpuKernels kernels, Lines lines, NormaliseForm form, NdArray x, NdArray? gain, NdArray? shift, NdArray y, NormalisationStatistics found) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(
                kernels.GroupsFor(lines),
                new NormaliseKernels.Normalise<TLane, T>(
                    lines, form, Elements<T>(x), Elements<T>(gain ?? x), Elements<T>(shift ?? x), Elements<T>(y), Elements<T>(found.Rough), Elements<T>(found.Rest), Elements<T>(found.Scale),
                    Elements<T>(found.Variance)),
                x, gain, shift, y, found.Rough, found.Rest, found.Scale, found.Variance);
    }

    private readonly struct NormaliseGradientCall(
        GpuKernels kernels, Lines lines, NormaliseForm form, NdArray x, NdArray gain, NdArray g, NormalisationStatistics found, NdArray gx, NdArray gGain, NdArray gShift) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(
                kernels.GroupsFor(lines),
                new NormaliseKernels.Gradient<TLane, T>(
                    lines, form, Elements<T>(x), Elements<T>(gain), Elements<T>(g), Elements<T>(found.Rough), Elements<T>(found.Rest), Elements<T>(found.Scale), Elements<T>(gx), Elements<T>(gGain),
                    Elements<T>(gShift)),
                x, gain, g, found.Rough, found.Rest, found.Scale, gx, gGain, gShift);
    }

    private readonly struct GainGradientCall(GpuKernels kernels, Lines lines, NdArray x, NdArray g, NormalisationStatistics found, NdArray gGain, NdArray gShift) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(
                kernels.GroupsFor(lines),
                new NormaliseKernels.GainGradient<TLane, T>(
                    lines, Elements<T>(x), Elements<T>(g), Elements<T>(found.Rough), Elements<T>(found.Rest), Elements<T>(found.Scale), Elements<T>(gGain), Elements<T>(gShift)),
                x, g, found.Rough, found.Rest, found.Scale, gGain, gShift);
    }

    private readonly struct StandardiseGradientCall(GpuKernels kernels, Lines lines, NdArray xhat, NdArray scale, NdArray g, NdArray gx) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(
                kernels.GroupsFor(lines),
                new NormaliseKernels.StandardiseGradient<TLane, T>(lines, 1.0 / lines.Longest, Elements<T>(xhat), Elements<T>(scale), Elements<T>(g), Elements<T>(gx)),
                xhat, scale, g, gx);
    }

    private readonly struct ChannelSumsCall(GpuKernels kernels, Lines lines, NdArray a, NdArray b, NdArray sums, NdArray products) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(
                kernels.GroupsFor(lines), new NormaliseKernels.Sums<TLane, T>(lines, Elements<T>(a), Elements<T>(b), Elements<T>(sums), Elements<T>(products)), a, b, sums, products);
    }
}

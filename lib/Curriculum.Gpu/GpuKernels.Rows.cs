using Curriculum.Arrays;
using Curriculum.Functional.Devices;
using Curriculum.Gpu.Kernels;

namespace Curriculum.Gpu;

/// <content>Softmax and cross-entropy.</content>
internal sealed partial class GpuKernels : IRowKernels
{
    public void Softmax(NdArray x, NdArray y, int n, int inner, bool logarithm)
    {
        if (y.Size > 0)
            Run(y.DType, new SoftmaxCall(this, x, y, Lines.Of(y.Size / n / inner, n, inner), logarithm ? 1 : 0));
    }

    public void SoftmaxGradient(NdArray y, NdArray g, NdArray gx, int n, int inner, bool logarithm)
    {
        if (gx.Size > 0)
            Run(gx.DType, new SoftmaxGradientCall(this, y, g, gx, Lines.Of(gx.Size / n / inner, n, inner), logarithm ? 1 : 0));
    }

    public void MaskedSoftmax(NdArray x, double scale, NdArray? blocked, double blockedScore, NdArray y)
    {
        if (y.Size > 0)
            Run(y.DType, new MaskedSoftmaxCall(this, Lines.Of(y.Size / y.Shape[^1], y.Shape[^1], 1), x, scale, blocked, blockedScore, y));
    }

    public void MaskedSoftmaxGradient(NdArray y, NdArray g, double scale, NdArray? blocked, NdArray gx)
    {
        if (gx.Size > 0)
            Run(gx.DType, new MaskedSoftmaxGradientCall(this, Lines.Of(y.Size / y.Shape[^1], y.Shape[^1], 1), y, g, scale, blocked, gx));
    }

    public void CrossEntropy(NdArray logits, NdArray labels, int? ignored, NdArray losses, NdArray lse)
    {
        if (losses.Size > 0)
            Run(logits.DType, new CrossEntropyCall(this, logits, labels, ignored, losses, lse));
    }

    public void CrossEntropyGradient(NdArray logits, NdArray labels, NdArray lse, NdArray a, NdArray b, NdArray y) => Run(y.DType, new CrossEntropyGradientCall(this, logits, labels, lse, a, b, y));

    private readonly struct SoftmaxCall(GpuKernels kernels, NdArray x, NdArray y, Lines lines, int logarithm) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(kernels.GroupsFor(lines), new RowKernels.Softmax<TLane, T>(lines, Elements<T>(x), Elements<T>(y), logarithm), x, y);
    }

    private readonly struct SoftmaxGradientCall(GpuKernels kernels, NdArray y, NdArray g, NdArray gx, Lines lines, int logarithm) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(kernels.GroupsFor(lines), new RowKernels.SoftmaxGradient<TLane, T>(lines, Elements<T>(y), Elements<T>(g), Elements<T>(gx), logarithm), y, g, gx);
    }

    // Without a mask nobody reads what is given for one.
    private static Strided<byte> Mask(NdArray? blocked, NdArray scores) => blocked is null ? default : new(blocked, scores.Shape);

    private readonly struct MaskedSoftmaxCall(GpuKernels kernels, Lines lines, NdArray x, double scale, NdArray? blocked, double blockedScore, NdArray y) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(
                kernels.GroupsFor(lines),
                new RowKernels.MaskedSoftmax<TLane, T>(lines, Elements<T>(x), scale, Mask(blocked, y), blocked is null ? 0 : 1, blockedScore, Elements<T>(y)),
                x, blocked, y);
    }

    private readonly struct MaskedSoftmaxGradientCall(GpuKernels kernels, Lines lines, NdArray y, NdArray g, double scale, NdArray? blocked, NdArray gx) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(
                kernels.GroupsFor(lines),
                new RowKernels.MaskedSoftmaxGradient<TLane, T>(lines, Elements<T>(y), Elements<T>(g), scale, Mask(blocked, y), blocked is null ? 0 : 1, Elements<T>(gx)),
                y, g, blocked, gx);
    }

    private readonly struct CrossEntropyCall(GpuKernels kernels, NdArray logits, NdArray labels, int? ignored, NdArray losses, NdArray lse) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            var lines = Lines.Of(logits.Shape[0], logits.Shape[1], 1);
            kernels.Start(
                kernels.GroupsFor(lines),
                new RowKernels.CrossEntropy<TLane, T>(lines, Elements<T>(logits), Elements<long>(labels), ignored is null ? 0 : 1, ignored ?? 0, Elements<T>(losses), Elements<T>(lse)),
                logits, labels, losses, lse);
        }
    }

    private readonly struct CrossEntropyGradientCall(GpuKernels kernels, NdArray logits, NdArray labels, NdArray lse, NdArray a, NdArray b, NdArray y) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(
                y.Size,
                new RowKernels.CrossEntropyGradient<TLane, T>(Elements<T>(logits), Elements<long>(labels), Elements<T>(lse), Elements<T>(a), a.Stride(0), Elements<T>(b), b.Stride(0), Elements<T>(y), y.Shape[1]),
                logits, labels, lse, a, b, y);
    }
}

using Curriculum.Arrays;
using Curriculum.Functional;
using Curriculum.Functional.Devices;
using Curriculum.Functional.Operations;
using Curriculum.Gpu.Kernels;

namespace Curriculum.Gpu;

/// <content>Windows that slide over images.</content>
internal sealed partial class GpuKernels : IImageKernels
{
    public void Unfold(Window2d window, Size2d output, NdArray x, NdArray y) => RunOnBits(y.DType, new UnfoldCall(this, new(window, (x.Shape[2], x.Shape[3]), output), x, y));

    public void Fold(Window2d window, Size2d output, NdArray x, NdArray y) => Run(y.DType, new FoldCall(this, new(window, (y.Shape[2], y.Shape[3]), output), x, y));

    public void MaxPool(PoolWindow window, NdArray x, NdArray y, NdArray places)
        => Run(y.DType, new MaxPoolCall(this, new(window, (x.Shape[2], x.Shape[3]), (y.Shape[2], y.Shape[3])), x, y, places));

    public void Pick(NdArray x, NdArray places, NdArray y) => RunOnBits(y.DType, new PickCall(this, x, places, y));

    public void Place(NdArray g, NdArray places, NdArray y) => Run(y.DType, new PlaceCall(this, g, places, y));

    public void AveragePool(PoolWindow window, bool countsPadding, NdArray image, NdArray windows, bool adjoint)
        => Run(image.DType, new AverageCall(this, new(window, (image.Shape[2], image.Shape[3]), (windows.Shape[2], windows.Shape[3])), countsPadding ? 1 : 0, image, windows, adjoint));

    private readonly struct UnfoldCall(GpuKernels kernels, WindowGeometry geometry, NdArray x, NdArray y) : IBitsCall
    {
        public void Run<T>()
            where T : unmanaged
            => kernels.Start(y.Size, new WindowKernels.Unfold<T>(geometry, Elements<T>(x), Elements<T>(y)), x, y);
    }

    private readonly struct FoldCall(GpuKernels kernels, WindowGeometry geometry, NdArray x, NdArray y) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(y.Size, new WindowKernels.Fold<TLane, T>(geometry, Elements<T>(x), Elements<T>(y)), x, y);
    }

    private readonly struct MaxPoolCall(GpuKernels kernels, WindowGeometry geometry, NdArray x, NdArray y, NdArray places) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(y.Size, new WindowKernels.MaxPool<TLane, T>(geometry, Elements<T>(x), Elements<T>(y), Elements<long>(places)), x, y, places);
    }

    private readonly struct PickCall(GpuKernels kernels, NdArray x, NdArray places, NdArray y) : IBitsCall
    {
        public void Run<T>()
            where T : unmanaged
            => kernels.Start(y.Size, new WindowKernels.Pick<T>(Elements<T>(x), Elements<long>(places), Elements<T>(y), Plane(x), Plane(y)), x, places, y);
    }

    private readonly struct PlaceCall(GpuKernels kernels, NdArray g, NdArray places, NdArray y) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(y.Shape[0] * y.Shape[1], new WindowKernels.Place<TLane, T>(Elements<T>(g), Elements<long>(places), Elements<T>(y), Plane(y), Plane(g)), g, places, y);
    }

    private readonly struct AverageCall(GpuKernels kernels, WindowGeometry geometry, int countsPadding, NdArray image, NdArray windows, bool adjoint) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            if (adjoint)
                kernels.Start(image.Size, new WindowKernels.Share<TLane, T>(geometry, countsPadding, Elements<T>(image), Elements<T>(windows)), image, windows);
            else
                kernels.Start(windows.Size, new WindowKernels.Average<TLane, T>(geometry, countsPadding, Elements<T>(image), Elements<T>(windows)), image, windows);
        }
    }

    private static int Plane(NdArray images) => images.Shape[2] * images.Shape[3];
}

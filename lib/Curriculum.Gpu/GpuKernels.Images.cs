using Curriculum.Arrays;
using Curriculum.Functional;
using Curriculum.Functional.Devices;
using Curriculum.Functional.Operations;
using Curriculum.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Curriculum.Gpu;

/// <content>Windows that slide over images.</content>
internal sealed partial class GpuKernels : IImageKernels
{
    public void Unfold(Window2d window, Size2d output, NdArray x, NdArray y) => Run(y.DType, new UnfoldCall(this, new(window, (x.Shape[2], x.Shape[3]), output), x, y));

    public void Fold(Window2d window, Size2d output, NdArray x, NdArray y) => Run(y.DType, new FoldCall(this, new(window, (y.Shape[2], y.Shape[3]), output), x, y));

    public void MaxPool(PoolWindow window, NdArray x, NdArray y, NdArray places)
        => Run(y.DType, new MaxPoolCall(this, new(window, (x.Shape[2], x.Shape[3]), (y.Shape[2], y.Shape[3])), x, y, places));

    public void Pick(NdArray x, NdArray places, NdArray y) => Run(y.DType, new PickCall(this, x, places, y));

    public void Place(NdArray g, NdArray places, NdArray y) => Run(y.DType, new PlaceCall(this, g, places, y));

    public void AveragePool(PoolWindow window, bool countsPadding, NdArray image, NdArray windows, bool adjoint)
        => Run(image.DType, new AverageCall(this, new(window, (image.Shape[2], image.Shape[3]), (windows.Shape[2], windows.Shape[3])), countsPadding ? 1 : 0, image, windows, adjoint));

    private readonly struct UnfoldCall(GpuKernels kernels, WindowGeometry geometry, NdArray x, NdArray y) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            var accelerator = kernels.Accelerator;
            kernels.Load<Of<T>, Action<Index1D, WindowGeometry, ArrayView<T>, int, ArrayView<T>>>(
                () => accelerator.LoadAutoGroupedStreamKernel<Index1D, WindowGeometry, ArrayView<T>, int, ArrayView<T>>(WindowKernels.Unfold))(y.Size, geometry, View<T>(x), x.Offset, View<T>(y));
            GC.KeepAlive(x);
            GC.KeepAlive(y);
        }

        private sealed class Of<T>;
    }

    private readonly struct FoldCall(GpuKernels kernels, WindowGeometry geometry, NdArray x, NdArray y) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            var accelerator = kernels.Accelerator;
            kernels.Load<Of<T>, Action<Index1D, WindowGeometry, ArrayView<T>, int, ArrayView<T>>>(
                () => accelerator.LoadAutoGroupedStreamKernel<Index1D, WindowGeometry, ArrayView<T>, int, ArrayView<T>>(WindowKernels.Fold<TLane, T>))(y.Size, geometry, View<T>(x), x.Offset, View<T>(y));
            GC.KeepAlive(x);
            GC.KeepAlive(y);
        }

        private sealed class Of<T>;
    }

    private readonly struct MaxPoolCall(GpuKernels kernels, WindowGeometry geometry, NdArray x, NdArray y, NdArray places) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            var accelerator = kernels.Accelerator;
            kernels.Load<Of<T>, Action<Index1D, WindowGeometry, ArrayView<T>, int, ArrayView<T>, ArrayView<long>>>(
                () => accelerator.LoadAutoGroupedStreamKernel<Index1D, WindowGeometry, ArrayView<T>, int, ArrayView<T>, ArrayView<long>>(WindowKernels.MaxPool<TLane, T>))(
                y.Size, geometry, View<T>(x), x.Offset, View<T>(y), View<long>(places));
            GC.KeepAlive(x);
            GC.KeepAlive(y);
            GC.KeepAlive(places);
        }

        private sealed class Of<T>;
    }

    private readonly struct PickCall(GpuKernels kernels, NdArray x, NdArray places, NdArray y) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            var accelerator = kernels.Accelerator;
            kernels.Load<Of<T>, Action<Index1D, ArrayView<T>, int, ArrayView<long>, int, ArrayView<T>, int, int>>(
                () => accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<T>, int, ArrayView<long>, int, ArrayView<T>, int, int>(WindowKernels.Pick))(
                y.Size, View<T>(x), x.Offset, View<long>(places), places.Offset, View<T>(y), x.Shape[2] * x.Shape[3], y.Shape[2] * y.Shape[3]);
            GC.KeepAlive(x);
            GC.KeepAlive(places);
            GC.KeepAlive(y);
        }

        private sealed class Of<T>;
    }

    private readonly struct PlaceCall(GpuKernels kernels, NdArray g, NdArray places, NdArray y) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            var accelerator = kernels.Accelerator;
            kernels.Load<Of<T>, Action<Index1D, ArrayView<T>, int, ArrayView<long>, int, ArrayView<T>, int, int>>(
                () => accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<T>, int, ArrayView<long>, int, ArrayView<T>, int, int>(WindowKernels.Place<TLane, T>))(
                y.Shape[0] * y.Shape[1], View<T>(g), g.Offset, View<long>(places), places.Offset, View<T>(y), y.Shape[2] * y.Shape[3], g.Shape[2] * g.Shape[3]);
            GC.KeepAlive(g);
            GC.KeepAlive(places);
            GC.KeepAlive(y);
        }

        private sealed class Of<T>;
    }

    private readonly struct AverageCall(GpuKernels kernels, WindowGeometry geometry, int countsPadding, NdArray image, NdArray windows, bool adjoint) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            var accelerator = kernels.Accelerator;
            if (adjoint)
            {
                kernels.Load<ShareOf<T>, Action<Index1D, WindowGeometry, int, ArrayView<T>, ArrayView<T>, int>>(
                    () => accelerator.LoadAutoGroupedStreamKernel<Index1D, WindowGeometry, int, ArrayView<T>, ArrayView<T>, int>(WindowKernels.Share<TLane, T>))(
                    image.Size, geometry, countsPadding, View<T>(image), View<T>(windows), windows.Offset);
            }
            else
            {
                kernels.Load<Of<T>, Action<Index1D, WindowGeometry, int, ArrayView<T>, int, ArrayView<T>>>(
                    () => accelerator.LoadAutoGroupedStreamKernel<Index1D, WindowGeometry, int, ArrayView<T>, int, ArrayView<T>>(WindowKernels.Average<TLane, T>))(
                    windows.Size, geometry, countsPadding, View<T>(image), image.Offset, View<T>(windows));
            }

            GC.KeepAlive(image);
            GC.KeepAlive(windows);
        }

        private sealed class Of<T>;

        private sealed class ShareOf<T>;
    }
}

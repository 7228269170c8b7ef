using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Curriculum.Gpu;

/// <content>Functions of each element.</content>
internal sealed partial class GpuKernels
{
    public void Map<TOp>(NdArray a, NdArray b, NdArray c, NdArray y)
        where TOp : struct, ITernaryOp
    {
        if (y.Size > 0)
            Run(y.DType, new MapCall<TOp>(this, a, b, c, y));
    }

    public void Compare<TOp>(NdArray a, NdArray b, NdArray y)
        where TOp : struct, IBinaryOp
    {
        if (y.Size > 0)
            Run(a.DType, new CompareCall<TOp>(this, a, b, y));
    }

    public void Convert(NdArray x, NdArray y)
    {
        if (y.Size > 0)
            Run(x.DType, new ConvertFrom(this, x, y));
    }

    private static void Run<TCall>(DType dtype, TCall call)
        where TCall : struct, ILaneCall
    {
        switch (dtype)
        {
            case DType.Float32:
                call.Run<FloatLane, float>();
                break;
            case DType.Float64:
                call.Run<DoubleLane, double>();
                break;
            case DType.Int32:
                call.Run<IntLane, int>();
                break;
            case DType.Int64:
                call.Run<LongLane, long>();
                break;
            default:
                call.Run<ByteLane, byte>();
                break;
        }
    }

    /// <summary>A start of a kernel that is the same for every type of element.</summary>
    private interface ILaneCall
    {
        void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged;
    }

    private readonly struct MapCall<TOp>(GpuKernels kernels, NdArray a, NdArray b, NdArray c, NdArray y) : ILaneCall
        where TOp : struct, ITernaryOp
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            var accelerator = kernels.Accelerator;
            Strides atY = new(y, y.Shape), atA = new(a, y.Shape);
            if (TOp.Arity == 1)
            {
                kernels.Load<MapCall<TOp>.Of<T>, Action<Index1D, ArrayView<T>, Strides, ArrayView<T>, Strides>>(
                    () => accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<T>, Strides, ArrayView<T>, Strides>(MapKernels.Unary<TOp, TLane, T>))(y.Size, View<T>(a), atA, View<T>(y), atY);
            }
            else if (TOp.Arity == 2)
            {
                kernels.Load<MapCall<TOp>.Of<T>, Action<Index1D, ArrayView<T>, Strides, ArrayView<T>, Strides, ArrayView<T>, Strides>>(
                    () => accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<T>, Strides, ArrayView<T>, Strides, ArrayView<T>, Strides>(MapKernels.Binary<TOp, TLane, T>))(
                    y.Size, View<T>(a), atA, View<T>(b), new(b, y.Shape), View<T>(y), atY);
            }
            else
            {
                kernels.Load<MapCall<TOp>.Of<T>, Action<Index1D, ArrayView<T>, Strides, ArrayView<T>, Strides, ArrayView<T>, Strides, ArrayView<T>, Strides>>(
                    () => accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<T>, Strides, ArrayView<T>, Strides, ArrayView<T>, Strides, ArrayView<T>, Strides>(MapKernels.Ternary<TOp, TLane, T>))(
                    y.Size, View<T>(a), atA, View<T>(b), new(b, y.Shape), View<T>(c), new(c, y.Shape), View<T>(y), atY);
            }

            GC.KeepAlive(a);
            GC.KeepAlive(b);
            GC.KeepAlive(c);
            GC.KeepAlive(y);
        }

        private sealed class Of<T>;
    }

    private readonly struct CompareCall<TOp>(GpuKernels kernels, NdArray a, NdArray b, NdArray y) : ILaneCall
        where TOp : struct, IBinaryOp
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            var accelerator = kernels.Accelerator;
            kernels.Load<Of<T>, Action<Index1D, ArrayView<T>, Strides, ArrayView<T>, Strides, ArrayView<byte>>>(
                () => accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<T>, Strides, ArrayView<T>, Strides, ArrayView<byte>>(MapKernels.Compare<TOp, TLane, T>))(
                y.Size, View<T>(a), new(a, y.Shape), View<T>(b), new(b, y.Shape), View<byte>(y));
            GC.KeepAlive(a);
            GC.KeepAlive(b);
            GC.KeepAlive(y);
        }

        private sealed class Of<T>;
    }

    private readonly struct ConvertFrom(GpuKernels kernels, NdArray x, NdArray y) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => GpuKernels.Run(y.DType, new ConvertTo<TLane, T>(kernels, x, y));
    }

    private readonly struct ConvertTo<TFrom, TX>(GpuKernels kernels, NdArray x, NdArray y) : ILaneCall
        where TFrom : struct, IDeviceLane<TFrom, TX>
        where TX : unmanaged
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            var accelerator = kernels.Accelerator;
            kernels.Load<Of<T>, Action<Index1D, ArrayView<TX>, int, ArrayView<T>>>(
                () => accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<TX>, int, ArrayView<T>>(MapKernels.Convert<TFrom, TX, TLane, T>))(y.Size, View<TX>(x), x.Offset, View<T>(y));
            GC.KeepAlive(x);
            GC.KeepAlive(y);
        }

        private sealed class Of<T>;
    }
}

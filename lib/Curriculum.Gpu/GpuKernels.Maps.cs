using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Gpu.Kernels;

namespace Curriculum.Gpu;

/// <content>Functions of each element, copies and conversions.</content>
internal sealed partial class GpuKernels
{
    public void Map<TOp>(NdArray a, NdArray b, NdArray c, NdArray y)
        where TOp : struct, ITernaryOp
        => Run(y.DType, new MapCall<TOp>(this, a, b, c, y));

    public void Compare<TOp>(NdArray a, NdArray b, NdArray y)
        where TOp : struct, IBinaryOp
        => Run(a.DType, new CompareCall<TOp>(this, a, b, y));

    public void Select(NdArray condition, NdArray a, NdArray b, NdArray y) => RunOnBits(y.DType, new SelectCall(this, condition, a, b, y));

    public void Convert(NdArray x, NdArray y) => Run(x.DType, new ConvertFrom(this, x, y));

    public void Copy(NdArray x, NdArray y) => RunOnBits(y.DType, new CopyCall(this, x, y));

    public void Fill(NdArray y, double value) => Run(y.DType, new FillCall(this, y, value));

    private readonly struct MapCall<TOp>(GpuKernels kernels, NdArray a, NdArray b, NdArray c, NdArray y) : ILaneCall
        where TOp : struct, ITernaryOp
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            Strided<T> first = new(a, y.Shape), result = new(y, y.Shape);
            switch (TOp.Arity)
            {
                case 1:
                    kernels.Start(y.Size, new MapKernels.Unary<TOp, TLane, T>(first, result), a, y);
                    break;
                case 2:
                    kernels.Start(y.Size, new MapKernels.Binary<TOp, TLane, T>(first, new(b, y.Shape), result), a, b, y);
                    break;
                default:
                    kernels.Start(y.Size, new MapKernels.Ternary<TOp, TLane, T>(first, new(b, y.Shape), new(c, y.Shape), result), a, b, c, y);
                    break;
            }
        }
    }

    private readonly struct CompareCall<TOp>(GpuKernels kernels, NdArray a, NdArray b, NdArray y) : ILaneCall
        where TOp : struct, IBinaryOp
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(y.Size, new MapKernels.Compare<TOp, TLane, T>(new(a, y.Shape), new(b, y.Shape), Elements<byte>(y)), a, b, y);
    }

    private readonly struct SelectCall(GpuKernels kernels, NdArray condition, NdArray a, NdArray b, NdArray y) : IBitsCall
    {
        public void Run<T>()
            where T : unmanaged
            => kernels.Start(y.Size, new MapKernels.Select<T>(new(condition, y.Shape), new(a, y.Shape), new(b, y.Shape), Elements<T>(y)), condition, a, b, y);
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
            => kernels.Start(y.Size, new MapKernels.Convert<TFrom, TX, TLane, T>(Elements<TX>(x), Elements<T>(y)), x, y);
    }

    private readonly struct CopyCall(GpuKernels kernels, NdArray x, NdArray y) : IBitsCall
    {
        public void Run<T>()
            where T : unmanaged
            => kernels.Start(y.Size, new MapKernels.Copy<T>(new(x, y.Shape), new(y, y.Shape)), x, y);
    }

    private readonly struct FillCall(GpuKernels kernels, NdArray y, double value) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(y.Size, new MapKernels.Fill<T>(Elements<T>(y), TLane.OfNumber(value).Value), y);
    }
}

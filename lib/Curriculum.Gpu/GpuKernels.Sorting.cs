using Curriculum.Arrays;
using Curriculum.Gpu.Kernels;

namespace Curriculum.Gpu;

/// <content>Rows put in order.</content>
internal sealed partial class GpuKernels
{
    public void Sort(NdArray x, NdArray sorted, NdArray places)
    {
        if (x.Size > 0)
            Run(x.DType, new SortCall(this, x, sorted, places));
    }

    private readonly struct SortCall(GpuKernels kernels, NdArray x, NdArray sorted, NdArray places) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
            => kernels.Start(x.Size, new SortKernels.Sort<TLane, T>(Elements<T>(x), Elements<T>(sorted), Elements<long>(places), x.Shape[^1]), x, sorted, places);
    }
}

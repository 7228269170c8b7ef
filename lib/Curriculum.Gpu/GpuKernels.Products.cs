using Curriculum.Arrays;
using Curriculum.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Curriculum.Gpu;

/// <content>Matrix products.</content>
internal sealed partial class GpuKernels
{
    // Every thread of an emulated group is a thread of the system: a few will do.
    private int Tile => Accelerator.AcceleratorType == AcceleratorType.CPU ? 4 : ProductKernels.LargestTile;

    public void MatMul(NdArray a, NdArray b, NdArray? bias, NdArray y, Shape batch) => Run(y.DType, new ProductCall(this, a, b, bias, y, batch));

    private readonly struct ProductCall(GpuKernels kernels, NdArray a, NdArray b, NdArray? bias, NdArray y, Shape batch) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            int rows = y.Shape[^2], columns = y.Shape[^1];
            int tile = kernels.Tile;
            var grid = new Index3D((columns + tile - 1) / tile, (rows + tile - 1) / tile, batch.Size);
            var added = Elements<T>(bias ?? y);
            kernels.Start(
                new KernelConfig(grid, new Index3D(tile, tile, 1)),
                new ProductKernels.Tiled<TLane, T>(View<T>(a), new(a, batch), View<T>(b), new(b, batch), added, bias is null ? 0 : 1, Elements<T>(y), rows, a.Shape[^1], columns),
                a, b, bias, y);
        }
    }
}

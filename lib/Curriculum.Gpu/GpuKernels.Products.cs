using Curriculum.Arrays;
using Curriculum.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Curriculum.Gpu;

/// <content>Matrix products.</content>
internal sealed partial class GpuKernels
{
    // Every thread of an emulated group is a thread of the system: few will do.
    private int Side => Accelerator.AcceleratorType == AcceleratorType.CPU ? 8 : 16;

    public void MatMul(NdArray a, NdArray b, NdArray? bias, NdArray y, Shape batch) => Run(y.DType, new ProductCall(this, a, b, bias, y, batch));

    private readonly struct ProductCall(GpuKernels kernels, NdArray a, NdArray b, NdArray? bias, NdArray y, Shape batch) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            bool isSingle = typeof(T) == typeof(float), rounds = isSingle && a.Device.ProductPrecision == ProductPrecision.TensorFloat32;
            var plan = ProductPlan.For(y.Shape[^2], y.Shape[^1], batch.Size, isSingle ? 8 : 4, kernels.Side, kernels.Accelerator.NumMultiprocessors, rounds);
            if (plan.OnTensorCores)
                Start<ProductTensorBlock, FloatLane, float>(plan);
            else if (plan.Side == 16)
                Run<IGroupSide.Of16, TLane, T>(plan);
            else
                Run<IGroupSide.Of8, TLane, T>(plan);
        }

        private void Run<TSide, TLane, T>(ProductPlan plan)
            where TSide : struct, IGroupSide
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            if (plan.Block == 8)
                Start<ProductBlock8<TSide, TLane, T>, TLane, T>(plan);
            else
                Start<ProductBlock4<TSide, TLane, T>, TLane, T>(plan);
        }

        private void Start<TBlock, TLane, T>(ProductPlan plan)
            where TBlock : struct, IProductBlock<TBlock, TLane, T>
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            int rows = y.Shape[^2], columns = y.Shape[^1];
            kernels.Start(
                new KernelConfig(plan.Tiles(rows, columns, batch.Size), TBlock.Threads),
                new ProductKernels.Tiled<TBlock, TLane, T>(View<T>(a), new(a, batch), View<T>(b), new(b, batch), Elements<T>(bias ?? y), bias is null ? 0 : 1, Elements<T>(y), rows, a.Shape[^1], columns),
                a, b, bias, y);
        }
    }
}

using Curriculum.Arrays;
using Curriculum.Gpu.Kernels;
using Curriculum.Optimizers;
using Curriculum.Optimizers.Devices;
using ILGPU;
using ILGPU.Runtime;

namespace Curriculum.Gpu;

/// <content>The steps of optimizers.</content>
internal sealed partial class GpuKernels : IUpdateKernels
{
    public void Update<TRule>(TRule rule, double weightDecay, NdArray weight, NdArray gradient, ReadOnlySpan<NdArray> remembered)
        where TRule : struct, IUpdateRule
    {
        if (weight.Size > 0)
            Run(weight.DType, new UpdateCall<TRule>(this, rule, weightDecay, weight, gradient, remembered.ToArray()));
    }

    private readonly struct UpdateCall<TRule>(GpuKernels kernels, TRule rule, double weightDecay, NdArray weight, NdArray gradient, NdArray[] remembered) : ILaneCall
        where TRule : struct, IUpdateRule
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            var accelerator = kernels.Accelerator;
            kernels.Load<Of<T>, Action<Index1D, TRule, double, int, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>>>(
                () => accelerator.LoadAutoGroupedStreamKernel<Index1D, TRule, double, int, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>>(UpdateKernels.Update<TRule, TLane, T>))(
                weight.Size, rule, weightDecay, remembered.Length, Elements<T>(weight), Elements<T>(gradient), Elements<T>(Remembered(0)), Elements<T>(Remembered(1)), Elements<T>(Remembered(2)));
            GC.KeepAlive(weight);
            GC.KeepAlive(gradient);
            GC.KeepAlive(remembered);
        }

        private static ArrayView<T> Elements<T>(NdArray array)
            where T : unmanaged
            => View<T>(array).SubView(array.Offset, array.Size);

        private NdArray Remembered(int i) => i < remembered.Length ? remembered[i] : weight;

        private sealed class Of<T>;
    }
}

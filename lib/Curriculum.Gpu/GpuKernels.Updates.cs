using Curriculum.Arrays;
using Curriculum.Gpu.Kernels;
using Curriculum.Optimizers;
using Curriculum.Optimizers.Devices;

namespace Curriculum.Gpu;

/// <content>The steps of optimizers.</content>
internal sealed partial class GpuKernels : IUpdateKernels
{
    public void Update<TRule>(TRule rule, double weightDecay, NdArray weight, NdArray gradient, ReadOnlySpan<NdArray> remembered)
        where TRule : struct, IUpdateRule
        => Run(weight.DType, new UpdateCall<TRule>(this, rule, weightDecay, weight, gradient, remembered.ToArray()));

    private readonly struct UpdateCall<TRule>(GpuKernels kernels, TRule rule, double weightDecay, NdArray weight, NdArray gradient, NdArray[] remembered) : ILaneCall
        where TRule : struct, IUpdateRule
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            NdArray a = Remembered(0), b = Remembered(1), c = Remembered(2);
            kernels.Start(
                weight.Size,
                new UpdateKernels.Update<TRule, TLane, T>(rule, weightDecay, remembered.Length, Elements<T>(weight), Elements<T>(gradient), Elements<T>(a), Elements<T>(b), Elements<T>(c)),
                weight, gradient, a, b, c);
        }

        private NdArray Remembered(int i) => i < remembered.Length ? remembered[i] : weight;
    }
}

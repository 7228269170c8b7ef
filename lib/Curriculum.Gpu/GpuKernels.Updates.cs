using Curriculum.Arrays;
using Curriculum.Gpu.Kernels;
using Curriculum.Optimizers;
using Curriculum.Optimizers.Devices;

namespace Curriculum.Gpu;

/// <content>The steps of optimizers.</content>
internal sealed partial class GpuKernels : IUpdateKernels
{
    // What a thread has begun to move together, and what of it still waits. Anything else that it starts comes after.
    private readonly ThreadLocal<(bool IsOpen, UpdateBatch? Waiting)> _updates = new();

    public IDisposable Together()
    {
        _updates.Value = (true, null);
        return new Closing(this);
    }

    public void Update<TRule>(TRule rule, double weightDecay, NdArray weight, NdArray gradient, ReadOnlySpan<NdArray> remembered)
        where TRule : struct, IUpdateRule
    {
        if (weight.Size > 0)
            Run(weight.DType, new UpdateCall<TRule>(this, rule, weightDecay, weight, gradient, remembered.ToArray()));
    }

    private void StartWaiting()
    {
        if (_updates.Value is not { Waiting: { } waiting } updates)
            return;
        _updates.Value = updates with { Waiting = null };
        waiting.Start();
    }

    private readonly struct UpdateCall<TRule>(GpuKernels kernels, TRule rule, double weightDecay, NdArray weight, NdArray gradient, NdArray[] remembered) : ILaneCall
        where TRule : struct, IUpdateRule
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            if (kernels._updates.Value.Waiting is not Batch<TRule, TLane, T> batch || !batch.Takes(rule, weightDecay, remembered.Length, weight))
            {
                kernels.StartWaiting();
                batch = new(kernels, rule, weightDecay, remembered.Length);
                kernels._updates.Value = kernels._updates.Value with { Waiting = batch };
            }

            batch.Add(weight, gradient, Remembered(0), Remembered(1), Remembered(2));
            if (!kernels._updates.Value.IsOpen)
                kernels.StartWaiting();
        }

        private NdArray Remembered(int i) => i < remembered.Length ? remembered[i] : weight;
    }

    private sealed class Batch<TRule, TLane, T>(GpuKernels kernels, TRule rule, double weightDecay, int remembered) : UpdateBatch
        where TRule : struct, IUpdateRule
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        private readonly List<UpdateSlot<T>> _slots = [];
        private readonly List<NdArray> _arrays = [];
        private int _size;

        public bool Takes(TRule other, double decay, int count, NdArray weight)
            => _slots.Count < UpdateSlots<T>.Most && remembered == count && weightDecay.Equals(decay) && _size <= int.MaxValue - weight.Size
                && EqualityComparer<TRule>.Default.Equals(rule, other) && !_arrays.Exists(array => array.SharesMemoryWith(weight));

        public void Add(NdArray weight, NdArray gradient, NdArray first, NdArray second, NdArray third)
        {
            _slots.Add(new(Elements<T>(weight), Elements<T>(gradient), Elements<T>(first), Elements<T>(second), Elements<T>(third), _size));
            _arrays.AddRange([weight, gradient, first, second, third]);
            _size += weight.Size;
        }

        public override void Start()
            => kernels.Start(_size, new UpdateKernels.Update<TRule, TLane, T>(rule, weightDecay, remembered, new UpdateSlots<T>(_slots)), _arrays.ToArray());
    }

    private sealed class Closing(GpuKernels kernels) : IDisposable
    {
        public void Dispose()
        {
            kernels.StartWaiting();
            kernels._updates.Value = default;
        }
    }
}

using Curriculum.Arrays;
using Curriculum.Functional.Devices;
using Curriculum.Functional.Operations;
using Curriculum.Gpu.Kernels;
using ILGPU;

namespace Curriculum.Gpu;

/// <content>Recurrent cells.</content>
internal sealed partial class GpuKernels : ISequenceKernels
{
    public void Step(RecurrentKind kind, SequencePlace place, NdArray? lengths, NdArray input, NdArray fromState, (NdArray H, NdArray? C) state, SequenceMemory memory)
        => Run(input.DType, new StepCall(this, kind, StepAt(place, lengths, memory.Y), lengths, input, fromState, state.H, state.C, memory));

    public void StepBack(
        RecurrentKind kind, SequencePlace place, NdArray? lengths, SequenceMemory memory, (NdArray H, NdArray? C) start, NdArray? gy, NdArray? through, (NdArray H, NdArray? C) gradient,
        NdArray gInput, NdArray gState, NdArray before)
        => Run(gInput.DType, new StepBackCall(this, kind, StepAt(place, lengths, memory.Y), lengths, memory, start.H, start.C, gy, through, gradient.H, gradient.C, gInput, gState, before));

    private static SequenceStep StepAt(SequencePlace place, NdArray? lengths, NdArray y)
        => new(y.Shape[1], y.Shape[2], place.Time, place.Previous, place.Start, lengths is null ? 0 : 1, place.IsReverse ? 1 : 0);

    private static ArrayView<int> LengthsOf(NdArray? lengths) => lengths is null ? default : Elements<int>(lengths);

    private readonly struct StepCall(
        GpuKernels kernels, RecurrentKind kind, SequenceStep step, NdArray? lengths, NdArray input, NdArray fromState, NdArray h, NdArray? c, SequenceMemory memory) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            var (ends, x, s, state, y) = (LengthsOf(lengths), Elements<T>(input), Elements<T>(fromState), Elements<T>(h), Elements<T>(memory.Y));
            switch (kind)
            {
                case RecurrentKind.Tanh:
                    Start(new SequenceKernels.Rnn<TanhNonlinearity, TLane, T>(step, ends, x, s, state, y));
                    break;
                case RecurrentKind.Relu:
                    Start(new SequenceKernels.Rnn<ReluNonlinearity, TLane, T>(step, ends, x, s, state, y));
                    break;
                case RecurrentKind.Lstm:
                    Start(new SequenceKernels.Lstm<TLane, T>(step, ends, x, s, state, Elements<T>(c!), Elements<T>(memory.Kept), y, Elements<T>(memory.Cells!)));
                    break;
                default:
                    Start(new SequenceKernels.Gru<TLane, T>(step, ends, x, s, state, Elements<T>(memory.Kept), y));
                    break;
            }
        }

        private void Start<TKernel>(TKernel kernel)
            where TKernel : struct, IKernel
            => kernels.Start(h.Size, kernel, lengths, input, fromState, h, c, memory.Y, memory.Kept, memory.Cells);
    }

    private readonly struct StepBackCall(
        GpuKernels kernels, RecurrentKind kind, SequenceStep step, NdArray? lengths, SequenceMemory memory, NdArray h0, NdArray? c0, NdArray? gy, NdArray? through, NdArray gh, NdArray? gc,
        NdArray gInput, NdArray gState, NdArray before) : ILaneCall
    {
        public void Run<TLane, T>()
            where TLane : struct, IDeviceLane<TLane, T>
            where T : unmanaged
        {
            var flow = new SequenceGradient<T>(Elements<T>(gy ?? gh), gy is null ? 0 : 1, Elements<T>(through ?? gh), through is null ? 0 : 1, Elements<T>(gh));
            var (ends, y, first, x, old) = (LengthsOf(lengths), Elements<T>(memory.Y), Elements<T>(h0), Elements<T>(gInput), Elements<T>(before));
            switch (kind)
            {
                case RecurrentKind.Tanh:
                    Start(new SequenceKernels.RnnBack<TanhNonlinearity, TLane, T>(step, ends, y, first, flow, x, old));
                    break;
                case RecurrentKind.Relu:
                    Start(new SequenceKernels.RnnBack<ReluNonlinearity, TLane, T>(step, ends, y, first, flow, x, old));
                    break;
                case RecurrentKind.Lstm:
                    Start(new SequenceKernels.LstmBack<TLane, T>(step, ends, Elements<T>(memory.Kept), y, Elements<T>(memory.Cells!), first, Elements<T>(c0!), flow, Elements<T>(gc!), x, old));
                    break;
                default:
                    Start(new SequenceKernels.GruBack<TLane, T>(step, ends, Elements<T>(memory.Kept), y, first, flow, x, Elements<T>(gState), old));
                    break;
            }
        }

        private void Start<TKernel>(TKernel kernel)
            where TKernel : struct, IKernel
            => kernels.Start(h0.Size, kernel, lengths, memory.Y, memory.Kept, memory.Cells, h0, c0, gy, through, gh, gc, gInput, gState, before);
    }
}

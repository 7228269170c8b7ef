using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>A recurrent cell over all steps of a sequence in one direction.</summary>
/// <remarks>
/// Inputs: x [t, n, g·h] (already multiplied by W_ih, biases added), h0 [n, h], W_hh [g·h, h], then c0 [n, h] for LSTM or b_hh [3h] for GRU if it has biases.
/// Outputs: y [t, n, h], h [n, h], for LSTM c [n, h], then what the way back needs again.
/// </remarks>
internal sealed record RecurrentSequenceOperation(RecurrentKind Kind, SequenceOrder Order) : Operation
{
    public override NdArray[] Forward(NdArray[] x) => OnDevice.Holds(x[0]) ? SequenceOnDevice.Forward(Kind, Order, x) : x[0].DType == DType.Float32 ? Forward<float>(x) : Forward<double>(x);

    public override Tensor?[] Backward(Tensor[] x, Tensor[] y, Tensor?[] gy)
    {
        if (Fused.StepsAside)
            return Fused.Differentiate(x, gy, Compose);
        var gradients = OnDevice.Holds(x[0].Data) ? OnDeviceOf(x, y, gy) : x[0].DType == DType.Float32 ? Backward<float>(x, y, gy) : Backward<double>(x, y, gy);
        return Array.ConvertAll<NdArray, Tensor?>(gradients, Fused.Own);
    }

    /// <summary>The same, step by step in differentiable functions.</summary>
    public Tensor[] Compose(Tensor[] x)
    {
        var (inputs, h, weight) = (x[0], x[1], x[2]);
        var c = Kind == RecurrentKind.Lstm ? x[3] : null;
        var bias = Kind == RecurrentKind.Gru && x.Length > 3 ? x[3] : null;
        int steps = inputs.Shape[0];
        var outputs = new Tensor[steps];
        for (int step = 0; step < steps; step++)
        {
            int time = Order.Time(step, steps);
            var fromState = h.MatMul(weight, transposeB: true);
            var (hNext, cNext) = Step(inputs[time], bias is null ? fromState : fromState + bias, h, c);
            outputs[time] = hNext;
            if (Order.Valid(time)?.To(inputs.Data.Device) is { } valid)
            {
                outputs[time] = Tensor.Where(valid, hNext, 0.0);
                hNext = Tensor.Where(valid, hNext, h);
                cNext = c is null ? null : Tensor.Where(valid, cNext!, c);
            }

            (h, c) = (hNext, cNext);
        }

        var y = Tensor.Stack(0, outputs);
        return c is null ? [y, h] : [y, h, c];
    }

    private NdArray[] OnDeviceOf(Tensor[] x, Tensor[] y, Tensor?[] gy)
        => SequenceOnDevice.Backward(Kind, Order, Array.ConvertAll(x, t => t.Data), Array.ConvertAll(y, t => t.Data), gy[0]?.Data, gy[1]?.Data, Kind == RecurrentKind.Lstm ? gy[2]?.Data : null);

    private (Tensor H, Tensor? C) Step(Tensor fromInput, Tensor fromState, Tensor h, Tensor? c)
    {
        int size = h.Shape[1];
        var z = Kind == RecurrentKind.Gru ? null : fromInput + fromState;
        switch (Kind)
        {
            case RecurrentKind.Tanh:
                return (z!.Tanh(), null);
            case RecurrentKind.Relu:
                return (F.Relu(z!), null);
            case RecurrentKind.Lstm:
                var cell = (Block(z!, 1).Sigmoid() * c!) + (Block(z!, 0).Sigmoid() * Block(z!, 2).Tanh());
                return (Block(z!, 3).Sigmoid() * cell.Tanh(), cell);
            default:
                var reset = (Block(fromInput, 0) + Block(fromState, 0)).Sigmoid();
                var update = (Block(fromInput, 1) + Block(fromState, 1)).Sigmoid();
                var candidate = (Block(fromInput, 2) + (reset * Block(fromState, 2))).Tanh();
                return (((1 - update) * candidate) + (update * h), null);
        }

        Tensor Block(Tensor gates, int i) => gates[.., (i * size)..((i + 1) * size)];
    }

    private NdArray[] Forward<T>(NdArray[] x)
        where T : unmanaged
        => Kind switch
        {
            RecurrentKind.Tanh => SequenceKernel<T, RnnSequenceCell<T, TanhNonlinearity>>.Forward(Order, x[0], x[1], x[2], null, null),
            RecurrentKind.Relu => SequenceKernel<T, RnnSequenceCell<T, ReluNonlinearity>>.Forward(Order, x[0], x[1], x[2], null, null),
            RecurrentKind.Lstm => SequenceKernel<T, LstmSequenceCell<T>>.Forward(Order, x[0], x[1], x[2], x[3], null),
            _ => SequenceKernel<T, GruSequenceCell<T>>.Forward(Order, x[0], x[1], x[2], null, x.Length > 3 ? x[3] : null),
        };

    private NdArray[] Backward<T>(Tensor[] x, Tensor[] y, Tensor?[] gy)
        where T : unmanaged
    {
        var (h0, weight, outputs) = (x[1].Data, x[2].Data, y[0].Data);
        var (gOutputs, gState) = (gy[0]?.Data, gy[1]?.Data);
        return Kind switch
        {
            RecurrentKind.Tanh => SequenceKernel<T, RnnSequenceCell<T, TanhNonlinearity>>.Backward(Order, h0, weight, null, false, outputs, y[2].Data, null, gOutputs, gState, null),
            RecurrentKind.Relu => SequenceKernel<T, RnnSequenceCell<T, ReluNonlinearity>>.Backward(Order, h0, weight, null, false, outputs, y[2].Data, null, gOutputs, gState, null),
            RecurrentKind.Lstm => SequenceKernel<T, LstmSequenceCell<T>>.Backward(
                Order, h0, weight, x[3].Data, false, outputs, y[3].Data, y[4].Data, gOutputs, gState, gy[2]?.Data),
            _ => SequenceKernel<T, GruSequenceCell<T>>.Backward(Order, h0, weight, null, x.Length > 3, outputs, y[2].Data, null, gOutputs, gState, null),
        };
    }
}

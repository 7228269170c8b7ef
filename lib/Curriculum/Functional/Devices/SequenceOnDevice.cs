using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Functional.Operations;

namespace Curriculum.Functional.Devices;

/// <summary>A recurrent cell over all steps of a sequence, and back: a matrix product and one kernel for each step.</summary>
internal static class SequenceOnDevice
{
    /// <summary>The outputs of <see cref="RecurrentSequenceOperation"/> from its inputs.</summary>
    public static NdArray[] Forward(RecurrentKind kind, SequenceOrder order, NdArray[] x)
    {
        var (input, weight, kernels) = (x[0].Contiguous(), x[2], OnDevice.Sequences("Recurrent", x[0]));
        var (h, c) = (x[1].Copy(), kind == RecurrentKind.Lstm ? x[3].Copy() : null);
        var bias = kind == RecurrentKind.Gru && x.Length > 3 ? x[3] : null;
        int steps = input.Shape[0], batch = input.Shape[1], size = h.Shape[1];
        var memory = new SequenceMemory(New(size), New(Saved(kind) * size), c is null ? null : New(size));
        var lengths = Lengths(order, input.Device);
        for (int step = 0; step < steps; step++)
        {
            var fromState = MatrixProduct.Multiply(h, weight, transposeA: false, transposeB: true, bias);
            kernels.Step(kind, SequencePlace.Of(order, step, steps), lengths, input, fromState, (h, c), memory);
            fromState.Release();
        }

        return c is null ? [memory.Y, h, memory.Kept] : [memory.Y, h, c, memory.Kept, memory.Cells!];

        NdArray New(int features) => NdArray.Uninitialized([steps, batch, features], input.DType, input.Device);
    }

    /// <summary>The gradients of its inputs from those of y, h and c (null for zeros).</summary>
    public static NdArray[] Backward(RecurrentKind kind, SequenceOrder order, NdArray[] x, NdArray[] y, NdArray? gy, NdArray? gh, NdArray? gc)
    {
        var (h0, weight, kernels) = (x[1].Contiguous(), x[2], OnDevice.Sequences("Recurrent", x[0]));
        bool isLstm = kind == RecurrentKind.Lstm;
        var memory = isLstm ? new SequenceMemory(y[0], y[3], y[4]) : new SequenceMemory(y[0], y[2], null);
        var start = (h0, isLstm ? x[3].Contiguous() : null);
        int steps = memory.Y.Shape[0], gates = weight.Shape[0], rows = steps * h0.Shape[0];
        var gInput = NdArray.Uninitialized([steps, h0.Shape[0], gates], h0.DType, h0.Device);
        var gState = kind == RecurrentKind.Gru ? NdArray.Uninitialized(gInput.Shape, h0.DType, h0.Device) : gInput;
        var before = NdArray.Uninitialized(memory.Y.Shape, h0.DType, h0.Device);
        var gradient = (H: gh?.Copy() ?? NdArray.ZerosLike(h0), C: isLstm ? gc?.Copy() ?? NdArray.ZerosLike(h0) : null);
        NdArray? through = null, lengths = Lengths(order, h0.Device);
        gy = gy?.Contiguous();
        for (int step = steps - 1; step >= 0; step--)
        {
            var place = SequencePlace.Of(order, step, steps);
            kernels.StepBack(kind, place, lengths, memory, start, gy, through, gradient, gInput, gState, before);
            through?.Release();
            through = gState[place.Time].MatMul(weight);
        }

        // ∂W = Σ over all steps and rows of ∂s ⊗ h, one product.
        var gWeight = gState.Reshape(rows, gates).MatMul(before.Reshape(rows, -1), transposeA: true);
        var gh0 = gradient.H + through!;
        return isLstm ? [gInput, gh0, gWeight, gradient.C!] : kind == RecurrentKind.Gru && x.Length > 3 ? [gInput, gh0, gWeight, gState.Reshape(rows, gates).Sum(0)] : [gInput, gh0, gWeight];
    }

    private static int Saved(RecurrentKind kind) => kind is RecurrentKind.Lstm or RecurrentKind.Gru ? 4 : 0;

    private static NdArray? Lengths(SequenceOrder order, Device device) => order.Lengths is { } lengths ? NdArray.Of(lengths).To(device) : null;
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>loss = lse − logits[label] with lse = log Σ exp(logits), for each row; 0 where the label is ignored.</summary>
/// <remarks>logits [n, c], labels [n], which may lie on the processor whatever the logits lie on → losses [n], lse [n]. lse is what backward needs again; neither the probabilities nor a one-hot matrix is kept.</remarks>
internal sealed record SoftmaxCrossEntropyOperation(int? IgnoreIndex) : Operation
{
    public override NdArray[] Forward(NdArray[] x)
    {
        var (logits, labels) = (x[0], x[1]);
        if (OnDevice.Holds(logits))
            return OnDeviceOf(logits, labels.As(DType.Int64).To(logits.Device).Contiguous());
        var usable = Usable(labels).As(DType.Int64);
        var (max, sum, atLabel) = logits.DType == DType.Float32 ? SoftmaxRowKernel<float>.Run(logits, usable) : SoftmaxRowKernel<double>.Run(logits, usable);
        var logSum = sum.Log();
        var losses = logSum - atLabel;
        return [IgnoreIndex is null ? losses : losses * Counted(labels, losses.DType), logSum + max];
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor[] y, Tensor?[] gy)
    {
        var (loss, lse) = (gy[0], gy[1]);
        var zeros = loss is null || lse is null ? Tensor.Constant(NdArray.ZerosLike(y[0].Data)) : null;
        var atLabel = loss is null ? zeros! : IgnoreIndex is null ? loss : loss * Tensor.Constant(Counted(x[1].Data, loss.DType).To(loss.Data.Device));
        var gradient = new SoftmaxCrossEntropyGradientOperation().Apply(
            x[0], Tensor.Constant(Usable(x[1].Data)), y[1], lse is null ? atLabel : atLabel + lse, atLabel);
        return [gradient, null];
    }

    private NdArray[] OnDeviceOf(NdArray logits, NdArray labels)
    {
        NdArray losses = NdArray.Uninitialized([logits.Shape[0]], logits.DType, logits.Device), lse = NdArray.Uninitialized(losses.Shape, logits.DType, logits.Device);
        OnDevice.Rows("SoftmaxCrossEntropy", logits).CrossEntropy(logits.Contiguous(), labels, IgnoreIndex, losses, lse);
        return [losses, lse];
    }

    // 1 for a label that counts, 0 for an ignored one.
    private NdArray Counted(NdArray labels, DType dtype) => labels.NotEqualTo(IgnoreIndex!.Value).As(dtype);

    // An ignored label may lie outside the classes; any class will do in its place, because it is multiplied by 0.
    private NdArray Usable(NdArray labels)
        => IgnoreIndex is { } ignored ? NdArray.Where(labels.EqualTo(ignored), NdArray.ZerosBeside(labels, []), labels) : labels;
}

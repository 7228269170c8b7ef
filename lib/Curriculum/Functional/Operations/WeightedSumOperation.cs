using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>y = w·v: weights w [*, l, s] and values v [*, s, e] → y [*, l, e], a product whose result, and the values' gradient, lie in memory as the values do.</summary>
/// <remarks>Heads that were split off without a copy can then be put together again without one.</remarks>
internal sealed record WeightedSumOperation : SingleOutputOperation
{
    /// <summary>Whether these are matrices on the processor, of one type, as many weights as values.</summary>
    public static bool Fits(Tensor weights, Tensor values)
    {
        if (OnDevice.Holds(weights.Data) || OnDevice.Holds(values.Data) || weights.DType != values.DType || !weights.DType.IsFloat())
            return false;
        int[] w = weights.Shape.ToArray(), v = values.Shape.ToArray();
        return w.Length > 2 && w.Length == v.Length && w.AsSpan(..^2).SequenceEqual(v.AsSpan(..^2)) && w[^1] == v[^2] && weights.Size > 0 && values.Size > 0;
    }

    public override NdArray Compute(NdArray[] x)
    {
        var y = MatrixStack.Like(x[1], x[0].Shape[^2], x[1].Shape[^1]);
        Run(x[0], false, x[1], y);
        return y;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var (weights, values) = (x[0], x[1]);
        var byWeights = weights.NeedsGradient ? gy.MatMul(values, transposeB: true) : null;
        if (!values.NeedsGradient)
            return [byWeights, null];
        if (Fused.StepsAside)
            return [byWeights, weights.MatMul(gy, transposeA: true)];
        var gv = MatrixStack.Like(values.Data, values.Shape[^2], values.Shape[^1]);
        Run(weights.Data, true, gy.Data, gv);
        return [byWeights, Fused.Own(gv)];
    }

    private static void Run(NdArray weights, bool isTurned, NdArray values, NdArray y)
    {
        values = MatrixStack.WithRows(values);
        if (y.DType == DType.Float32)
            AttentionKernel<float>.Sum(weights, isTurned, MatrixStack.Of(values), values, MatrixStack.Of(y), y);
        else
            AttentionKernel<double>.Sum(weights, isTurned, MatrixStack.Of(values), values, MatrixStack.Of(y), y);
    }
}

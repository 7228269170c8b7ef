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
        => x[0].DType == DType.Float32 ? AttentionKernel<float>.Sum(x[0], x[1]) : AttentionKernel<double>.Sum(x[0], x[1]);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var (weights, values) = (x[0], x[1]);
        var byWeights = weights.NeedsGradient ? gy.MatMul(values, transposeB: true) : null;
        if (!values.NeedsGradient)
            return [byWeights, null];
        if (Fused.StepsAside)
            return [byWeights, weights.MatMul(gy, transposeA: true)];
        return [byWeights, Fused.Own(gy.DType == DType.Float32 ? Kernel<float>() : Kernel<double>())];

        NdArray Kernel<T>()
            where T : unmanaged, System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T>
            => AttentionKernel<T>.SumBackward(weights.Data, values.Data, gy.Data);
    }
}

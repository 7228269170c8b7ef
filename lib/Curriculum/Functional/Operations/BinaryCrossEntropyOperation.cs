using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional.Operations;

/// <summary>−(t·log x + (1 − t)·log(1 − x)) of probabilities x, where no logarithm falls below −100.</summary>
internal sealed record BinaryCrossEntropyOperation : SingleOutputOperation
{
    // Where x is 0 or 1 the slope is infinite; PyTorch's stays below 1e12.
    private const double SmallestSlopeDivisor = 1e-12;

    public override NdArray Compute(NdArray[] x) => -((x[1] * Log(x[0])) + ((1 - x[1]) * Log(1 - x[0])));

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var (p, t) = (x[0], x[1]);
        return
        [
            p.NeedsGradient ? gy * (p - t) / (p * (1 - p)).Maximum(SmallestSlopeDivisor) : null,
            t.NeedsGradient ? gy * ((1 - p).Log().Maximum(F.SmallestLog) - p.Log().Maximum(F.SmallestLog)) : null,
        ];
    }

    private static NdArray Log(NdArray p) => p.Log().Maximum(F.SmallestLog);
}

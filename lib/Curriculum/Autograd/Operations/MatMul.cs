using Curriculum.Arrays;

namespace Curriculum.Autograd.Operations;

/// <summary>Y = A·B over the last two axes, either of them transposed first; the axes before broadcast.</summary>
internal sealed record MatMul(bool TransposeA, bool TransposeB) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].MatMul(x[1], TransposeA, TransposeB);

    // Y = A·B gives ∂A = ∂Y·Bᵀ and ∂B = Aᵀ·∂Y; where A itself is used transposed, ∂A is the transpose of that: B·∂Yᵀ.
    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var (a, b) = (x[0], x[1]);
        Tensor? ga = null, gb = null;
        if (a.NeedsGradient)
            ga = (TransposeA ? b.MatMul(gy, TransposeB, true) : gy.MatMul(b, false, !TransposeB)).SumTo(a.Shape);
        if (b.NeedsGradient)
            gb = (TransposeB ? gy.MatMul(a, true, TransposeA) : a.MatMul(gy, !TransposeA, false)).SumTo(b.Shape);
        return [ga, gb];
    }
}

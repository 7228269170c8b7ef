using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional.Operations;

/// <summary>y = x for x > 0, else α·(eˣ − 1).</summary>
internal sealed record EluOperation(double Alpha) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => NdArray.Where(x[0] > 0, x[0], x[0].Minimum(0).Expm1() * Alpha);

    // y′ = 1 for x > 0, else α·eˣ. The minimum keeps e^x of a large x, which is not used, from overflowing into ∞·0.
    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var isPositive = Tensor.Constant(x[0].Data > 0);
        var negative = Tensor.Where(isPositive, Tensor.Constant(NdArray.ZerosBeside(x[0].Data, [])), x[0]);
        return [Tensor.Where(isPositive, gy, gy * negative.Exp() * Alpha)];
    }
}

using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional.Operations;

/// <summary>y = log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|).</summary>
internal sealed record SoftplusOperation : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].Maximum(0) + (-x[0].Abs()).Exp().Log1p();

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy * x[0].Sigmoid()];
}

using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional.Operations;

/// <summary>y = max(x, 0).</summary>
internal sealed record ReluOperation : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].Maximum(0);

    // y > 0 where x > 0, so x need not be kept.
    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [new SlopeOperation(0).Apply(y, gy)];
}

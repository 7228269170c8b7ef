using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional.Operations;

/// <summary>y = x, as a node of its own.</summary>
internal sealed record IdentityOperation : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0];

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [gy];
}

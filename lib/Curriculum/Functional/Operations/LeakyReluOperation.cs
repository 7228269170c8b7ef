using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional.Operations;

/// <summary>y = x for x > 0, else slope·x.</summary>
internal sealed record LeakyReluOperation(double Slope) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => SlopeOperation.Select(x[0], x[0], Slope);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [new SlopeOperation(Slope).Apply(x[0], gy)];
}

using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional.Operations;

/// <summary>y = eˣ / Σ eˣ along an axis. The maximum is taken off first, so no exponential overflows.</summary>
internal sealed record SoftmaxOperation(int Axis) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        var exponentials = (x[0] - x[0].Max(Axis, keepDims: true)).Exp();
        return exponentials / exponentials.Sum(Axis, keepDims: true);
    }

    // ∂x = y·(gy − Σ gy·y)
    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [y * (gy - (gy * y).Sum(Axis, keepDims: true))];
}

using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Autograd;

namespace Curriculum.Functional.Operations;

/// <summary>y = x · W + b with x [n, d], W [d, h], b [h].</summary>
internal sealed record LinearOperation : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        var (input, weight, bias) = (x[0], x[1], x[2]);
        return bias.DType == DTypes.Promote(input, weight)
            ? MatrixProduct.Multiply(input, weight, false, false, bias)
            : input.MatMul(weight) + bias;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var (input, weight, bias) = (x[0], x[1], x[2]);
        return
        [
            input.NeedsGradient ? gy.MatMul(weight, transposeB: true) : null,
            weight.NeedsGradient ? input.MatMul(gy, transposeA: true) : null,
            bias.NeedsGradient ? gy.Sum(0) : null,
        ];
    }
}

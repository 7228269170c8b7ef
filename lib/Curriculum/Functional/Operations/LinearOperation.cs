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
        var byInput = input.NeedsGradient ? gy.MatMul(weight, transposeB: true).As(input.DType) : null;
        bool isOneType = input.DType == gy.DType && weight.DType == gy.DType && bias.DType == gy.DType;
        if (weight.NeedsGradient && bias.NeedsGradient && isOneType && !Fused.StepsAside && MatrixProduct.CanSum(gy.Data))
        {
            // gy is read once for both.
            var sums = NdArray.Uninitialized(bias.Shape, gy.DType);
            var product = MatrixProduct.Multiply(input.Data, gy.Data, transposeA: true, transposeB: false, sums: sums);
            return [byInput, Fused.Own(product), Fused.Own(sums)];
        }

        return [byInput, weight.NeedsGradient ? input.MatMul(gy, transposeA: true).As(weight.DType) : null, bias.NeedsGradient ? gy.Sum(0).As(bias.DType) : null];
    }
}

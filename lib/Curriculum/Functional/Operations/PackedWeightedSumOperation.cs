using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional.Operations;

/// <summary>y = w·v for every head of packed sequences: weights w [n, heads, longest, longest] and values v [p, heads·e] → y [r, heads·e]. Weights past the end of a sequence are not looked at.</summary>
internal sealed record PackedWeightedSumOperation(HeadRows Queries, HeadRows Keys) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        var y = NdArray.Uninitialized([Queries.Rows, x[1].Shape[1]], x[1].DType);
        Sum(x[0], false, x[1].Contiguous(), Keys, y, Queries);
        return y;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        if (Fused.StepsAside)
            return Fused.Differentiate(x, [gy], own => [Compose(own[0], own[1])]);
        NdArray weights = x[0].Data, values = x[1].Data.Contiguous(), g = gy.Data.Contiguous();
        NdArray? gw = null, gv = null;
        if (x[0].NeedsGradient)
        {
            gw = NdArray.Uninitialized(weights.Shape, g.DType);
            if (g.DType == DType.Float32)
                AttentionKernel<float>.Products(MatrixStack.Of(g, Queries), g, MatrixStack.Of(values, Keys), values, gw);
            else
                AttentionKernel<double>.Products(MatrixStack.Of(g, Queries), g, MatrixStack.Of(values, Keys), values, gw);
        }

        if (x[1].NeedsGradient)
        {
            gv = NdArray.Uninitialized(values.Shape, g.DType);
            Sum(weights, true, g, Queries, gv, Keys);
        }

        return [gw is null ? null : Fused.Own(gw), gv is null ? null : Fused.Own(gv)];
    }

    private static void Sum(NdArray weights, bool isTurned, NdArray values, HeadRows rows, NdArray y, HeadRows rowsOfY)
    {
        if (y.DType == DType.Float32)
            AttentionKernel<float>.Sum(weights, isTurned, MatrixStack.Of(values, rows), values, MatrixStack.Of(y, rowsOfY), y);
        else
            AttentionKernel<double>.Sum(weights, isTurned, MatrixStack.Of(values, rows), values, MatrixStack.Of(y, rowsOfY), y);
    }

    // In small steps, on all positions.
    private Tensor Compose(Tensor weights, Tensor values)
    {
        var past = Keys.IsPast().Reshape(Keys.Lengths.Length, 1, 1, -1);
        return Queries.Gather(Tensor.Where(past, 0.0, weights).MatMul(Keys.Spread(values)));
    }
}

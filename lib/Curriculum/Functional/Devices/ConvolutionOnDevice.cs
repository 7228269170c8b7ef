using Curriculum.Arrays;
using Curriculum.Functional.Operations;

namespace Curriculum.Functional.Devices;

/// <summary>Convolution and its two gradients as products with the columns of <see cref="IImageKernels.Unfold"/>.</summary>
internal static class ConvolutionOnDevice
{
    /// <summary>y = weight · columns (+ bias), group by group.</summary>
    public static NdArray Forward(ConvolutionShape shape, NdArray x, NdArray weight, NdArray? bias)
    {
        var y = Weights(shape, weight).MatMul(Columns(shape, x)).Reshape(shape.Outputs);
        return bias is null ? y : y + bias.Reshape(-1, 1, 1);
    }

    /// <summary>columns = weightᵀ · g, folded back.</summary>
    public static NdArray InputGradient(ConvolutionShape shape, NdArray g, NdArray weight)
    {
        var columns = Weights(shape, weight).MatMul(Grouped(shape, g), transposeA: true).Reshape(shape.Batch, shape.Channels * shape.Window.Taps, shape.Positions);
        var gx = NdArray.Uninitialized(shape.Images, g.DType, g.Device);
        OnDevice.Images("Conv2d", g).Fold(shape.Window, shape.Output, columns.Contiguous(), gx);
        return gx;
    }

    /// <summary>Σ over the examples of g · columnsᵀ.</summary>
    public static NdArray WeightGradient(ConvolutionShape shape, NdArray x, NdArray g)
        => Grouped(shape, g).MatMul(Columns(shape, x), transposeB: true).Sum(0).Reshape(shape.Weights);

    // [groups, f/groups, inner]
    private static NdArray Weights(ConvolutionShape shape, NdArray weight) => weight.Reshape(shape.Groups, shape.GroupFilters, shape.Inner);

    // [n, groups, f/groups, positions]
    private static NdArray Grouped(ConvolutionShape shape, NdArray g) => g.Reshape(shape.Batch, shape.Groups, shape.GroupFilters, shape.Positions);

    // [n, groups, inner, positions]
    private static NdArray Columns(ConvolutionShape shape, NdArray x)
    {
        var columns = NdArray.Uninitialized([shape.Batch, shape.Groups, shape.Inner, shape.Positions], x.DType, x.Device);
        OnDevice.Images("Conv2d", x).Unfold(shape.Window, shape.Output, x.Contiguous(), columns);
        return columns;
    }
}

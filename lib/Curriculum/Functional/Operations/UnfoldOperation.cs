using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>Windows as columns: x [n, c, h, w] → y [n, c·kh·kw, oh·ow].</summary>
internal sealed record UnfoldOperation(Window2d Window) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        Shape s = x[0].Shape;
        var output = Window.Output("Im2Col", (s[2], s[3]));
        var y = NdArray.Uninitialized([s[0], s[1] * Window.Taps, output.Height * output.Width], x[0].DType, x[0].Device);
        if (OnDevice.Holds(y))
            OnDevice.Images("Im2Col", y).Unfold(Window, output, x[0].Contiguous(), y);
        else if (x[0].DType == DType.Float32)
            Run<float>(x[0], output, y);
        else
            Run<double>(x[0], output, y);
        return y;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [new FoldOperation(Window, x[0].Shape).Apply(gy)];

    private void Run<T>(NdArray x, Size2d output, NdArray y)
        where T : unmanaged
    {
        Shape s = x.Shape;
        using var images = x.Read<T>();
        using var columns = y.Write<T>();
        int image = s[1] * s[2] * s[3], column = y.Shape[1] * y.Shape[2];
        for (int n = 0; n < s[0]; n++)
            ColumnKernel.ToColumns(images.Span.Slice(n * image, image), s[1], (s[2], s[3]), Window, output, columns.Span.Slice(n * column, column));
    }
}

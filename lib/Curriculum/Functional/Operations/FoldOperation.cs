using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>The adjoint of <see cref="UnfoldOperation"/>: columns [n, c·kh·kw, oh·ow] → images [n, c, h, w], overlaps added, what falls on the padding dropped.</summary>
internal sealed record FoldOperation(Window2d Window, Shape Image) : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        var y = NdArray.ZerosBeside(x[0], Image);
        if (OnDevice.Holds(y))
            OnDevice.Images("Col2Im", y).Fold(Window, Window.Output("Col2Im", (Image[2], Image[3])), x[0].Contiguous(), y);
        else if (x[0].DType == DType.Float32)
            Run<float>(x[0], y);
        else
            Run<double>(x[0], y);
        return y;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [new UnfoldOperation(Window).Apply(gy)];

    private void Run<T>(NdArray x, NdArray y)
        where T : unmanaged, INumber<T>
    {
        Size2d size = (Image[2], Image[3]);
        var output = Window.Output("Col2Im", size);
        using var columns = x.Read<T>();
        using var images = y.Write<T>();
        int image = Image[1] * size.Height * size.Width, column = x.Shape[1] * x.Shape[2];
        for (int n = 0; n < Image[0]; n++)
            ColumnKernel.AddColumns(columns.Span.Slice(n * column, column), Image[1], size, Window, output, images.Span.Slice(n * image, image));
    }
}

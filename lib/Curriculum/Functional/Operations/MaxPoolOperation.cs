using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional.Operations;

/// <summary>The largest element of each window and its place: x [n, c, h, w] → y, places [n, c, oh, ow], where a place is row·w + column. Of equal ones the first.</summary>
internal sealed record MaxPoolOperation(PoolWindow Window) : Operation
{
    public override NdArray[] Forward(NdArray[] x)
    {
        Shape s = x[0].Shape;
        var output = Window.Output("MaxPool2d", (s[2], s[3]));
        Shape shape = [s[0], s[1], output.Height, output.Width];
        var (y, places) = (NdArray.Uninitialized(shape, x[0].DType), NdArray.Uninitialized(shape, DType.Int64));
        if (x[0].DType == DType.Float32)
            Run<float>(x[0], y, places);
        else
            Run<double>(x[0], y, places);
        return [y, places];
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor[] y, Tensor?[] gy)
        => [gy[0] is { } g ? new PlaceOperation(x[0].Shape).Apply(g, y[1]) : null];

    private void Run<T>(NdArray x, NdArray y, NdArray places)
        where T : unmanaged, INumber<T>
    {
        using var source = x.Read<T>();
        using var target = y.Write<T>();
        using var place = places.Write<long>();
        int planes = x.Shape[0] * x.Shape[1], plane = x.Shape[2] * x.Shape[3], outputs = y.Shape[2] * y.Shape[3];
        for (int p = 0; p < planes; p++)
            Plane(source.Span.Slice(p * plane, plane), (x.Shape[2], x.Shape[3]), (y.Shape[2], y.Shape[3]), target.Span.Slice(p * outputs, outputs), place.Span.Slice(p * outputs, outputs));
    }

    private void Plane<T>(ReadOnlySpan<T> image, Size2d size, Size2d output, Span<T> y, Span<long> places)
        where T : unmanaged, INumber<T>
    {
        var (kernel, stride, padding, dilation) = (Window.Kernel, Window.Stride, Window.Padding, Window.Dilation);
        int item = 0;
        for (int i = 0; i < output.Height; i++)
        {
            var (firstRow, endRow, top) = PoolWindow.Taps(i, size.Height, kernel.Height, stride.Height, padding.Height, dilation.Height);
            for (int j = 0; j < output.Width; j++, item++)
            {
                var (firstColumn, endColumn, left) = PoolWindow.Taps(j, size.Width, kernel.Width, stride.Width, padding.Width, dilation.Width);
                if (firstRow == endRow || firstColumn == endColumn)
                    throw new ShapeException($"MaxPool2d: window ({i}, {j}) of {kernel} with dilation {dilation} sees only padding of the image {size}. Use less padding or dilation.");
                int best = ((top + (firstRow * dilation.Height)) * size.Width) + left + (firstColumn * dilation.Width);
                T largest = image[best];
                for (int u = firstRow; u < endRow; u++)
                {
                    int row = (top + (u * dilation.Height)) * size.Width;
                    for (int v = firstColumn; v < endColumn; v++)
                    {
                        T value = image[row + left + (v * dilation.Width)];
                        if (value > largest || T.IsNaN(value))
                            (largest, best) = (value, row + left + (v * dilation.Width));
                    }
                }

                (y[item], places[item]) = (largest, best);
            }
        }
    }
}

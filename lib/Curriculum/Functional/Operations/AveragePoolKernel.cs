using System.Numerics;
using Curriculum.Arrays;

namespace Curriculum.Functional.Operations;

/// <summary>Average pooling and its adjoint in one walk over the windows: from image to windows, or from windows to image.</summary>
internal static class AveragePoolKernel
{
    public static void Run<T>(PoolWindow window, bool countsPadding, NdArray image, NdArray windows, bool adjoint)
        where T : unmanaged, INumber<T>
    {
        using var pixels = image.Contiguous().Write<T>();
        using var values = windows.Write<T>();
        Size2d size = (image.Shape[2], image.Shape[3]), output = (windows.Shape[2], windows.Shape[3]);
        int planes = image.Shape[0] * image.Shape[1], plane = size.Height * size.Width, outputs = output.Height * output.Width;
        for (int p = 0; p < planes; p++)
            Plane(window, countsPadding, pixels.Span.Slice(p * plane, plane), size, values.Span.Slice(p * outputs, outputs), output, adjoint);
    }

    private static void Plane<T>(PoolWindow window, bool countsPadding, Span<T> image, Size2d size, Span<T> windows, Size2d output, bool adjoint)
        where T : unmanaged, INumber<T>
    {
        var (kernel, stride, padding) = (window.Kernel, window.Stride, window.Padding);
        int item = 0;
        for (int i = 0; i < output.Height; i++)
        {
            var (firstRow, endRow, top) = PoolWindow.Taps(i, size.Height, kernel.Height, stride.Height, padding.Height, 1);
            for (int j = 0; j < output.Width; j++, item++)
            {
                var (firstColumn, endColumn, left) = PoolWindow.Taps(j, size.Width, kernel.Width, stride.Width, padding.Width, 1);
                int divisor = countsPadding
                    ? (Math.Min(kernel.Height, size.Height + padding.Height - top)) * Math.Min(kernel.Width, size.Width + padding.Width - left)
                    : (endRow - firstRow) * (endColumn - firstColumn);
                T share = T.CreateTruncating(divisor), sum = adjoint ? windows[item] / share : T.Zero;
                for (int u = firstRow; u < endRow; u++)
                {
                    var row = image.Slice(((top + u) * size.Width) + left + firstColumn, endColumn - firstColumn);
                    for (int v = 0; v < row.Length; v++)
                    {
                        if (adjoint)
                            row[v] += sum;
                        else
                            sum += row[v];
                    }
                }

                if (!adjoint)
                    windows[item] = sum / share;
            }
        }
    }
}

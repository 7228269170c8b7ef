using System.Numerics;

namespace Curriculum.Functional.Operations;

/// <summary>Copies windows of an image into columns and adds columns back into an image: each other's adjoint.</summary>
internal static class ColumnKernel
{
    /// <summary>image [c, h, w] → columns [c·kh·kw, oh·ow]; zeros where a tap lies on the padding.</summary>
    public static void ToColumns<T>(ReadOnlySpan<T> image, int channels, Size2d size, Window2d window, Size2d output, Span<T> columns)
        where T : unmanaged
    {
        int row = 0, plane = output.Height * output.Width;
        for (int c = 0; c < channels; c++)
        {
            var pixels = image.Slice(c * size.Height * size.Width, size.Height * size.Width);
            for (int u = 0; u < window.Kernel.Height; u++)
            {
                for (int v = 0; v < window.Kernel.Width; v++, row++)
                    CopyTap(pixels, size, window, u, v, output, columns.Slice(row * plane, plane));
            }
        }
    }

    /// <summary>columns [c·kh·kw, oh·ow] → image [c, h, w], to which they are added tap by tap, always in the same order.</summary>
    public static void AddColumns<T>(ReadOnlySpan<T> columns, int channels, Size2d size, Window2d window, Size2d output, Span<T> image)
        where T : unmanaged, INumber<T>
    {
        int row = 0, plane = output.Height * output.Width;
        for (int c = 0; c < channels; c++)
        {
            var pixels = image.Slice(c * size.Height * size.Width, size.Height * size.Width);
            for (int u = 0; u < window.Kernel.Height; u++)
            {
                for (int v = 0; v < window.Kernel.Width; v++, row++)
                    AddTap(columns.Slice(row * plane, plane), size, window, u, v, output, pixels);
            }
        }
    }

    /// <summary>target += source.</summary>
    public static void Add<T>(ReadOnlySpan<T> source, Span<T> target)
        where T : unmanaged, INumber<T>
    {
        int j = 0;
        for (; j <= target.Length - Vector<T>.Count; j += Vector<T>.Count)
            (new Vector<T>(target[j..]) + new Vector<T>(source[j..])).CopyTo(target[j..]);
        for (; j < target.Length; j++)
            target[j] += source[j];
    }

    /// <summary>target += value.</summary>
    public static void Add<T>(T value, Span<T> target)
        where T : unmanaged, INumber<T>
    {
        var values = new Vector<T>(value);
        int j = 0;
        for (; j <= target.Length - Vector<T>.Count; j += Vector<T>.Count)
            (new Vector<T>(target[j..]) + values).CopyTo(target[j..]);
        for (; j < target.Length; j++)
            target[j] += value;
    }

    private static void CopyTap<T>(ReadOnlySpan<T> pixels, Size2d size, Window2d window, int u, int v, Size2d output, Span<T> column)
        where T : unmanaged
    {
        int step = window.Stride.Width, shift = (v * window.Dilation.Width) - window.Before.Width;
        var (first, end) = Inside(size.Width, step, shift, output.Width);
        for (int i = 0; i < output.Height; i++)
        {
            int y = (i * window.Stride.Height) + (u * window.Dilation.Height) - window.Before.Height;
            var line = column.Slice(i * output.Width, output.Width);
            if ((uint)y >= (uint)size.Height || first == end)
            {
                line.Clear();
                continue;
            }

            line[..first].Clear();
            line[end..].Clear();
            var source = pixels.Slice(y * size.Width, size.Width);
            if (step == 1)
            {
                source.Slice(first + shift, end - first).CopyTo(line[first..]);
                continue;
            }

            for (int j = first; j < end; j++)
                line[j] = source[(j * step) + shift];
        }
    }

    private static void AddTap<T>(ReadOnlySpan<T> column, Size2d size, Window2d window, int u, int v, Size2d output, Span<T> pixels)
        where T : unmanaged, INumber<T>
    {
        int step = window.Stride.Width, shift = (v * window.Dilation.Width) - window.Before.Width;
        var (first, end) = Inside(size.Width, step, shift, output.Width);
        for (int i = 0; i < output.Height; i++)
        {
            int y = (i * window.Stride.Height) + (u * window.Dilation.Height) - window.Before.Height;
            if ((uint)y >= (uint)size.Height || first == end)
                continue;
            var line = column.Slice(i * output.Width, output.Width)[first..end];
            if (step == 1)
            {
                Add(line, pixels.Slice((y * size.Width) + first + shift, line.Length));
                continue;
            }

            var target = pixels.Slice(y * size.Width, size.Width);
            for (int j = 0; j < line.Length; j++)
                target[((first + j) * step) + shift] += line[j];
        }
    }

    // The output columns first … end − 1 whose tap j·step + shift lies inside the image.
    private static (int First, int End) Inside(int width, int step, int shift, int outputs)
    {
        int first = shift >= 0 ? 0 : Math.Min(outputs, (-shift + step - 1) / step);
        int end = width - shift <= 0 ? 0 : Math.Min(outputs, (width - shift + step - 1) / step);
        return (first, Math.Max(first, end));
    }
}

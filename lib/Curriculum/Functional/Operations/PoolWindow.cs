using Curriculum.Arrays;

namespace Curriculum.Functional.Operations;

/// <summary>How a pooling window slides over an image; rounding the number of windows up lets the last ones stick out.</summary>
internal sealed record PoolWindow(Size2d Kernel, Size2d Stride, Size2d Padding, Size2d Dilation, bool RoundsUp)
{
    /// <exception cref="ShapeException">The window does not fit, or the padding is more than half of it.</exception>
    public Size2d Output(string op, Size2d image)
    {
        if (Kernel.Height < 1 || Kernel.Width < 1 || Stride.Height < 1 || Stride.Width < 1 || Dilation.Height < 1 || Dilation.Width < 1)
            throw new ShapeException($"{op}: kernel, stride and dilation must be at least 1, got kernel {Kernel}, stride {Stride}, dilation {Dilation}.");
        if (Padding.Height < 0 || Padding.Width < 0 || 2 * Padding.Height > Kernel.Height || 2 * Padding.Width > Kernel.Width)
            throw new ShapeException($"{op}: padding must be 0 … half of the kernel {Kernel}, got {Padding}. A window that sees only padding has no value.");
        var output = new Size2d(
            Count(image.Height, Kernel.Height, Stride.Height, Padding.Height, Dilation.Height),
            Count(image.Width, Kernel.Width, Stride.Width, Padding.Width, Dilation.Width));
        return output is { Height: > 0, Width: > 0 }
            ? output
            : throw new ShapeException($"{op}: the window {Kernel} does not fit into the image {image} with padding {Padding}. Use a smaller window or more padding.");
    }

    /// <summary>The rows (or columns) of the image that the taps of window <paramref name="index"/> see: tap range first … end − 1, and where tap 0 lies.</summary>
    public static (int First, int End, int Origin) Taps(int index, int length, int kernel, int stride, int padding, int dilation)
    {
        int origin = (index * stride) - padding;
        int first = origin >= 0 ? 0 : (-origin + dilation - 1) / dilation;
        int end = Math.Min(kernel, (length - origin + dilation - 1) / dilation);
        return (first, Math.Max(first, end), origin);
    }

    private int Count(int length, int kernel, int stride, int padding, int dilation)
    {
        int room = length + (2 * padding) - (dilation * (kernel - 1)) - 1;
        if (room < 0)
            return 0;
        int count = ((room + (RoundsUp ? stride - 1 : 0)) / stride) + 1;
        // A last window that would start in the padding behind the image sees nothing.
        return RoundsUp && (count - 1) * stride >= length + padding ? count - 1 : count;
    }
}

using Curriculum.Arrays;

namespace Curriculum.Functional.Operations;

/// <summary>How a kernel slides over an image: its size, steps, the zeros around the image (before: top and left, after: bottom and right) and the gaps between its taps.</summary>
internal sealed record Window2d(Size2d Kernel, Size2d Stride, Size2d Before, Size2d After, Size2d Dilation)
{
    public static Window2d Symmetric(Size2d kernel, Size2d? stride = null, Size2d? padding = null, Size2d? dilation = null)
        => new(kernel, stride ?? 1, padding ?? 0, padding ?? 0, dilation ?? 1);

    /// <summary>The number of taps.</summary>
    public int Taps => Kernel.Height * Kernel.Width;

    /// <summary>oh, ow = ⌊(size + before + after − dilation·(kernel − 1) − 1) / stride⌋ + 1.</summary>
    /// <exception cref="ShapeException">The kernel does not fit, or a number makes no sense.</exception>
    public Size2d Output(string op, Size2d image)
    {
        RequireSteps(op, Kernel, Stride, Dilation);
        // Less than none after the image is a row that no window sees: an output padding of a transposed convolution.
        if (Before.Height < 0 || Before.Width < 0)
            throw new ShapeException($"{op}: padding must not be negative, got {Before}.");
        int height = image.Height + Before.Height + After.Height - (Dilation.Height * (Kernel.Height - 1)) - 1;
        int width = image.Width + Before.Width + After.Width - (Dilation.Width * (Kernel.Width - 1)) - 1;
        if (height < 0 || width < 0)
        {
            throw new ShapeException($"{op}: the kernel {Kernel}{(Dilation == 1 ? "" : $" with dilation {Dilation}")} does not fit into the image {image} with padding {Before}. "
                + "Use a smaller kernel or more padding.");
        }

        return ((height / Stride.Height) + 1, (width / Stride.Width) + 1);
    }

    /// <exception cref="ShapeException">The window does not move, or has no taps.</exception>
    public static void RequireSteps(string op, Size2d kernel, Size2d stride, Size2d dilation)
    {
        if (kernel.Height < 1 || kernel.Width < 1 || stride.Height < 1 || stride.Width < 1 || dilation.Height < 1 || dilation.Width < 1)
            throw new ShapeException($"{op}: kernel, stride and dilation must be at least 1, got kernel {kernel}, stride {stride}, dilation {dilation}.");
    }
}

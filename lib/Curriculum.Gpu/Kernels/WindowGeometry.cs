using Curriculum.Functional;
using Curriculum.Functional.Operations;

namespace Curriculum.Gpu.Kernels;

/// <summary>How windows lie on a plane, by value for a kernel.</summary>
internal readonly struct WindowGeometry
{
    /// <summary>Windows of a convolution.</summary>
    public WindowGeometry(Window2d window, Size2d image, Size2d output)
        : this(window.Kernel, window.Stride, window.Before, window.Dilation, image, output)
    {
    }

    /// <summary>Windows of a pooling.</summary>
    public WindowGeometry(PoolWindow window, Size2d image, Size2d output)
        : this(window.Kernel, window.Stride, window.Padding, window.Dilation, image, output)
    {
    }

    private WindowGeometry(Size2d kernel, Size2d stride, Size2d padding, Size2d dilation, Size2d image, Size2d output)
    {
        (Height, Width) = (image.Height, image.Width);
        (Rows, Columns) = (output.Height, output.Width);
        (KernelHeight, KernelWidth) = (kernel.Height, kernel.Width);
        (StrideHeight, StrideWidth) = (stride.Height, stride.Width);
        (PaddingHeight, PaddingWidth) = (padding.Height, padding.Width);
        (DilationHeight, DilationWidth) = (dilation.Height, dilation.Width);
    }

    public int Height { get; }

    public int Width { get; }

    /// <summary>Rows of windows.</summary>
    public int Rows { get; }

    /// <summary>Columns of windows.</summary>
    public int Columns { get; }

    public int KernelHeight { get; }

    public int KernelWidth { get; }

    public int StrideHeight { get; }

    public int StrideWidth { get; }

    public int PaddingHeight { get; }

    public int PaddingWidth { get; }

    public int DilationHeight { get; }

    public int DilationWidth { get; }

    /// <summary>The windows of a plane.</summary>
    public int Windows => Rows * Columns;

    /// <summary>The pixels of a plane.</summary>
    public int Pixels => Height * Width;

    /// <summary>The taps of a window.</summary>
    public int Taps => KernelHeight * KernelWidth;

    /// <summary>The row of the image that tap row <paramref name="tap"/> of window row <paramref name="window"/> sees; it may lie on the padding.</summary>
    public int Row(int window, int tap) => (window * StrideHeight) - PaddingHeight + (tap * DilationHeight);

    /// <summary>The column, likewise.</summary>
    public int Column(int window, int tap) => (window * StrideWidth) - PaddingWidth + (tap * DilationWidth);

    /// <summary>Whether a pixel is there.</summary>
    public bool IsInside(int row, int column) => row >= 0 && row < Height && column >= 0 && column < Width;
}

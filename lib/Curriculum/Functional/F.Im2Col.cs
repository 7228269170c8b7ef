using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Operations;

namespace Curriculum.Functional;

/// <content>Windows of images as matrices, and back.</content>
public static partial class F
{
    /// <summary>Lays the windows that a kernel sees out as a matrix, so that a convolution becomes one matrix product.</summary>
    /// <remarks>
    /// Element (n, c, u, v, i, j) is x[n, c, i·stride + u·dilation − padding, j·stride + v·dilation − padding], 0 outside the image;
    /// oh = ⌊(h + 2·padding − dilation·(kh − 1) − 1) / stride⌋ + 1, ow likewise. Its adjoint is <see cref="Col2Im"/>.
    /// </remarks>
    /// <param name="x">x [n, c, h, w].</param>
    /// <param name="kernel">kh × kw.</param>
    /// <param name="stride">The step from window to window; left out: 1.</param>
    /// <param name="padding">The zeros on each side; left out: 0.</param>
    /// <param name="dilation">The step from tap to tap; left out: 1.</param>
    /// <param name="layout">Windows as rows, [n·oh·ow, c·kh·kw], or as columns, [n, c·kh·kw, oh·ow].</param>
    /// <exception cref="ShapeException">x has not four axes, or the kernel does not fit.</exception>
    public static Tensor Im2Col(
        Tensor x, Size2d kernel, Size2d? stride = null, Size2d? padding = null, Size2d? dilation = null, ColumnLayout layout = ColumnLayout.WindowRows)
    {
        RequireImages("Im2Col", x);
        var columns = new UnfoldOperation(Window2d.Symmetric(kernel, stride, padding, dilation)).Apply(OfFloats(x));
        return layout == ColumnLayout.Unfold ? columns : columns.Transpose(0, 2, 1).Reshape(-1, columns.Shape[1]);
    }

    /// <summary>Adds the rows (or columns) of a matrix of windows back into images: the adjoint of <see cref="Im2Col"/>, not its inverse, because overlaps add up.</summary>
    /// <param name="columns">[n·oh·ow, c·kh·kw] or [n, c·kh·kw, oh·ow], as the layout says.</param>
    /// <param name="image">[n, c, h, w], the shape of the images.</param>
    /// <param name="kernel">kh × kw.</param>
    /// <param name="stride">The step from window to window; left out: 1.</param>
    /// <param name="padding">The zeros on each side, which are dropped; left out: 0.</param>
    /// <param name="dilation">The step from tap to tap; left out: 1.</param>
    /// <param name="layout">How the windows are laid out.</param>
    /// <exception cref="ShapeException">The columns are not those of such images.</exception>
    public static Tensor Col2Im(
        Tensor columns, Shape image, Size2d kernel, Size2d? stride = null, Size2d? padding = null, Size2d? dilation = null,
        ColumnLayout layout = ColumnLayout.WindowRows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(image);
        if (image.Rank != 4)
            throw new ShapeException($"Col2Im: image must be [n, c, h, w], got {image}.");
        var window = Window2d.Symmetric(kernel, stride, padding, dilation);
        var output = window.Output("Col2Im", (image[2], image[3]));
        int windows = output.Height * output.Width, size = image[1] * window.Taps;
        Shape expected = layout == ColumnLayout.Unfold ? [image[0], size, windows] : [image[0] * windows, size];
        if (columns.Shape != expected)
            throw new ShapeException($"Col2Im: columns must be {expected} for images {image} and a kernel {kernel}, got {columns.Shape}.");
        var unfolded = layout == ColumnLayout.Unfold ? columns : columns.Reshape(image[0], windows, size).Transpose(0, 2, 1);
        return new FoldOperation(window, image).Apply(unfolded);
    }

    private static void RequireImages(string op, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 4)
            throw new ShapeException($"{op}: x must be images [n, c, h, w], got {x.Shape}. Reshape adds axes of length 1.");
    }
}

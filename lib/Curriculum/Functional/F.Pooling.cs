using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Operations;

namespace Curriculum.Functional;

/// <content>Pooling: one number for each window of an image.</content>
public static partial class F
{
    /// <summary>The largest element of each window; padding counts as −∞.</summary>
    /// <remarks>Of equal elements the first gets the gradient. oh = ⌊(h + 2·padding − dilation·(kh − 1) − 1) / stride⌋ + 1, or rounded up.</remarks>
    /// <param name="x">x [n, c, h, w].</param>
    /// <param name="kernel">kh × kw.</param>
    /// <param name="stride">The step from window to window; left out: the kernel.</param>
    /// <param name="padding">The border on each side; left out: 0.</param>
    /// <param name="dilation">The step from tap to tap; left out: 1.</param>
    /// <param name="roundUp">Whether a last window may stick out behind the image.</param>
    /// <returns>y [n, c, oh, ow].</returns>
    /// <exception cref="ShapeException">x has not four axes, or the window does not fit.</exception>
    public static Tensor MaxPool2d(Tensor x, Size2d kernel, Size2d? stride = null, Size2d? padding = null, Size2d? dilation = null, bool roundUp = false)
        => MaxPool2dWithPlaces(x, kernel, stride, padding, dilation, roundUp).Output;

    /// <summary>The largest element of each window, and where in its plane it is: row · w + column.</summary>
    /// <param name="x">x [n, c, h, w].</param>
    /// <param name="kernel">kh × kw.</param>
    /// <param name="stride">The step from window to window; left out: the kernel.</param>
    /// <param name="padding">The border on each side; left out: 0.</param>
    /// <param name="dilation">The step from tap to tap; left out: 1.</param>
    /// <param name="roundUp">Whether a last window may stick out behind the image.</param>
    /// <returns>y and its places (Int64), both [n, c, oh, ow].</returns>
    /// <exception cref="ShapeException">x has not four axes, or the window does not fit.</exception>
    public static (Tensor Output, NdArray Places) MaxPool2dWithPlaces(
        Tensor x, Size2d kernel, Size2d? stride = null, Size2d? padding = null, Size2d? dilation = null, bool roundUp = false)
    {
        RequireImages("MaxPool2d", x);
        var outputs = new MaxPoolOperation(new PoolWindow(kernel, stride ?? kernel, padding ?? 0, dilation ?? 1, roundUp)).Apply(OfFloats(x));
        return (outputs[0], outputs[1].Value);
    }

    /// <summary>Puts pooled values back where they came from, zeros elsewhere: the way back of <see cref="MaxPool2dWithPlaces"/>.</summary>
    /// <remarks>Zeiler and Fergus, arXiv:1311.2901; SegNet, arXiv:1511.00561.</remarks>
    /// <param name="x">x [n, c, oh, ow].</param>
    /// <param name="places">The place of each value in its plane, [n, c, oh, ow].</param>
    /// <param name="image">[n, c, h, w], the shape of the result.</param>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static Tensor MaxUnpool2d(Tensor x, NdArray places, Shape image)
    {
        RequireImages("MaxUnpool2d", x);
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(image);
        if (places.Shape != x.Shape)
            throw new ShapeException($"MaxUnpool2d: places must be {x.Shape} like x, got {places.Shape}.");
        if (image.Rank != 4 || image[0] != x.Shape[0] || image[1] != x.Shape[1])
            throw new ShapeException($"MaxUnpool2d: image must be [{x.Shape[0]}, {x.Shape[1]}, h, w] for x {x.Shape}, got {image}.");
        if (places.Size > 0 && ((bool)(places < 0).Any() || places.Max().Item() >= image[2] * image[3]))
            throw new ShapeException($"MaxUnpool2d: places must be 0 … {(image[2] * image[3]) - 1}, inside a plane of image {image}, got {places.Min().Item()} … {places.Max().Item()}.");
        return new PlaceOperation(image).Apply(x, places.As(DType.Int64));
    }

    /// <summary>The mean of each window: y = Σ x / (kh · kw).</summary>
    /// <param name="x">x [n, c, h, w].</param>
    /// <param name="kernel">kh × kw.</param>
    /// <param name="stride">The step from window to window; left out: the kernel.</param>
    /// <param name="padding">The border of zeros on each side; left out: 0.</param>
    /// <param name="roundUp">Whether a last window may stick out behind the padded image; what lies beyond is not counted.</param>
    /// <param name="countPadding">Whether the zeros of the border are counted.</param>
    /// <returns>y [n, c, oh, ow].</returns>
    /// <exception cref="ShapeException">x has not four axes, or the window does not fit.</exception>
    public static Tensor AveragePool2d(Tensor x, Size2d kernel, Size2d? stride = null, Size2d? padding = null, bool roundUp = false, bool countPadding = true)
    {
        RequireImages("AveragePool2d", x);
        return new AveragePoolOperation(new PoolWindow(kernel, stride ?? kernel, padding ?? 0, 1, roundUp), countPadding).Apply(OfFloats(x));
    }

    /// <summary>The p-norm of each window, (Σ xᵖ)^(1/p): p = 1 is the sum, p → ∞ the maximum.</summary>
    /// <remarks>xᵖ, not |x|ᵖ: a negative x needs an even p. At a window of zeros there is no gradient for p &gt; 1.</remarks>
    /// <param name="x">x [n, c, h, w].</param>
    /// <param name="p">p, at least 1.</param>
    /// <param name="kernel">kh × kw.</param>
    /// <param name="stride">The step from window to window; left out: the kernel.</param>
    /// <returns>y [n, c, oh, ow].</returns>
    /// <exception cref="ShapeException">x has not four axes, or the window does not fit.</exception>
    public static Tensor LpPool2d(Tensor x, double p, Size2d kernel, Size2d? stride = null)
    {
        RequireImages("LpPool2d", x);
        ArgumentOutOfRangeException.ThrowIfLessThan(p, 1);
        var means = AveragePool2d(p == 1 ? x : x.Pow(p), kernel, stride);
        var sums = means * (double)(kernel.Height * kernel.Width);
        return p == 1 ? sums : sums.Pow(1 / p);
    }

    /// <summary>The mean of each channel over the whole image: y[n, c] = Σ x[n, c, i, j] / (h·w).</summary>
    /// <remarks>Lin et al., arXiv:1312.4400, section 3.2.</remarks>
    /// <param name="x">x [n, c, h, w].</param>
    /// <param name="keepDims">Whether the image stays, as 1 × 1.</param>
    /// <returns>y [n, c], or [n, c, 1, 1].</returns>
    /// <exception cref="ShapeException">x has not four axes.</exception>
    public static Tensor GlobalAveragePool(Tensor x, bool keepDims = false)
    {
        RequireImages("GlobalAveragePool", x);
        return x.Mean([2, 3], keepDims);
    }

    /// <summary>The largest element of each channel over the whole image, y[n, c] = max x[n, c, i, j]; equal ones share the gradient.</summary>
    /// <param name="x">x [n, c, h, w].</param>
    /// <param name="keepDims">Whether the image stays, as 1 × 1.</param>
    /// <returns>y [n, c], or [n, c, 1, 1].</returns>
    /// <exception cref="ShapeException">x has not four axes.</exception>
    public static Tensor GlobalMaxPool(Tensor x, bool keepDims = false)
    {
        RequireImages("GlobalMaxPool", x);
        return x.Max([2, 3], keepDims);
    }
}

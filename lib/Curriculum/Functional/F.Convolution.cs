using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Operations;

namespace Curriculum.Functional;

/// <content>Convolutions, in the field's sense: the kernel is not flipped (cross-correlation).</content>
public static partial class F
{
    /// <summary>y[n, f, i, j] = b[f] + Σ x[n, c, i·stride + u·dilation − padding, j·stride + v·dilation − padding] · W[f, c, u, v].</summary>
    /// <remarks>
    /// oh = ⌊(h + 2·padding − dilation·(kh − 1) − 1) / stride⌋ + 1, ow likewise. With groups, the filters of a group see only the channels of that group: as many groups as channels is a
    /// depthwise convolution, a 1 × 1 kernel a pointwise one.
    /// </remarks>
    /// <param name="x">x [n, c, h, w].</param>
    /// <param name="weight">W [f, c/groups, kh, kw].</param>
    /// <param name="bias">b [f], or null for none.</param>
    /// <param name="stride">The step from window to window; left out: 1.</param>
    /// <param name="padding">The zeros on each side; left out: 0.</param>
    /// <param name="dilation">The step from tap to tap; left out: 1.</param>
    /// <param name="groups">How many groups; divides c and f.</param>
    /// <returns>y [n, f, oh, ow].</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static Tensor Conv2d(
        Tensor x, Tensor weight, Tensor? bias = null, Size2d? stride = null, Size2d? padding = null, Size2d? dilation = null, int groups = 1)
    {
        RequireImages("Conv2d", x);
        RequireFilters("Conv2d", weight, bias, 4, 0);
        var window = Window2d.Symmetric((weight.Shape[2], weight.Shape[3]), stride, padding, dilation);
        return Convolve(x, weight, bias, window, groups);
    }

    /// <summary><see cref="Conv2d"/> as it is taught: im2col, one matrix product, and the axes put back in order. No groups, no dilation.</summary>
    /// <param name="x">x [n, c, h, w].</param>
    /// <param name="weight">W [f, c, kh, kw].</param>
    /// <param name="bias">b [f], or null for none.</param>
    /// <param name="stride">The step from window to window; left out: 1.</param>
    /// <param name="padding">The zeros on each side; left out: 0.</param>
    /// <returns>y [n, f, oh, ow].</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static Tensor Conv2dSimple(Tensor x, Tensor weight, Tensor? bias = null, Size2d? stride = null, Size2d? padding = null)
    {
        RequireImages("Conv2dSimple", x);
        RequireFilters("Conv2dSimple", weight, bias, 4, 0);
        var (n, filters) = (x.Shape[0], weight.Shape[0]);
        Size2d kernel = (weight.Shape[2], weight.Shape[3]);
        var output = Window2d.Symmetric(kernel, stride, padding).Output("Conv2dSimple", (x.Shape[2], x.Shape[3]));

        var columns = Im2Col(x, kernel, stride, padding);           // [n·oh·ow, c·kh·kw]
        var filterColumns = weight.Reshape(filters, -1).T;          // [c·kh·kw, f]
        var y = Linear(columns, filterColumns, bias);               // [n·oh·ow, f]
        return y.Reshape(n, output.Height, output.Width, filters).Transpose(0, 3, 1, 2);
    }

    /// <summary>y[n, f, t] = b[f] + Σ x[n, c, t·stride + u·dilation − left] · W[f, c, u].</summary>
    /// <remarks>Padding of (kernel − 1)·dilation on the left alone makes it causal: y[t] depends on nothing after x[t], and the length stays (see <see cref="CausalConv1d"/>).</remarks>
    /// <param name="x">x [n, c, l].</param>
    /// <param name="weight">W [f, c/groups, k].</param>
    /// <param name="bias">b [f], or null for none.</param>
    /// <param name="stride">The step from window to window.</param>
    /// <param name="padding">The zeros before and after.</param>
    /// <param name="dilation">The step from tap to tap.</param>
    /// <param name="groups">How many groups; divides c and f.</param>
    /// <returns>y [n, f, ol] with ol = ⌊(l + left + right − dilation·(k − 1) − 1) / stride⌋ + 1.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static Tensor Conv1d(
        Tensor x, Tensor weight, Tensor? bias = null, int stride = 1, (int Left, int Right) padding = default, int dilation = 1, int groups = 1)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 3)
            throw new ShapeException($"Conv1d: x must be sequences [n, c, l], got {x.Shape}. Reshape adds axes of length 1.");
        RequireFilters("Conv1d", weight, bias, 3, 0);
        if (padding.Left < 0 || padding.Right < 0)
            throw new ShapeException($"Conv1d: padding must not be negative, got {padding}.");
        // A sequence is an image of height 1.
        var window = new Window2d((1, weight.Shape[2]), (1, stride), (0, padding.Left), (0, padding.Right), (1, dilation));
        return Convolve(x.ExpandDims(2), weight.ExpandDims(2), bias, window, groups).Squeeze(2);
    }

    /// <summary>A convolution of a sequence that does not see the future: y[t] = b + Σ W[u]·x[t − (k − 1 − u)·dilation].</summary>
    /// <remarks>van den Oord et al. (WaveNet), arXiv:1609.03499, section 2.1.</remarks>
    /// <param name="x">x [n, c, l].</param>
    /// <param name="weight">W [f, c/groups, k].</param>
    /// <param name="bias">b [f], or null for none.</param>
    /// <param name="dilation">The step from tap to tap.</param>
    /// <param name="groups">How many groups; divides c and f.</param>
    /// <returns>y [n, f, l].</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static Tensor CausalConv1d(Tensor x, Tensor weight, Tensor? bias = null, int dilation = 1, int groups = 1)
    {
        ArgumentNullException.ThrowIfNull(weight);
        return Conv1d(x, weight, bias, padding: (weight.Rank == 3 ? (weight.Shape[2] - 1) * dilation : 0, 0), dilation: dilation, groups: groups);
    }

    /// <summary>The adjoint of a convolution, which enlarges: y[n, f, i·stride + u·dilation − padding, …] += x[n, c, i, …] · W[c, f, u, …], plus b[f].</summary>
    /// <remarks>
    /// Also called deconvolution, which it is not. oh = (h − 1)·stride − 2·padding + dilation·(kh − 1) + 1 + outputPadding, ow likewise. Several heights give the same output under a
    /// convolution with a stride; outputPadding says which of them is meant. Dumoulin and Visin, arXiv:1603.07285, chapter 4.
    /// </remarks>
    /// <param name="x">x [n, c, h, w].</param>
    /// <param name="weight">W [c, f/groups, kh, kw].</param>
    /// <param name="bias">b [f], or null for none.</param>
    /// <param name="stride">The step in the output; left out: 1.</param>
    /// <param name="padding">What is cut off on each side of the output; left out: 0.</param>
    /// <param name="outputPadding">Rows and columns added at the bottom and the right; left out: 0.</param>
    /// <param name="dilation">The step from tap to tap; left out: 1.</param>
    /// <param name="groups">How many groups; divides c and f.</param>
    /// <returns>y [n, f, oh, ow].</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static Tensor ConvTranspose2d(
        Tensor x, Tensor weight, Tensor? bias = null, Size2d? stride = null, Size2d? padding = null, Size2d? outputPadding = null, Size2d? dilation = null,
        int groups = 1)
    {
        RequireImages("ConvTranspose2d", x);
        ArgumentNullException.ThrowIfNull(weight);
        RequireFilters("ConvTranspose2d", weight, bias, 4, 1, groups);
        if (weight.Shape[0] != x.Shape[1])
            throw new ShapeException($"ConvTranspose2d: weight must be [{x.Shape[1]}, filters/groups, kh, kw] (the channels of x {x.Shape}), got {weight.Shape}.");
        var (step, pad, extra, gap) = (stride ?? 1, padding ?? 0, outputPadding ?? 0, dilation ?? 1);
        Window2d.RequireSteps("ConvTranspose2d", (weight.Shape[2], weight.Shape[3]), step, gap);
        if (extra.Height < 0 || extra.Width < 0 || extra.Height >= Math.Max(step.Height, gap.Height) || extra.Width >= Math.Max(step.Width, gap.Width))
            throw new ShapeException($"ConvTranspose2d: outputPadding must be 0 … less than the stride {step} or the dilation {gap}, got {extra}.");
        int height = Enlarged(x.Shape[2], weight.Shape[2], step.Height, pad.Height, extra.Height, gap.Height);
        int width = Enlarged(x.Shape[3], weight.Shape[3], step.Width, pad.Width, extra.Width, gap.Width);
        if (height < 1 || width < 1)
            throw new ShapeException($"ConvTranspose2d: padding {pad} cuts everything off the output of x {x.Shape} and weight {weight.Shape}. Use less padding.");

        // Seen from the output, the extra rows and columns lie behind the last window.
        var window = new Window2d((weight.Shape[2], weight.Shape[3]), step, pad, (pad.Height - extra.Height, pad.Width - extra.Width), gap);
        Shape output = [x.Shape[0], weight.Shape[1] * groups, height, width];
        var y = new Conv2dInputGradientOperation(window, groups, output).Apply(OfOneType(x, weight));
        return bias is null ? y : y + PerChannel(bias, 4);

        static int Enlarged(int length, int kernel, int stride, int padding, int extra, int dilation)
            => ((length - 1) * stride) - (2 * padding) + (dilation * (kernel - 1)) + 1 + extra;
    }

    /// <summary>MaxPool2d(Relu(Conv2d(x, weight, bias))), in one operation where there is one.</summary>
    internal static Tensor Conv2dReluMaxPool2d(
        Tensor x, Tensor weight, Tensor? bias, Size2d? stride, Size2d? padding, Size2d? dilation, int groups, Size2d poolKernel, Size2d? poolStride, Size2d? poolPadding)
    {
        RequireImages("Conv2d", x);
        RequireFilters("Conv2d", weight, bias, 4, 0);
        var window = Window2d.Symmetric((weight.Shape[2], weight.Shape[3]), stride, padding, dilation);
        Tensor[] inputs = bias is null ? [x, weight] : [x, weight, bias];
        return ConvReluPoolOperation.Fits(window, poolKernel, poolStride ?? poolKernel, poolPadding ?? 0, inputs)
            ? new ConvReluPoolOperation(window, groups).Apply(inputs)[0]
            : MaxPool2d(Relu(Convolve(x, weight, bias, window, groups)), poolKernel, poolStride, poolPadding);
    }

    private static Tensor Convolve(Tensor x, Tensor weight, Tensor? bias, Window2d window, int groups)
    {
        Tensor[] inputs = bias is null ? [x, weight] : [x, weight, bias];
        return new Conv2dOperation(window, groups).Apply(OfOneType(inputs));
    }

    private static void RequireFilters(string op, Tensor weight, Tensor? bias, int rank, int filterAxis, int groups = 1)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Rank != rank)
            throw new ShapeException($"{op}: weight must have {rank} axes, got {weight.Shape}.");
        int filters = weight.Shape[filterAxis] * groups;
        if (bias is not null && (bias.Rank != 1 || bias.Shape[0] != filters))
            throw new ShapeException($"{op}: bias must be [{filters}] (a number for each filter of weight {weight.Shape}), got {bias.Shape}.");
    }
}

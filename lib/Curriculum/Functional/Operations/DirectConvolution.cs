using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Convolution of stride 1 without columns: the tiles of a matrix product whose second factor is a band of the padded image, each tap being a shift of it.</summary>
/// <remarks>
/// A band [c, rows, width] is read as one line a channel: output position oy·width + ox sees tap (u, v) of channel c at c·plane + u·dh·width + v·dw + oy·width + ox. Between the end of an output row and the next
/// lie positions without meaning; they are computed and left out. Every output is one chain of fused multiply-adds over channels and taps, whatever the bands, tiles and threads.
/// </remarks>
internal static unsafe class DirectConvolution
{
    /// <summary>Numbers of output that are worked on at a time: what a band needs stays in the second-level cache.</summary>
    private const int BandSize = 48 * 1024;

    /// <summary>Whether the windows of neighbouring outputs are neighbours, and there is more than one tap.</summary>
    public static bool Fits(ConvolutionShape shape) => shape.Window.Stride == 1 && !shape.IsPointwise;

    /// <summary>y = W ∗ x + b.</summary>
    public static void Forward<T>(ConvolutionShape shape, NdArray x, NdArray weight, NdArray? bias, NdArray y)
        where T : unmanaged, INumber<T>
        => Run<T>(new DirectPlan(shape.GroupChannels, shape.GroupFilters, shape.Groups, shape.Image, shape.Output, shape.Window.Kernel, shape.Window.Dilation, shape.Window.Before, false), x, weight, bias, y);

    /// <summary>∂x: the convolution of ∂y with the kernels turned by 180° and their channels and filters exchanged.</summary>
    public static void InputGradient<T>(ConvolutionShape shape, NdArray gy, NdArray weight, NdArray gx)
        where T : unmanaged, INumber<T>
    {
        var (kernel, dilation, before) = (shape.Window.Kernel, shape.Window.Dilation, shape.Window.Before);
        Size2d shift = (((kernel.Height - 1) * dilation.Height) - before.Height, ((kernel.Width - 1) * dilation.Width) - before.Width);
        Run<T>(new DirectPlan(shape.GroupFilters, shape.GroupChannels, shape.Groups, shape.Output, shape.Image, kernel, dilation, shift, true), gy, weight, null, gx);
    }

    private static void Run<T>(DirectPlan plan, NdArray x, NdArray weight, NdArray? bias, NdArray y)
        where T : unmanaged, INumber<T>
    {
        if (y.Size == 0)
            return;
        using var images = x.Read<T>();
        using var weights = weight.Read<T>();
        using var biases = (bias ?? weight).Read<T>();
        using var outputs = y.Write<T>();
        using var packed = new Scratch<T>((long)plan.Groups * plan.Filters * plan.Inner);
        fixed (T* px = images.Span, pw = weights.Span, pb = biases.Span, py = outputs.Span)
        {
            plan.Pack(pw, packed.Pointer);
            int rows = Math.Clamp(BandSize / (plan.Filters * plan.Width), 1, plan.Output.Height), bands = (plan.Output.Height + rows - 1) / rows;
            Work.Split<BandWork<T>, T>(x.Shape[0] * plan.Groups * bands, 1, new BandWork<T>(plan, rows, bands, px, packed.Pointer, bias is null ? null : pb, py));
        }
    }

    private readonly struct BandWork<T>(DirectPlan plan, int rows, int bands, T* x, T* weights, T* bias, T* y) : IVectorWork<T>
        where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<V>(int start, int end)
            where V : struct, ILanes<V, T>
        {
            int width = 2 * V.Count, line = ((rows * plan.Width) + width - 1) / width * width, bandRows = plan.BandRows(rows);
            using var band = new Scratch<T>(plan.BandLength(bandRows, width));
            using var results = new Scratch<T>((long)plan.Filters * line);
            using var steps = new Scratch<nint>(plan.Inner);
            plan.Steps(plan.Plane(bandRows), steps.Pointer);
            for (int item = start; item < end; item++)
            {
                int first = item % bands * rows, count = Math.Min(rows, plan.Output.Height - first), image = item / bands;
                plan.FillBand(x + ((nint)image * plan.Channels * plan.Image.Height * plan.Image.Width), first, bandRows, band.Pointer, width);
                int slivers = ((count * plan.Width) + width - 1) / width;
                T* w = weights + ((nint)(image % plan.Groups) * plan.Filters * plan.Inner);
                for (int sliver = 0; sliver < slivers; sliver++)
                {
                    for (int panel = 0; panel < plan.Panels; panel++)
                    {
                        int row = plan.FirstRow(panel), height = plan.FirstRow(panel + 1) - row;
                        GemmTiles.Run<V, T, TabledSteps>(
                            height, 2, plan.Inner, w + ((nint)row * plan.Inner), 1, height, band.Pointer + (sliver * width), 0, steps.Pointer, results.Pointer + ((nint)row * line) + (sliver * width), line, false);
                    }
                }

                T* output = y + ((nint)image * plan.Filters * plan.Output.Height * plan.Output.Width) + (first * plan.Output.Width);
                for (int f = 0; f < plan.Filters; f++)
                {
                    // −0 is what can be added without a trace: 0 would turn −0 into 0.
                    T add = bias == null ? -T.Zero : bias[(image % plan.Groups * plan.Filters) + f];
                    Collect(results.Pointer + ((nint)f * line), plan.Width, count, plan.Output.Width, V.Broadcast(add), add, output + ((nint)f * plan.Output.Height * plan.Output.Width));
                }
            }
        }

        // The positions that mean something, and the bias.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Collect<V>(T* from, nint stride, int rows, nint width, V add, T single, T* to)
            where V : struct, ILanes<V, T>
        {
            for (int i = 0; i < rows; i++, from += stride, to += width)
            {
                nint j = 0;
                for (; j <= width - V.Count; j += V.Count)
                    V.Store(V.Load(from + j) + add, to + j);
                for (; j <= width - Lanes128<T>.Count; j += Lanes128<T>.Count)
                    Lanes128<T>.Store(Lanes128<T>.Load(from + j) + Lanes128<T>.Broadcast(single), to + j);
                for (; j < width; j++)
                    to[j] = from[j] + single;
            }
        }
    }
}

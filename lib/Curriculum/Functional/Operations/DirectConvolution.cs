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
    {
        using var biases = (bias ?? weight).Read<T>();
        using var outputs = y.Write<T>();
        fixed (T* pb = biases.Span, py = outputs.Span)
            Run<BiasOutput<T>, T>(DirectPlan.Forward(shape), x, weight, new BiasOutput<T>(bias is null ? null : pb, py));
    }

    /// <summary>y = the largest of each 2 × 2 window of max(W ∗ x + b, 0), and the tap of each window that it comes from.</summary>
    public static void ForwardReluPool<T>(ConvolutionShape shape, NdArray x, NdArray weight, NdArray? bias, NdArray y, NdArray taps)
        where T : unmanaged, INumber<T>
    {
        using var biases = (bias ?? weight).Read<T>();
        using var outputs = y.Write<T>();
        using var places = taps.Write<int>();
        fixed (T* pb = biases.Span, py = outputs.Span)
        {
            fixed (int* pt = places.Span)
                Run<ReluPoolOutput<T>, T>(DirectPlan.Forward(shape), x, weight, new ReluPoolOutput<T>(bias is null ? null : pb, py, pt));
        }
    }

    /// <summary>∂x: the convolution of ∂y with the kernels turned by 180° and their channels and filters exchanged.</summary>
    public static void InputGradient<T>(ConvolutionShape shape, NdArray gy, NdArray weight, NdArray gx)
        where T : unmanaged, INumber<T>
    {
        using var images = gx.Write<T>();
        fixed (T* px = images.Span)
            Run<BiasOutput<T>, T>(DirectPlan.Adjoint(shape), gy, weight, new BiasOutput<T>(null, px));
    }

    private static void Run<TOutput, T>(DirectPlan plan, NdArray x, NdArray weight, TOutput output)
        where TOutput : struct, IBandOutput<T>
        where T : unmanaged, INumber<T>
    {
        if (x.Shape[0] * plan.Groups * plan.Filters * plan.Positions == 0)
            return;
        using var images = x.Read<T>();
        using var weights = weight.Read<T>();
        using var packed = new Scratch<T>((long)plan.Groups * plan.Filters * plan.Inner);
        fixed (T* px = images.Span, pw = weights.Span)
        {
            plan.Pack(pw, packed.Pointer);
            int rows = Math.Clamp(BandSize / (plan.Filters * plan.Width) / output.RowStep * output.RowStep, output.RowStep, Math.Max(output.RowStep, plan.Output.Height));
            int bands = (plan.Output.Height + rows - 1) / rows;
            using var steps = new Scratch<nint>(plan.Inner);
            plan.Steps(plan.Plane(plan.BandRows(rows)), steps.Pointer);
            Work.Split<BandWork<TOutput, T>, T>(x.Shape[0] * plan.Groups * bands, 1, new BandWork<TOutput, T>(plan, rows, bands, px, packed.Pointer, steps.Pointer, output));
        }
    }

    private readonly struct BandWork<TOutput, T>(DirectPlan plan, int rows, int bands, T* x, T* weights, nint* steps, TOutput output) : IVectorWork<T>
        where TOutput : struct, IBandOutput<T>
        where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<V>(int start, int end)
            where V : struct, ILanes<V, T>
        {
            int width = 2 * V.Count, line = ((rows * plan.Width) + width - 1) / width * width, bandRows = plan.BandRows(rows);
            using var band = new Scratch<T>(plan.BandLength(bandRows, width));
            using var results = new Scratch<T>((long)plan.Filters * line);
            bool isSingle = plan.Filters == 1 && plan.Dilation.Height == 1 && plan.Kernel.Height <= SingleFilterTile.MostTaps;
            using var sums = isSingle ? new Scratch<T>((long)rows * width) : default;
            for (int item = start; item < end; item++)
            {
                int first = item % bands * rows, count = Math.Min(rows, plan.Output.Height - first), image = item / bands;
                plan.FillBand(x + ((nint)image * plan.Channels * plan.Image.Height * plan.Image.Width), first, bandRows, band.Pointer, width);
                T* w = weights + ((nint)(image % plan.Groups) * plan.Filters * plan.Inner);
                if (isSingle)
                    SingleFilter<V>(count, band.Pointer, bandRows, w, sums.Pointer, results.Pointer);
                else if (plan.Output.Width % width != 0)
                    Tiles<V>(1, ((count * plan.Width) + width - 1) / width, band.Pointer, w, results.Pointer, line, plan.Width, false);
                else if (output.Prepare(plan, image, first, count) is var target && target == null)
                    Tiles<V>(count, plan.Output.Width / width, band.Pointer, w, results.Pointer, line, plan.Width, false);
                else
                {
                    Tiles<V>(count, plan.Output.Width / width, band.Pointer, w, target, plan.Positions, plan.Output.Width, output.Adds);
                    continue;
                }

                output.Write<V>(plan, image, first, count, results.Pointer, line);
            }
        }

        // Rows that fill whole tiles are taken one by one, any others as one line, with what lies between them.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Tiles<V>(int rows, int tiles, T* band, T* w, T* results, nint nextFilter, nint nextRow, bool adds)
            where V : struct, ILanes<V, T>
        {
            for (int row = 0; row < rows; row++, band += plan.Width, results += nextRow)
            {
                for (int tile = 0; tile < tiles; tile++)
                {
                    int column = tile * 2 * V.Count;
                    for (int panel = 0; panel < plan.Panels; panel++)
                    {
                        int filter = plan.FirstRow(panel), height = plan.FirstRow(panel + 1) - filter;
                        GemmTiles.Run<V, T, TabledSteps>(
                            height, 2, plan.Inner, w + ((nint)filter * plan.Inner), 1, height, band + column, 0, steps, results + column + (filter * nextFilter), nextFilter, adds);
                    }
                }
            }
        }

        // Columns by columns, whose sums stay in the first-level cache.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void SingleFilter<V>(int count, T* band, int bandRows, T* w, T* sums, T* results)
            where V : struct, ILanes<V, T>
        {
            int width = 2 * V.Count;
            for (int column = 0; column < plan.Output.Width; column += width)
            {
                SingleFilterTile.Run<V, T>(plan.Kernel.Height, plan, count, band + column, plan.Plane(bandRows), w, sums);
                int columns = Math.Min(width, plan.Output.Width - column);
                for (int i = 0; i < count; i++)
                    new ReadOnlySpan<T>(sums + ((nint)i * width), columns).CopyTo(new(results + ((nint)i * plan.Width) + column, columns));
            }
        }
    }
}

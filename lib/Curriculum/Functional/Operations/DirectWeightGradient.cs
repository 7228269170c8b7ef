using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Rows = Curriculum.Arrays.Kernels.Reduction;

namespace Curriculum.Functional.Operations;

/// <summary>∂W of a convolution of stride 1: for each tap, the product of the shifted image [c, positions] and ∂y turned to [positions, f].</summary>
/// <remarks>Positions are those of <see cref="DirectConvolution"/>; ∂y is 0 at the ones without meaning. Images are shared out in a fixed number of parts, whose sums are added in order.</remarks>
internal static unsafe class DirectWeightGradient
{
    private const int Parts = 8;

    /// <summary>Numbers of ∂y that are turned at a time.</summary>
    private const int BandSize = 48 * 1024;

    /// <summary>∂W, and if asked for the sum of ∂y over each plane, from which the bias' gradient is made.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="x">x [n, c, h, w].</param>
    /// <param name="gy">∂y.</param>
    /// <param name="gw">∂W [f, c/groups, kh, kw], to be written.</param>
    /// <param name="planeSums">[n, f], to be written; null: not asked for.</param>
    public static void Run<TGradient, T>(ConvolutionShape shape, NdArray x, TGradient gy, NdArray gw, NdArray? planeSums)
        where TGradient : struct, IOutputGradient<T>
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var plan = DirectPlan.Forward(shape);
        int parts = Math.Clamp(shape.Batch, 1, Parts), widest = 2 * Vector512<T>.Count, filters = (plan.Filters + widest - 1) / widest * widest, size = plan.Inner * filters;
        using var sums = new Scratch<T>((long)parts * plan.Groups * size);
        using var images = x.Read<T>();
        using var weights = gw.Write<T>();
        using var planes = (planeSums ?? gw).Write<T>();
        fixed (T* px = images.Span, pp = planes.Span)
            Work.Split<PartWork<TGradient, T>, T>(parts, 1, new PartWork<TGradient, T>(plan, shape.Batch, parts, filters, px, gy, sums.Pointer, planeSums is null ? null : pp));
        for (int group = 0; group < plan.Groups; group++)
        {
            for (int f = 0; f < plan.Filters; f++)
            {
                for (int k = 0; k < plan.Inner; k++)
                {
                    T* from = sums.Pointer + ((nint)group * size) + ((nint)k * filters) + f;
                    T sum = *from;
                    for (int part = 1; part < parts; part++)
                        sum += from[(nint)part * plan.Groups * size];
                    weights.Span[(((group * plan.Filters) + f) * plan.Inner) + k] = sum;
                }
            }
        }
    }

    private readonly struct PartWork<TGradient, T>(DirectPlan plan, int batch, int parts, int filters, T* x, TGradient gy, T* sums, T* planeSums) : IVectorWork<T>
        where TGradient : struct, IOutputGradient<T>
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<V>(int start, int end)
            where V : struct, ILanes<V, T>
        {
            int rows = Math.Clamp(BandSize / (filters * plan.Width), 1, plan.Output.Height), bandRows = plan.BandRows(rows);
            using var band = new Scratch<T>(plan.BandLength(bandRows, 0));
            using var turned = new Scratch<T>((long)rows * plan.Width * filters);
            using var scratch = gy.ScratchSize > 0 ? new Scratch<T>(gy.ScratchSize) : default;
            new Span<T>(turned.Pointer, rows * plan.Width * filters).Clear();
            new Span<T>(scratch.Pointer, gy.ScratchSize).Clear();
            int image = plan.Channels * plan.Image.Height * plan.Image.Width, positions = plan.Output.Height * plan.Output.Width;
            for (int part = start; part < end; part++)
            {
                int first = (int)((long)batch * part / parts), last = (int)((long)batch * (part + 1) / parts);
                for (int group = 0; group < plan.Groups; group++)
                {
                    T* sum = sums + ((((nint)part * plan.Groups) + group) * plan.Inner * filters);
                    new Span<T>(sum, plan.Inner * filters).Clear();
                    for (int n = first; n < last; n++)
                    {
                        nint at = ((nint)n * plan.Groups) + group;
                        T* gradient = gy.Group(at, scratch.Pointer);
                        for (int f = 0; planeSums != null && f < plan.Filters; f++)
                            planeSums[(at * plan.Filters) + f] = Rows.OfRow<SumReduction, T>(gradient + ((nint)f * positions), positions);
                        for (int row = 0; row < plan.Output.Height; row += rows)
                        {
                            int count = Math.Min(rows, plan.Output.Height - row);
                            plan.FillBand(x + (at * image), row, bandRows, band.Pointer, 0);
                            Turn(gradient + (row * plan.Output.Width), count, turned.Pointer);
                            Multiply<V>(band.Pointer, bandRows, turned.Pointer, count * plan.Width, sum);
                        }
                    }
                }
            }
        }

        // ∂y [f, positions] → [positions, f]. Where there is no position, zeros stay; where there is no filter, anything may stand.
        private void Turn(T* from, int count, T* to)
        {
            int width = plan.Output.Width;
            for (int i = 0; i < count; i++, from += width, to += (nint)plan.Width * filters)
                Transposition.Run(from, (nint)plan.Output.Height * width, plan.Filters, width, to, filters);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Multiply<V>(T* band, int bandRows, T* turned, int positions, T* sum)
            where V : struct, ILanes<V, T>
        {
            // The rows of a tile are channels, or where there are few the taps beside each other.
            bool byTaps = plan.Channels < plan.Kernel.Width;
            int plane = plan.Plane(bandRows), rows = byTaps ? plan.Kernel.Width : plan.Channels, tiles = (rows + GemmTiles.MostRows - 1) / GemmTiles.MostRows;
            nint rowA = byTaps ? plan.Dilation.Width : plane, rowC = byTaps ? filters : (nint)plan.Taps * filters;
            int others = byTaps ? plan.Channels * plan.Kernel.Height : plan.Taps;
            for (int column = 0; column < plan.Filters; column += 2 * V.Count)
            {
                int vectors = plan.Filters - column > V.Count ? 2 : 1;
                for (int other = 0; other < others; other++)
                {
                    T* a = byTaps ? band + ((nint)(other / plan.Kernel.Height) * plane) + plan.Tap(other % plan.Kernel.Height * plan.Kernel.Width) : band + plan.Tap(other);
                    T* c = sum + (byTaps ? (nint)other * plan.Kernel.Width * filters : (nint)other * filters) + column;
                    for (int tile = 0; tile < tiles; tile++)
                    {
                        int row = (int)((long)rows * tile / tiles), height = (int)((long)rows * (tile + 1) / tiles) - row;
                        GemmTiles.Run<V, T, EvenSteps>(height, vectors, positions, a + (row * rowA), rowA, 1, turned + column, filters, null, c + (row * rowC), rowC, true);
                    }
                }
            }
        }
    }
}

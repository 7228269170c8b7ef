using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>The sizes of a direct convolution: of the bands of the padded image that it reads, and of the tiles that it computes. Channels and filters are those of one group.</summary>
/// <param name="Channels">The channels that are read.</param>
/// <param name="Filters">The channels that are made.</param>
/// <param name="Groups">The groups.</param>
/// <param name="Image">The size of what is read.</param>
/// <param name="Output">The size of what is made.</param>
/// <param name="Kernel">The taps.</param>
/// <param name="Dilation">The distance between taps.</param>
/// <param name="Before">The zeros above and left of the image; fewer than none cut it.</param>
/// <param name="IsAdjoint">Whether the weights are those of the convolution of which this is the gradient: [channels, filters, kh, kw], taps backwards.</param>
internal readonly unsafe record struct DirectPlan(
    int Channels, int Filters, int Groups, Size2d Image, Size2d Output, Size2d Kernel, Size2d Dilation, Size2d Before, bool IsAdjoint)
{
    /// <summary>The plan of W ∗ x.</summary>
    public static DirectPlan Forward(ConvolutionShape shape)
        => new(shape.GroupChannels, shape.GroupFilters, shape.Groups, shape.Image, shape.Output, shape.Window.Kernel, shape.Window.Dilation, shape.Window.Before, false);

    /// <summary>The plan of the gradient by x, which is a convolution of ∂y.</summary>
    public static DirectPlan Adjoint(ConvolutionShape shape)
    {
        var (kernel, dilation, before) = (shape.Window.Kernel, shape.Window.Dilation, shape.Window.Before);
        Size2d shift = (((kernel.Height - 1) * dilation.Height) - before.Height, ((kernel.Width - 1) * dilation.Width) - before.Width);
        return new(shape.GroupFilters, shape.GroupChannels, shape.Groups, shape.Output, shape.Image, kernel, dilation, shift, true);
    }

    /// <summary>The length of a sum: the taps of all channels.</summary>
    public int Inner => Channels * Taps;

    public int Taps => Kernel.Height * Kernel.Width;

    /// <summary>The size of a plane of the output.</summary>
    public int Positions => Output.Height * Output.Width;

    /// <summary>The width of the padded image.</summary>
    public int Width => Output.Width + ((Kernel.Width - 1) * Dilation.Width);

    /// <summary>Filters are cut into panels that differ by one at most.</summary>
    public int Panels => (Filters + GemmTiles.MostRows - 1) / GemmTiles.MostRows;

    public int FirstRow(int panel) => (int)((long)Filters * panel / Panels);

    /// <summary>The padded rows that so many rows of output see.</summary>
    public int BandRows(int rows) => rows + ((Kernel.Height - 1) * Dilation.Height);

    /// <summary>From one channel of a band to the next. A cache line more than its size: neither is a multiple of a page, which would put all channels in the same places of the cache.</summary>
    public int Plane(int bandRows) => (bandRows * Width) + 16;

    /// <summary>The length of a band, of which the last tap may still read a row and so many elements more.</summary>
    public long BandLength(int bandRows, int slack) => ((long)Channels * Plane(bandRows)) + Width + slack;

    /// <summary>Where tap (u, v) is from the first.</summary>
    public nint Tap(int tap) => ((nint)(tap / Kernel.Width) * Dilation.Height * Width) + (tap % Kernel.Width * Dilation.Width);

    /// <summary>The distance from each tap of each channel to the next one.</summary>
    public void Steps(int plane, nint* steps)
    {
        for (int k = 0; k < Inner; k++)
            steps[k] = k + 1 < Inner ? At(k + 1, plane) - At(k, plane) : 0;
    }

    /// <summary>Copies the rows of the image that outputs from a row on see, with zeros around them and behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FillBand<T>(T* image, int firstRow, int bandRows, T* band, int slack)
        where T : unmanaged
    {
        int plane = Plane(bandRows), left = Math.Max(0, Before.Width), from = Math.Max(0, -Before.Width), count = Math.Max(0, Math.Min(Image.Width - from, Width - left));
        int top = Math.Clamp(Before.Height - firstRow, 0, bandRows), bottom = Math.Clamp(Image.Height + Before.Height - firstRow, top, bandRows), right = Width - left - count;
        if (count == 0)
            bottom = top;
        for (int c = 0; c < Channels; c++)
        {
            // Zeros run on from the end of a row to the beginning of the next.
            T* target = band + ((nint)c * plane), source = image + ((((nint)c * Image.Height) + firstRow + top - Before.Height) * Image.Width) + from;
            new Span<T>(target, (top * Width) + (bottom > top ? left : 0)).Clear();
            target += (top * Width) + left;
            for (int i = top; i < bottom; i++, source += Image.Width)
            {
                Copy(source, target, count);
                target += count;

                // Whole vectors: what they write too far, the next row writes over.
                for (int j = 0; j < right + left && i < bottom - 1; j += Vector128<T>.Count)
                    Vector128<T>.Zero.Store(target + j);
                target += right + left;
            }

            T* end = band + ((nint)(c + 1) * plane), rest = bottom > top ? target - right - left : band + ((nint)c * plane) + (top * Width);
            new Span<T>(rest, (int)(end - rest)).Clear();
        }

        new Span<T>(band + ((nint)Channels * plane), Width + slack).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<T>(T* source, T* target, int count)
        where T : unmanaged
    {
        int j = 0;
        for (; j <= count - Vector256<T>.Count; j += Vector256<T>.Count)
            Vector256.Load(source + j).Store(target + j);
        for (; j <= count - Vector128<T>.Count; j += Vector128<T>.Count)
            Vector128.Load(source + j).Store(target + j);
        for (; j < count; j++)
            target[j] = source[j];
    }

    /// <summary>Puts the weights of each panel next to each other, tap after tap.</summary>
    public void Pack<T>(T* weights, T* packed)
        where T : unmanaged
    {
        for (int group = 0; group < Groups; group++)
        {
            for (int panel = 0; panel < Panels; panel++)
            {
                int first = FirstRow(panel), end = FirstRow(panel + 1);
                for (int k = 0; k < Inner; k++)
                {
                    for (int f = first; f < end; f++)
                        *packed++ = weights[((nint)group * Filters * Inner) + (IsAdjoint ? ((((nint)(k / Taps) * Filters) + f) * Taps) + (Taps - 1 - (k % Taps)) : ((nint)f * Inner) + k)];
                }
            }
        }
    }

    private nint At(int k, int plane) => ((nint)(k / Taps) * plane) + Tap(k % Taps);
}

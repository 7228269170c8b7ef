using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>The tile of a convolution that makes one channel: some columns of all rows. A row of the image is loaded once for each of its shifts and serves all rows of output that see it.</summary>
/// <remarks>
/// A tile of a matrix product would be one row high here, and wait for its own sums and for its loads. As there, every output is one chain of fused multiply-adds over channels and taps:
/// output row i meets image rows i, i + 1, … one after the other. The sums of a channel go on from those of the channel before, in <c>sums</c>.
/// </remarks>
internal static unsafe class SingleFilterTile
{
    /// <summary>The most rows of a kernel.</summary>
    public const int MostTaps = 7;

    /// <summary>sums[i, j] = Σ over channels c and taps (u, v) of weights[c, u, v] · band[c, i + u, j + v·dilation], two vectors of j.</summary>
    /// <param name="taps">The rows of the kernel, at most <see cref="MostTaps"/>.</param>
    /// <param name="plan">The sizes.</param>
    /// <param name="rows">The rows of output.</param>
    /// <param name="band">The padded rows of the image, at the first column; rows are <see cref="DirectPlan.Width"/> apart.</param>
    /// <param name="plane">From one channel of the band to the next.</param>
    /// <param name="weights">[channels, taps, kernel width].</param>
    /// <param name="sums">[rows, two vectors].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<V, T>(int taps, in DirectPlan plan, int rows, T* band, nint plane, T* weights, T* sums)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        int channels = plan.Channels, kernelWidth = plan.Kernel.Width;
        nint width = plan.Width, dilation = plan.Dilation.Width;
        switch (taps)
        {
            case 1: Run<V, T, Number1>(channels, rows, width, kernelWidth, dilation, band, plane, weights, sums); break;
            case 2: Run<V, T, Number2>(channels, rows, width, kernelWidth, dilation, band, plane, weights, sums); break;
            case 3: Run<V, T, Number3>(channels, rows, width, kernelWidth, dilation, band, plane, weights, sums); break;
            case 4: Run<V, T, Number4>(channels, rows, width, kernelWidth, dilation, band, plane, weights, sums); break;
            case 5: Run<V, T, Number5>(channels, rows, width, kernelWidth, dilation, band, plane, weights, sums); break;
            case 6: Run<V, T, Number6>(channels, rows, width, kernelWidth, dilation, band, plane, weights, sums); break;
            default: Run<V, T, Number7>(channels, rows, width, kernelWidth, dilation, band, plane, weights, sums); break;
        }
    }

    // No call may stand in here, it would move every sum to memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<V, T, TTaps>(int channels, int rows, nint width, int kernelWidth, nint dilation, T* band, nint plane, T* weights, T* sums)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where TTaps : struct, INumberOf
    {
        nint line = 2 * V.Count, w1 = kernelWidth, w2 = 2 * w1, w3 = 3 * w1;
        for (int c = 0; c < channels; c++, band += plane, weights += TTaps.Count * kernelWidth)
        {
            // Sums of output row y − u, two vectors each. What belongs to no row is computed and left.
            V a0 = V.Create(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0;
            V b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0, b5 = a0, b6 = a0;
            T* source = band, enter = sums, leave = sums - ((TTaps.Count - 1) * line);
            for (int y = 0; y < rows + TTaps.Count - 1; y++, source += width, enter += line, leave += line)
            {
                (a6, a5, a4, a3, a2, a1) = (a5, a4, a3, a2, a1, a0);
                (b6, b5, b4, b3, b2, b1) = (b5, b4, b3, b2, b1, b0);
                (a0, b0) = c > 0 && y < rows ? (V.Load(enter), V.Load(enter + V.Count)) : (V.Create(0), V.Create(0));
                T* x = source, w = weights, w4 = weights + (4 * w1);
                for (int v = 0; v < kernelWidth; v++, x += dilation, w++, w4++)
                {
                    V x0 = V.Load(x), x1 = V.Load(x + V.Count), weight = V.Broadcast(*w);
                    a0 = V.Fma(weight, x0, a0);
                    b0 = V.Fma(weight, x1, b0);
                    if (TTaps.Count > 1)
                    {
                        weight = V.Broadcast(*(w + w1));
                        a1 = V.Fma(weight, x0, a1);
                        b1 = V.Fma(weight, x1, b1);
                    }

                    if (TTaps.Count > 2)
                    {
                        weight = V.Broadcast(*(w + w2));
                        a2 = V.Fma(weight, x0, a2);
                        b2 = V.Fma(weight, x1, b2);
                    }

                    if (TTaps.Count > 3)
                    {
                        weight = V.Broadcast(*(w + w3));
                        a3 = V.Fma(weight, x0, a3);
                        b3 = V.Fma(weight, x1, b3);
                    }

                    if (TTaps.Count > 4)
                    {
                        weight = V.Broadcast(*w4);
                        a4 = V.Fma(weight, x0, a4);
                        b4 = V.Fma(weight, x1, b4);
                    }

                    if (TTaps.Count > 5)
                    {
                        weight = V.Broadcast(*(w4 + w1));
                        a5 = V.Fma(weight, x0, a5);
                        b5 = V.Fma(weight, x1, b5);
                    }

                    if (TTaps.Count > 6)
                    {
                        weight = V.Broadcast(*(w4 + w2));
                        a6 = V.Fma(weight, x0, a6);
                        b6 = V.Fma(weight, x1, b6);
                    }
                }

                if (y >= TTaps.Count - 1)
                {
                    V.Store(TTaps.Count == 1 ? a0 : TTaps.Count == 2 ? a1 : TTaps.Count == 3 ? a2 : TTaps.Count == 4 ? a3 : TTaps.Count == 5 ? a4 : TTaps.Count == 6 ? a5 : a6, leave);
                    V.Store(TTaps.Count == 1 ? b0 : TTaps.Count == 2 ? b1 : TTaps.Count == 3 ? b2 : TTaps.Count == 4 ? b3 : TTaps.Count == 5 ? b4 : TTaps.Count == 6 ? b5 : b6, leave + V.Count);
                }
            }
        }
    }
}

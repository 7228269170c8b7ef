using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>Windows that slide over images. No two threads write to one place, so sums have one order.</summary>
internal static class WindowKernels
{
    /// <summary>x [planes, h, w] → y [planes, taps, windows]: one thread for each element of y.</summary>
    public readonly struct Unfold<T>(WindowGeometry g, ArrayView<T> x, ArrayView<T> y) : IKernel
        where T : unmanaged
    {
        public void Run(int i)
        {
            int window = i % g.Windows, tap = i / g.Windows % g.Taps, plane = i / g.Windows / g.Taps;
            int row = g.Row(window / g.Columns, tap / g.KernelWidth), column = g.Column(window % g.Columns, tap % g.KernelWidth);
            y[i] = g.IsInside(row, column) ? x[(plane * g.Pixels) + (row * g.Width) + column] : default;
        }
    }

    /// <summary>x [planes, taps, windows] → y [planes, h, w]: one thread for each pixel adds what its windows hold of it.</summary>
    public readonly struct Fold<TLane, T>(WindowGeometry g, ArrayView<T> x, ArrayView<T> y) : IKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i)
        {
            int column = i % g.Width, row = i / g.Width % g.Height, plane = i / g.Pixels;
            TLane sum = TLane.Create(0);
            for (int u = 0; u < g.KernelHeight; u++)
            {
                int top = row + g.PaddingHeight - (u * g.DilationHeight), windowRow = top / g.StrideHeight;
                if (top < 0 || top % g.StrideHeight != 0 || windowRow >= g.Rows)
                    continue;
                for (int v = 0; v < g.KernelWidth; v++)
                {
                    int left = column + g.PaddingWidth - (v * g.DilationWidth), windowColumn = left / g.StrideWidth;
                    if (left < 0 || left % g.StrideWidth != 0 || windowColumn >= g.Columns)
                        continue;
                    sum += TLane.Of(x[(((plane * g.Taps) + (u * g.KernelWidth) + v) * g.Windows) + (windowRow * g.Columns) + windowColumn]);
                }
            }

            y[i] = sum.Value;
        }
    }

    /// <summary>The largest element of each window and its place; NaN counts as the largest. One thread for each window.</summary>
    public readonly struct MaxPool<TLane, T>(WindowGeometry g, ArrayView<T> x, ArrayView<T> y, ArrayView<long> places) : IKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i)
        {
            int window = i % g.Windows, first = i / g.Windows * g.Pixels, best = -1;
            TLane largest = TLane.Create(0);
            for (int tap = 0; tap < g.Taps; tap++)
            {
                int row = g.Row(window / g.Columns, tap / g.KernelWidth), column = g.Column(window % g.Columns, tap % g.KernelWidth);
                if (!g.IsInside(row, column))
                    continue;
                TLane value = TLane.Of(x[first + (row * g.Width) + column]);
                bool isNumber = TLane.Any(TLane.IsEqual(value, value));
                if (best < 0 || TLane.Any(TLane.IsGreater(value, largest)) || !isNumber)
                {
                    largest = value;
                    best = (row * g.Width) + column;
                }
            }

            y[i] = largest.Value;
            places[i] = best;
        }
    }

    /// <summary>y[plane, j] = x[plane, places[plane, j]].</summary>
    public readonly struct Pick<T>(ArrayView<T> x, ArrayView<long> places, ArrayView<T> y, int pixels, int values) : IKernel
        where T : unmanaged
    {
        public void Run(int i) => y[i] = x[(i / values * pixels) + (int)places[i]];
    }

    /// <summary>y[plane] = 0, then y[plane, places[plane, j]] += g[plane, j] in the order of j. One thread for each plane.</summary>
    public readonly struct Place<TLane, T>(ArrayView<T> g, ArrayView<long> places, ArrayView<T> y, int pixels, int values) : IKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int plane)
        {
            for (int i = 0; i < pixels; i++)
                y[(plane * pixels) + i] = default;
            for (int j = 0; j < values; j++)
            {
                int place = (plane * pixels) + (int)places[(plane * values) + j];
                y[place] = (TLane.Of(y[place]) + TLane.Of(g[(plane * values) + j])).Value;
            }
        }
    }

    /// <summary>The mean of each window. One thread for each window.</summary>
    public readonly struct Average<TLane, T>(WindowGeometry g, int countsPadding, ArrayView<T> image, ArrayView<T> windows) : IKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i)
        {
            int window = i % g.Windows, first = i / g.Windows * g.Pixels;
            TLane sum = TLane.Create(0);
            for (int tap = 0; tap < g.Taps; tap++)
            {
                int row = g.Row(window / g.Columns, tap / g.KernelWidth), column = g.Column(window % g.Columns, tap % g.KernelWidth);
                if (g.IsInside(row, column))
                    sum += TLane.Of(image[first + (row * g.Width) + column]);
            }

            windows[i] = (sum / TLane.OfWhole(Divisor(g, window, countsPadding))).Value;
        }
    }

    /// <summary>Every pixel gets its share of the windows that see it. One thread for each pixel.</summary>
    public readonly struct Share<TLane, T>(WindowGeometry g, int countsPadding, ArrayView<T> image, ArrayView<T> windows) : IKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i)
        {
            int column = i % g.Width, row = i / g.Width % g.Height, plane = i / g.Pixels;
            TLane sum = TLane.Create(0);
            for (int windowRow = 0; windowRow < g.Rows; windowRow++)
            {
                int u = row - g.Row(windowRow, 0);
                if (u < 0 || u >= g.KernelHeight)
                    continue;
                for (int windowColumn = 0; windowColumn < g.Columns; windowColumn++)
                {
                    int v = column - g.Column(windowColumn, 0), window = (windowRow * g.Columns) + windowColumn;
                    if (v >= 0 && v < g.KernelWidth)
                        sum += TLane.Of(windows[(plane * g.Windows) + window]) / TLane.OfWhole(Divisor(g, window, countsPadding));
                }
            }

            image[i] = sum.Value;
        }
    }

    // What a window divides by: the pixels that it sees, with the padding that its frame has or without.
    private static int Divisor(WindowGeometry g, int window, int countsPadding)
    {
        int top = g.Row(window / g.Columns, 0), left = g.Column(window % g.Columns, 0);
        int firstRow = countsPadding == 0 && top < 0 ? 0 : top, firstColumn = countsPadding == 0 && left < 0 ? 0 : left;
        int bottom = g.Height + (countsPadding == 0 ? 0 : g.PaddingHeight), right = g.Width + (countsPadding == 0 ? 0 : g.PaddingWidth);
        int endRow = top + g.KernelHeight < bottom ? top + g.KernelHeight : bottom, endColumn = left + g.KernelWidth < right ? left + g.KernelWidth : right;
        return (endRow - firstRow) * (endColumn - firstColumn);
    }
}

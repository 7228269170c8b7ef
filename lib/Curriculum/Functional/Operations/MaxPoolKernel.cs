using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>The largest element of each window of a plane, and its place: tap by tap over many windows at once.</summary>
internal readonly unsafe struct MaxPoolKernel<T>(PoolWindow window, Size2d image, Size2d output, T* x, T* y, long* places) : IWork
    where T : unmanaged, INumber<T>
{
    /// <summary>Windows that are worked on together; three such lines stay in the first-level cache.</summary>
    private const int LineLength = 1024;

    /// <summary>Elements of images that are worth a thread's while.</summary>
    private const int Grain = 32 * 1024;

    /// <summary>Whether every tap of every window lies inside the image.</summary>
    private bool IsInside => window.Padding is { Height: 0, Width: 0 }
        && ((output.Height - 1) * window.Stride.Height) + ((window.Kernel.Height - 1) * window.Dilation.Height) < image.Height
        && ((output.Width - 1) * window.Stride.Width) + ((window.Kernel.Width - 1) * window.Dilation.Width) < image.Width;

    public static void Run(PoolWindow window, NdArray x, NdArray y, NdArray places)
    {
        using var source = x.Read<T>();
        using var target = y.Write<T>();
        using var place = places.Write<long>();
        Size2d image = (x.Shape[2], x.Shape[3]), output = (y.Shape[2], y.Shape[3]);
        fixed (T* px = source.Span, py = target.Span)
        {
            fixed (long* pp = place.Span)
            {
                Work.Split(
                    x.Shape[0] * x.Shape[1], Math.Max(1, Grain / Math.Max(1, image.Height * image.Width)),
                    new MaxPoolKernel<T>(window, image, output, px, py, pp));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int start, int end)
    {
        int pixels = image.Height * image.Width, windows = output.Height * output.Width;
        bool isInside = IsInside;
        int rows = Math.Clamp(LineLength / output.Width, 1, output.Height), line = rows * output.Width;
        using var scratch = isInside ? new Scratch<T>(2L * line) : default;
        for (int plane = start; plane < end; plane++)
        {
            T* from = x + ((nint)plane * pixels), to = y + ((nint)plane * windows);
            long* place = places + ((nint)plane * windows);
            for (int row = 0; isInside && row < output.Height; row += rows)
                Rows(from, row, Math.Min(rows, output.Height - row), to + (row * output.Width), place + (row * output.Width), scratch.Pointer, scratch.Pointer + line);
            if (!isInside)
                Border(from, to, place);
        }
    }

    // Windows of some rows of the output, all taps inside.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rows(T* from, int firstRow, int rows, T* best, long* place, T* values, T* taps)
    {
        int count = rows * output.Width, tap = 0;
        T** lines = stackalloc T*[TapKernel.Rows];
        lines[0] = values;
        lines[1] = best;
        lines[2] = taps;
        for (int u = 0; u < window.Kernel.Height; u++)
        {
            for (int v = 0; v < window.Kernel.Width; v++, tap++)
            {
                T* corner = from + (((firstRow * window.Stride.Height) + (u * window.Dilation.Height)) * image.Width) + (v * window.Dilation.Width);
                Gather(corner, rows, tap == 0 ? best : values);
                if (tap == 0)
                    new Span<T>(taps, count).Clear();
                else
                    RowKernel.Run(new TapKernel(T.CreateTruncating(tap)), lines, count);
            }
        }

        Places(firstRow, rows, taps, place);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(T* from, int rows, T* to)
    {
        nint step = window.Stride.Width, nextRow = (nint)window.Stride.Height * image.Width, width = output.Width;
        for (int i = 0; i < rows; i++, from += nextRow, to += width)
        {
            for (nint j = 0; j < width; j++)
                to[j] = from[j * step];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Places(int firstRow, int rows, T* taps, long* place)
    {
        int* offsets = stackalloc int[window.Kernel.Height * window.Kernel.Width];
        for (int tap = 0; tap < window.Kernel.Height * window.Kernel.Width; tap++)
            offsets[tap] = (tap / window.Kernel.Width * window.Dilation.Height * image.Width) + (tap % window.Kernel.Width * window.Dilation.Width);
        int width = output.Width, step = window.Stride.Width;
        for (int i = 0; i < rows; i++)
        {
            int corner = (firstRow + i) * window.Stride.Height * image.Width;
            for (int j = 0; j < width; j++, corner += step)
                *place++ = corner + offsets[int.CreateTruncating(*taps++)];
        }
    }

    // Windows that may stick out, one by one.
    private void Border(T* from, T* to, long* place)
    {
        var (kernel, stride, padding, dilation) = (window.Kernel, window.Stride, window.Padding, window.Dilation);
        for (int i = 0; i < output.Height; i++)
        {
            var (firstRow, endRow, top) = PoolWindow.Taps(i, image.Height, kernel.Height, stride.Height, padding.Height, dilation.Height);
            for (int j = 0; j < output.Width; j++)
            {
                var (firstColumn, endColumn, left) = PoolWindow.Taps(j, image.Width, kernel.Width, stride.Width, padding.Width, dilation.Width);
                if (firstRow == endRow || firstColumn == endColumn)
                    throw new ShapeException($"MaxPool2d: window ({i}, {j}) of {kernel} with dilation {dilation} sees only padding of the image {image}. Use less padding or dilation.");
                int best = ((top + (firstRow * dilation.Height)) * image.Width) + left + (firstColumn * dilation.Width);
                T largest = from[best];
                for (int u = firstRow; u < endRow; u++)
                {
                    int row = (top + (u * dilation.Height)) * image.Width;
                    for (int v = firstColumn; v < endColumn; v++)
                    {
                        T value = from[row + left + (v * dilation.Width)];
                        if (value > largest || T.IsNaN(value))
                            (largest, best) = (value, row + left + (v * dilation.Width));
                    }
                }

                (*to++, *place++) = (largest, best);
            }
        }
    }

    /// <summary>values → best, number of the tap: a larger value takes the place, NaN always does.</summary>
    private readonly struct TapKernel(T tap) : IRowKernel<T>
    {
        public static int Rows => 3;

        public static int FirstWritten => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(T** rows, nint at)
            where V : struct, ILanes<V, T>
        {
            V value = V.Load(rows[0] + at), best = V.Load(rows[1] + at), number = V.Load(rows[2] + at);
            V larger = V.IsGreater(value, best), isNumber = V.IsEqual(value, value);
            V.Store(V.Select(isNumber, V.Select(larger, value, best), value), rows[1] + at);
            V.Store(V.Select(isNumber, V.Select(larger, V.Broadcast(tap), number), V.Broadcast(tap)), rows[2] + at);
        }
    }
}

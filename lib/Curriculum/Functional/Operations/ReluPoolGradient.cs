using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Curriculum.Functional.Operations;

/// <summary>The gradient before a ReLU and a pooling by 2 × 2, made from the one behind them: g where a value above 0 was the largest of its window, 0 elsewhere.</summary>
/// <param name="output">The size of a plane before the pooling; a last odd row or column belongs to no window.</param>
/// <param name="filters">The planes of one group of an image.</param>
/// <param name="gy">The gradient of the pooled values, [n, f, ⌊oh/2⌋, ⌊ow/2⌋].</param>
/// <param name="y">The pooled values.</param>
/// <param name="taps">Where in their windows they come from.</param>
internal readonly unsafe struct ReluPoolGradient<T>(Size2d output, int filters, T* gy, T* y, int* taps) : IOutputGradient<T>
    where T : unmanaged, INumber<T>
{
    public int ScratchSize => filters * output.Height * output.Width;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T* Group(nint index, T* scratch)
    {
        int height = output.Height / 2, width = output.Width / 2;
        nint from = index * filters * height * width;
        for (int f = 0; f < filters; f++)
        {
            T* row = scratch + ((nint)f * output.Height * output.Width);
            for (int i = 0; i < height; i++, row += 2 * output.Width, from += width)
            {
                if (typeof(T) == typeof(float) && width >= Vector256<float>.Count)
                    Row((float*)gy + from, (float*)y + from, taps + from, width, (float*)row, output.Width);
                else
                    Row(gy + from, y + from, taps + from, width, row, output.Width);
            }
        }

        return scratch;
    }

    private static void Row(T* gradients, T* values, int* places, int width, T* top, int step)
    {
        for (int j = 0; j < width; j++, top += 2)
        {
            for (int tap = 0; tap < 4; tap++)
                top[((tap / 2) * step) + (tap % 2)] = tap == places[j] && values[j] > T.Zero ? gradients[j] + T.Zero : T.Zero;
        }
    }

    // Eight windows at a time; the last eight may overlap those before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Row(float* gradients, float* values, int* places, int width, float* top, int step)
    {
        float* bottom = top + step;
        for (int j = 0; ; j += Vector256<float>.Count)
        {
            if (j > width - Vector256<float>.Count)
            {
                if (j == width)
                    return;
                j = width - Vector256<float>.Count;
            }

            // A pooling adds its gradients to zeros, which makes 0 of −0.
            var g = (Vector256.GreaterThan(Vector256.Load(values + j), Vector256<float>.Zero) & (Vector256.Load(gradients + j) + Vector256<float>.Zero)).AsUInt32();
            var tap = Vector256.Load(places + j);
            Interleave(Where(g, tap, 0), Where(g, tap, 1), top + (2 * j));
            Interleave(Where(g, tap, 2), Where(g, tap, 3), bottom + (2 * j));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Where(Vector256<uint> g, Vector256<int> tap, int number) => Vector256.Equals(tap, Vector256.Create(number)).AsUInt32() & g;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(Vector256<uint> evens, Vector256<uint> odds, float* to)
    {
        (Vector256.WidenLower(evens) | (Vector256.WidenLower(odds) << 32)).AsSingle().Store(to);
        (Vector256.WidenUpper(evens) | (Vector256.WidenUpper(odds) << 32)).AsSingle().Store(to + Vector256<float>.Count);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>The largest of each 2 × 2 window of max(x + b, 0), and which tap it is, from the rows of a convolution that are still in the cache: [n, f, ⌊oh/2⌋, ⌊ow/2⌋].</summary>
/// <remarks>Of equal ones the first, as in <see cref="MaxPoolKernel{T}"/>; NaN wins. The tap counts 0 1 in the upper row, 2 3 in the lower.</remarks>
/// <param name="bias">A number for each filter; null: none.</param>
/// <param name="y">The values.</param>
/// <param name="taps">The taps.</param>
internal readonly unsafe struct ReluPoolOutput<T>(T* bias, T* y, int* taps) : IBandOutput<T>
    where T : unmanaged, INumber<T>
{
    public int RowStep => 2;

    public bool Adds => false;

    public T* Prepare(in DirectPlan plan, int image, int firstRow, int rows) => null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write<V>(in DirectPlan plan, int image, int firstRow, int rows, T* results, nint line)
        where V : struct, ILanes<V, T>
    {
        int height = plan.Output.Height / 2, width = plan.Output.Width / 2;
        for (int f = 0; f < plan.Filters; f++)
        {
            T add = BiasOutput<T>.BiasOf(bias, plan, image, f);
            nint to = ((((nint)image * plan.Filters) + f) * height + (firstRow / 2)) * width;
            T* top = results + (f * line);
            for (int i = 0; i < rows / 2; i++, top += 2 * plan.Width, to += width)
            {
                if (typeof(T) == typeof(float) && width >= Vector256<float>.Count)
                    Row((float*)top, plan.Width, Unsafe.BitCast<T, float>(add), width, (float*)y + to, taps + to);
                else
                    Row(top, plan.Width, add, width, y + to, taps + to);
            }
        }
    }

    private static void Row(T* top, int step, T add, int width, T* values, int* places)
    {
        for (int j = 0; j < width; j++, top += 2)
        {
            T best = top[0] + add;
            int tap = 0;
            for (int t = 1; t < 4; t++)
            {
                T value = top[((t / 2) * step) + (t % 2)] + add;
                if (value > best || T.IsNaN(value))
                    (best, tap) = (value, t);
            }

            // T.Max gives NaN where there is one, and 0 for −0.
            (values[j], places[j]) = (T.Max(best, T.Zero), tap);
        }
    }

    // Eight windows at a time; the last eight may overlap those before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Row(float* top, int step, float add, int width, float* values, int* places)
    {
        var b = Vector256.Create(add);
        float* bottom = top + step;
        for (int j = 0; ; j += Vector256<float>.Count)
        {
            if (j > width - Vector256<float>.Count)
            {
                if (j == width)
                    return;
                j = width - Vector256<float>.Count;
            }

            Vector256<float> a0 = Vector256.Load(top + (2 * j)), a1 = Vector256.Load(top + (2 * j) + Vector256<float>.Count);
            Vector256<float> c0 = Vector256.Load(bottom + (2 * j)), c1 = Vector256.Load(bottom + (2 * j) + Vector256<float>.Count);
            var best = Evens(a0, a1) + b;
            var tap = Vector256<int>.Zero;
            Challenge(Odds(a0, a1) + b, 1, ref best, ref tap);
            Challenge(Evens(c0, c1) + b, 2, ref best, ref tap);
            Challenge(Odds(c0, c1) + b, 3, ref best, ref tap);
            Vector256.Max(best, Vector256<float>.Zero).Store(values + j);
            tap.Store(places + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Challenge(Vector256<float> value, int number, ref Vector256<float> best, ref Vector256<int> tap)
    {
        var wins = Vector256.GreaterThan(value, best) | ~Vector256.Equals(value, value);
        best = Vector256.ConditionalSelect(wins, value, best);
        tap = Vector256.ConditionalSelect(wins.AsInt32(), Vector256.Create(number), tap);
    }

    // Two neighbours are one number of 64 bits, of which one half or the other is wanted.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Evens(Vector256<float> a, Vector256<float> b) => Vector256.Narrow(a.AsUInt64(), b.AsUInt64()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Odds(Vector256<float> a, Vector256<float> b) => Vector256.Narrow(a.AsUInt64() >>> 32, b.AsUInt64() >>> 32).AsSingle();
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>Where along an axis the largest or smallest element is, and running sums and products.</summary>
internal static unsafe class Positions
{
    /// <summary>Elements that are worth a thread's while.</summary>
    private const int Grain = 64 * 1024;

    /// <summary>x [outer, n, inner] → the index of the extreme element, [outer, inner]. The first of equal ones; a NaN counts as the extreme.</summary>
    public static NdArray ArgExtreme(NdArray x, int outer, int n, int inner, bool largest)
    {
        var y = NdArray.Uninitialized([outer, inner], DType.Int64, x.Device);
        if (x.Device.Kernels is { } kernels)
            kernels.ArgExtreme(x.Contiguous(), y, n, inner, largest);
        else if (inner == 1 && x.DType == DType.Float32)
            OfRows<float>(x, y, n, largest);
        else if (inner == 1 && x.DType == DType.Float64)
            OfRows<double>(x, y, n, largest);
        else
            x.DType.Run(new ExtremeAction(x, y, n, inner, largest));
        return y;
    }

    /// <summary>Running sums (or products) along the middle axis of x [outer, n, inner].</summary>
    public static NdArray Cumulate(NdArray x, int n, int inner, bool product)
    {
        var y = NdArray.Uninitialized(x.Shape, x.DType, x.Device);
        if (x.Device.Kernels is { } kernels)
            kernels.Cumulate(x.Contiguous(), y, n, inner, product);
        else
            x.DType.Run(new CumulateAction(x, y, n, inner, product));
        return y;
    }

    private static void OfRows<T>(NdArray x, NdArray y, int n, bool largest)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        using var source = x.Read<T>();
        using var target = y.Write<long>();
        fixed (T* px = source.Span)
        {
            fixed (long* py = target.Span)
            {
                int grain = Math.Max(1, Grain / Math.Max(1, n));
                if (largest)
                    Work.Split(y.Size, grain, new RowWork<MaxReduction, T>(px, py, n));
                else
                    Work.Split(y.Size, grain, new RowWork<MinReduction, T>(px, py, n));
            }
        }
    }

    // The extreme element first, then where it is: both in vectors.
    private readonly struct RowWork<TOp, T>(T* x, long* y, int n) : IWork
        where TOp : struct, IReductionOp
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int start, int end)
        {
            for (int item = start; item < end; item++)
            {
                T* row = x + ((nint)item * n);
                T extreme = Reduction.OfRow<TOp, T>(row, n);
                var wanted = new Vector<T>(extreme);
                int i = 0;
                while (i <= n - Vector<T>.Count && !T.IsNaN(extreme) && !Vector.EqualsAny(Vector.Load(row + i), wanted))
                    i += Vector<T>.Count;
                while (T.IsNaN(extreme) ? !T.IsNaN(row[i]) : row[i] != extreme)
                    i++;
                y[item] = i;
            }
        }
    }

    private readonly struct ExtremeAction(NdArray array, NdArray result, int n, int inner, bool largest) : ITypedAction
    {
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            using var source = array.Read<T>();
            using var target = result.Write<long>();
            var x = source.Span;
            for (int item = 0; item < target.Span.Length; item++)
            {
                int start = (item / inner * n * inner) + (item % inner), best = 0;
                T extreme = x[start];
                for (int i = 1; i < n && !T.IsNaN(extreme); i++)
                {
                    T value = x[start + (i * inner)];
                    if (T.IsNaN(value) || (largest ? value > extreme : value < extreme))
                        (extreme, best) = (value, i);
                }

                target.Span[item] = best;
            }
        }
    }

    private readonly struct CumulateAction(NdArray array, NdArray result, int n, int inner, bool product) : ITypedAction
    {
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            using var source = array.Read<T>();
            using var target = result.Write<T>();
            var x = source.Span;
            var y = target.Span;
            for (int i = 0; i < y.Length; i++)
            {
                bool first = i / inner % n == 0;
                y[i] = first ? x[i] : product ? y[i - inner] * x[i] : y[i - inner] + x[i];
            }
        }
    }
}

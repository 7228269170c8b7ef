using System.Numerics;

namespace Curriculum.Arrays.Kernels;

/// <summary>Where along an axis the largest or smallest element is, and running sums and products.</summary>
internal static class Positions
{
    /// <summary>x [outer, n, inner] → the index of the extreme element, [outer, inner]. The first of equal ones; a NaN counts as the extreme.</summary>
    public static NdArray ArgExtreme(NdArray x, int outer, int n, int inner, bool largest)
    {
        var y = NdArray.Uninitialized([outer, inner], DType.Int64, x.Device);
        if (x.Device.Kernels is { } kernels)
            kernels.ArgExtreme(x.Contiguous(), y, n, inner, largest);
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

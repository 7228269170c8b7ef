using System.Numerics;
using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>Elements of one type turned into another.</summary>
internal static class Conversion
{
    /// <summary>A new array with the elements as <paramref name="dtype"/>.</summary>
    public static NdArray Convert(NdArray a, DType dtype)
    {
        var result = NdArray.Uninitialized(a.Shape, dtype, a.Device);
        if (a.Device.Kernels is { } kernels)
            kernels.Convert(a.Contiguous(), result);
        else
            a.DType.Run(new FromAction(a, result));
        return result;
    }

    private readonly struct FromAction(NdArray source, NdArray target) : ITypedAction
    {
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => target.DType.Run(new ToAction<T>(source, target));
    }

    private readonly struct ToAction<TFrom>(NdArray source, NdArray target) : ITypedAction
        where TFrom : unmanaged, INumber<TFrom>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            using var from = source.Read<TFrom>();
            using var to = target.Write<T>();
            var x = from.Span;
            var y = to.Span;
            for (int i = 0; i < y.Length; i++)
            {
                // Saturating, because what else a float beyond the range becomes differs from machine to machine.
                y[i] = typeof(T) != typeof(byte) ? T.CreateSaturating(x[i]) : x[i] != TFrom.Zero ? T.One : T.Zero;
            }
        }
    }
}

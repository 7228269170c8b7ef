using System.Numerics;
using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>Elements of one type turned into another.</summary>
internal static class Conversion
{
    /// <summary>A new array with the elements as <paramref name="dtype"/>.</summary>
    public static NdArray Convert(NdArray a, DType dtype)
    {
        var result = NdArray.Uninitialized(a.Shape, dtype);
        switch (a.DType)
        {
            case DType.Float32:
                From<float>(a, result);
                break;
            case DType.Float64:
                From<double>(a, result);
                break;
            case DType.Int32:
                From<int>(a, result);
                break;
            case DType.Int64:
                From<long>(a, result);
                break;
            default:
                From<byte>(a, result);
                break;
        }

        return result;
    }

    private static void From<TFrom>(NdArray a, NdArray result)
        where TFrom : unmanaged, INumber<TFrom>
    {
        switch (result.DType)
        {
            case DType.Float32:
                Loop<TFrom, float>(a, result);
                break;
            case DType.Float64:
                Loop<TFrom, double>(a, result);
                break;
            case DType.Int32:
                Loop<TFrom, int>(a, result);
                break;
            case DType.Int64:
                Loop<TFrom, long>(a, result);
                break;
            default:
                Loop<TFrom, byte>(a, result);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TFrom, TTo>(NdArray a, NdArray result)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        using var source = a.Read<TFrom>();
        using var target = result.Write<TTo>();
        var x = source.Span;
        var y = target.Span;
        for (int i = 0; i < y.Length; i++)
        {
            // Saturating, because what else a float beyond the range becomes differs from machine to machine.
            y[i] = typeof(TTo) != typeof(byte) ? TTo.CreateSaturating(x[i]) : x[i] != TFrom.Zero ? TTo.One : TTo.Zero;
        }
    }
}

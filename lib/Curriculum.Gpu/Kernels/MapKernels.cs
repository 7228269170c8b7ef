using Curriculum.Arrays.Kernels;
using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>One thread for each element of the result.</summary>
internal static class MapKernels
{
    /// <summary>y = op(x).</summary>
    public static void Unary<TOp, TLane, T>(Index1D i, ArrayView<T> x, Strides atX, ArrayView<T> y, Strides atY)
        where TOp : struct, ITernaryOp
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        TLane a = TLane.Of(x[atX[i]]);
        y[atY[i]] = TOp.Apply(a, a, a).Value;
    }

    /// <summary>y = op(a, b).</summary>
    public static void Binary<TOp, TLane, T>(Index1D i, ArrayView<T> a, Strides atA, ArrayView<T> b, Strides atB, ArrayView<T> y, Strides atY)
        where TOp : struct, ITernaryOp
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        TLane second = TLane.Of(b[atB[i]]);
        y[atY[i]] = TOp.Apply(TLane.Of(a[atA[i]]), second, second).Value;
    }

    /// <summary>y = op(a, b, c).</summary>
    public static void Ternary<TOp, TLane, T>(Index1D i, ArrayView<T> a, Strides atA, ArrayView<T> b, Strides atB, ArrayView<T> c, Strides atC, ArrayView<T> y, Strides atY)
        where TOp : struct, ITernaryOp
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
        => y[atY[i]] = TOp.Apply(TLane.Of(a[atA[i]]), TLane.Of(b[atB[i]]), TLane.Of(c[atC[i]])).Value;

    /// <summary>y = 1 where the relation holds, else 0.</summary>
    public static void Compare<TOp, TLane, T>(Index1D i, ArrayView<T> a, Strides atA, ArrayView<T> b, Strides atB, ArrayView<byte> y)
        where TOp : struct, IBinaryOp
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
        => y[i] = (byte)TLane.Bits(TOp.Apply(TLane.Of(a[atA[i]]), TLane.Of(b[atB[i]])));

    /// <summary>y = a where the condition holds, else b.</summary>
    public static void Select<T>(Index1D i, ArrayView<byte> condition, Strides atCondition, ArrayView<T> a, Strides atA, ArrayView<T> b, Strides atB, ArrayView<T> y)
        where T : unmanaged
        => y[i] = condition[atCondition[i]] != 0 ? a[atA[i]] : b[atB[i]];

    /// <summary>y = x, from place to place.</summary>
    public static void Copy<T>(Index1D i, ArrayView<T> x, Strides atX, ArrayView<T> y, Strides atY)
        where T : unmanaged
        => y[atY[i]] = x[atX[i]];

    /// <summary>y = x as another type.</summary>
    public static void Convert<TFrom, TX, TTo, TY>(Index1D i, ArrayView<TX> x, int offset, ArrayView<TY> y)
        where TFrom : struct, IDeviceLane<TFrom, TX>
        where TX : unmanaged
        where TTo : struct, IDeviceLane<TTo, TY>
        where TY : unmanaged
    {
        TFrom from = TFrom.Of(x[offset + i]);
        y[i] = (TFrom.IsWhole ? TTo.OfWhole(from.Whole) : TTo.OfNumber(from.Number)).Value;
    }

    /// <summary>The same value everywhere.</summary>
    public static void Fill<T>(Index1D i, ArrayView<T> y, T value)
        where T : unmanaged
        => y[i] = value;
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>a + b + …</summary>
internal readonly struct SumReduction : IReductionOp
{
    public static string Name => "Sum";

    public static bool AllowsEmpty => true;

    public static bool AllowsAnyOrder => false;

    public static T Identity<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        => T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V a, V b)
        where V : struct, ILanes<V>
        => a + b;
}

/// <summary>a·b·…</summary>
internal readonly struct ProductReduction : IReductionOp
{
    public static string Name => "Prod";

    public static bool AllowsEmpty => true;

    public static bool AllowsAnyOrder => false;

    public static T Identity<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        => T.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V a, V b)
        where V : struct, ILanes<V>
        => a * b;
}

/// <summary>The largest; NaN if any is NaN.</summary>
internal readonly struct MaxReduction : IReductionOp
{
    public static string Name => "Max";

    public static bool AllowsEmpty => false;

    public static bool AllowsAnyOrder => true;

    public static T Identity<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        => typeof(T) == typeof(double) || typeof(T) == typeof(float) ? T.CreateTruncating(double.NegativeInfinity) : T.MinValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V a, V b)
        where V : struct, ILanes<V>
        => V.Max(a, b);
}

/// <summary>The smallest; NaN if any is NaN.</summary>
internal readonly struct MinReduction : IReductionOp
{
    public static string Name => "Min";

    public static bool AllowsEmpty => false;

    public static bool AllowsAnyOrder => true;

    public static T Identity<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        => typeof(T) == typeof(double) || typeof(T) == typeof(float) ? T.CreateTruncating(double.PositiveInfinity) : T.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V a, V b)
        where V : struct, ILanes<V>
        => V.Min(a, b);
}

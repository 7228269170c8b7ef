using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

// Relations between two elements. The result is a mask: all bits of a lane set where the relation holds.

/// <summary>a &lt; b.</summary>
internal readonly struct LessOp : IBinaryOp
{
    public static string Name => "Less";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b)
        where V : struct, ILanes<V>
        => V.IsGreater(b, a);
}

/// <summary>a ≤ b.</summary>
internal readonly struct LessOrEqualOp : IBinaryOp
{
    public static string Name => "LessOrEqual";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b)
        where V : struct, ILanes<V>
        => V.IsGreaterOrEqual(b, a);
}

/// <summary>a &gt; b.</summary>
internal readonly struct GreaterOp : IBinaryOp
{
    public static string Name => "Greater";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b)
        where V : struct, ILanes<V>
        => V.IsGreater(a, b);
}

/// <summary>a ≥ b.</summary>
internal readonly struct GreaterOrEqualOp : IBinaryOp
{
    public static string Name => "GreaterOrEqual";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b)
        where V : struct, ILanes<V>
        => V.IsGreaterOrEqual(a, b);
}

/// <summary>a = b.</summary>
internal readonly struct EqualToOp : IBinaryOp
{
    public static string Name => "EqualTo";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b)
        where V : struct, ILanes<V>
        => V.IsEqual(a, b);
}

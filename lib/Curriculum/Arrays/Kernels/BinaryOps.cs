using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

// One line of mathematics each: what the loop in Elementwise does to every pair of elements.

/// <summary>a + b.</summary>
internal readonly struct AddOp : IBinaryOp
{
    public static string Name => "Add";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b)
        where V : struct, ILanes<V>
        => a + b;
}

/// <summary>a − b.</summary>
internal readonly struct SubtractOp : IBinaryOp
{
    public static string Name => "Subtract";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b)
        where V : struct, ILanes<V>
        => a - b;
}

/// <summary>a·b.</summary>
internal readonly struct MultiplyOp : IBinaryOp
{
    public static string Name => "Multiply";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b)
        where V : struct, ILanes<V>
        => a * b;
}

/// <summary>a / b; of whole numbers too a float.</summary>
internal readonly struct DivideOp : IBinaryOp
{
    public static string Name => "Divide";

    public static bool FloatsOnly => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b)
        where V : struct, ILanes<V>
        => a / b;
}

/// <summary>the larger one; NaN if either is.</summary>
internal readonly struct MaximumOp : IBinaryOp
{
    public static string Name => "Maximum";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b)
        where V : struct, ILanes<V>
        => V.Max(a, b);
}

/// <summary>the smaller one; NaN if either is.</summary>
internal readonly struct MinimumOp : IBinaryOp
{
    public static string Name => "Minimum";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b)
        where V : struct, ILanes<V>
        => V.Min(a, b);
}

/// <summary>both.</summary>
internal readonly struct AndOp : IBinaryOp
{
    public static string Name => "And";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b)
        where V : struct, ILanes<V>
        => a & b;
}

/// <summary>either.</summary>
internal readonly struct OrOp : IBinaryOp
{
    public static string Name => "Or";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b)
        where V : struct, ILanes<V>
        => a | b;
}

/// <summary>one but not both.</summary>
internal readonly struct XorOp : IBinaryOp
{
    public static string Name => "Xor";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V a, V b)
        where V : struct, ILanes<V>
        => a ^ b;
}

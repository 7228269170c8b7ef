using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Σ x and Σ x·y.</summary>
internal readonly struct ProductSum : IChannelSum
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Term<V>(V x, V p)
        where V : struct, ILanes<V>
        => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Factor<V>(V term, V y)
        where V : struct, ILanes<V>
        => y;
}

/// <summary>Σ (x − p) and Σ (x − p)².</summary>
internal readonly struct DeviationSum : IChannelSum
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Term<V>(V x, V p)
        where V : struct, ILanes<V>
        => x - p;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Factor<V>(V term, V y)
        where V : struct, ILanes<V>
        => term;
}

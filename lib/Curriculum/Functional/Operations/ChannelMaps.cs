using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>((x − p) − q)·s: taking a mean off in two parts, then scaling.</summary>
internal readonly struct CentreMap : IChannelMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x, V y, V p, V q, V s)
        where V : struct, ILanes<V>
        => (x - p - q) * s;
}

/// <summary>s·(x − p − y·q): the gradient through a standardisation.</summary>
internal readonly struct CentreGradientMap : IChannelMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x, V y, V p, V q, V s)
        where V : struct, ILanes<V>
        => s * (x - p - (y * q));
}

/// <summary>x·p + q.</summary>
internal readonly struct AffineMap : IChannelMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x, V y, V p, V q, V s)
        where V : struct, ILanes<V>
        => (x * p) + q;
}

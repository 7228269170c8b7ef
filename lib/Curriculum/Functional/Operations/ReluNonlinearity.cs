using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>max(z, 0), with slope 0 at 0.</summary>
internal readonly struct ReluNonlinearity : INonlinearity
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V>(V z)
        where V : struct, ILanes<V>
        => V.Max(z, V.Create(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V value, V g)
        where V : struct, ILanes<V>
        => V.IsGreater(value, V.Create(0)) & g;
}

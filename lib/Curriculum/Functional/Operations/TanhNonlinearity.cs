using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>tanh, with slope 1 − tanh².</summary>
internal readonly struct TanhNonlinearity : INonlinearity
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V>(V z)
        where V : struct, ILanes<V>
        => LaneMath.Tanh(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V value, V g)
        where V : struct, ILanes<V>
        => g * (V.Create(1) - (value * value));
}

using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

// One line of mathematics each: what the loop in Elementwise does to every element.

/// <summary>eˣ.</summary>
internal readonly struct ExpOp : IUnaryOp
{
    public static string Name => "Exp";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => LaneMath.Exp(x);
}

/// <summary>ln x.</summary>
internal readonly struct LogOp : IUnaryOp
{
    public static string Name => "Log";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => LaneMath.Log(x);
}

/// <summary>ln (1 + x).</summary>
internal readonly struct Log1pOp : IUnaryOp
{
    public static string Name => "Log1p";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => LaneMath.Log1p(x);
}

/// <summary>eˣ − 1.</summary>
internal readonly struct Expm1Op : IUnaryOp
{
    public static string Name => "Expm1";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => LaneMath.Expm1(x);
}

/// <summary>√x.</summary>
internal readonly struct SqrtOp : IUnaryOp
{
    public static string Name => "Sqrt";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => V.Sqrt(x);
}

/// <summary>sin x.</summary>
internal readonly struct SinOp : IUnaryOp
{
    public static string Name => "Sin";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => LaneMath.Sin(x);
}

/// <summary>cos x.</summary>
internal readonly struct CosOp : IUnaryOp
{
    public static string Name => "Cos";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => LaneMath.Cos(x);
}

/// <summary>tanh x.</summary>
internal readonly struct TanhOp : IUnaryOp
{
    public static string Name => "Tanh";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => LaneMath.Tanh(x);
}

/// <summary>1 / (1 + e⁻ˣ).</summary>
internal readonly struct SigmoidOp : IUnaryOp
{
    public static string Name => "Sigmoid";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => LaneMath.Sigmoid(x);
}

/// <summary>the error function.</summary>
internal readonly struct ErfOp : IUnaryOp
{
    public static string Name => "Erf";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => LaneMath.Erf(x);
}

/// <summary>the largest whole number up to x.</summary>
internal readonly struct FloorOp : IUnaryOp
{
    public static string Name => "Floor";

    public static bool FloatsOnly => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => V.Floor(x);
}

/// <summary>the smallest whole number from x on.</summary>
internal readonly struct CeilOp : IUnaryOp
{
    public static string Name => "Ceil";

    public static bool FloatsOnly => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => V.Ceiling(x);
}

/// <summary>the nearest whole number, the even one of two.</summary>
internal readonly struct RoundOp : IUnaryOp
{
    public static string Name => "Round";

    public static bool FloatsOnly => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => V.Round(x);
}

/// <summary>|x|.</summary>
internal readonly struct AbsOp : IUnaryOp
{
    public static string Name => "Abs";

    public static bool FloatsOnly => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => V.Abs(x);
}

/// <summary>−x.</summary>
internal readonly struct NegateOp : IUnaryOp
{
    public static string Name => "Negate";

    public static bool FloatsOnly => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => -x;
}

/// <summary>x².</summary>
internal readonly struct SquareOp : IUnaryOp
{
    public static string Name => "Square";

    public static bool FloatsOnly => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => x * x;
}

/// <summary>1 / x.</summary>
internal readonly struct ReciprocalOp : IUnaryOp
{
    public static string Name => "Reciprocal";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => V.Create(1) / x;
}

/// <summary>−1, 0 or 1; NaN stays.</summary>
internal readonly struct SignOp : IUnaryOp
{
    public static string Name => "Sign";

    public static bool FloatsOnly => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Apply<V>(V x)
        where V : struct, ILanes<V>
        => V.Select(V.IsGreater(x, V.Create(0)), V.Create(1), V.Select(V.IsGreater(V.Create(0), x), V.Create(-1), x));
}

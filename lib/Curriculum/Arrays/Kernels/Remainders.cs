using System.Numerics;

namespace Curriculum.Arrays.Kernels;

/// <summary>Division that leaves a remainder, by Python's rule: the quotient is rounded down, so the remainder has the sign of the divisor.</summary>
internal static class Remainders
{
    public static NdArray Remainder(NdArray a, NdArray b) => Dispatch("Remainder", a, b, remainder: true);

    public static NdArray FloorDivide(NdArray a, NdArray b) => Dispatch("FloorDivide", a, b, remainder: false);

    private static NdArray Dispatch(string op, NdArray a, NdArray b, bool remainder)
    {
        var dtype = DTypes.Promote(a, b);
        if (dtype == DType.Boolean)
            throw new DTypeException($"{op}: a and b must be of numbers, got Boolean. Convert with As(DType.Int32) first.");
        var shape = Shape.Broadcast(op, a.Shape, b.Shape);
        (a, b) = (a.ToOperand(op, dtype, Device.Common(op, a, b)).BroadcastTo(shape), b.ToOperand(op, dtype, Device.Common(op, a, b)).BroadcastTo(shape));
        return dtype switch
        {
            DType.Float32 => Floats<float>(a, b, remainder),
            DType.Float64 => Floats<double>(a, b, remainder),
            DType.Int32 => Integers<int>(a, b, remainder),
            _ => Integers<long>(a, b, remainder),
        };
    }

    private static NdArray Floats<T>(NdArray a, NdArray b, bool remainder)
        where T : unmanaged, IFloatingPoint<T>
    {
        var result = NdArray.Uninitialized(a.Shape, a.DType);
        using var x = a.Read<T>();
        using var y = b.Read<T>();
        using var z = result.Write<T>();
        for (int i = 0; i < z.Span.Length; i++)
        {
            T value = x.Span[i], divisor = y.Span[i], rest = value % divisor;
            bool isRoundedUp = rest != T.Zero && T.IsNegative(rest) != T.IsNegative(divisor);
            z.Span[i] = remainder ? (isRoundedUp ? rest + divisor : T.IsZero(rest) ? T.CopySign(rest, divisor) : rest)
                : divisor == T.Zero ? value / divisor
                : Whole(value, divisor, rest, isRoundedUp);
        }

        return result;

        // From the rest that C# leaves: with the other one, an infinite divisor would give ∞ / ∞.
        static T Whole(T value, T divisor, T rest, bool isRoundedUp)
        {
            T quotient = T.Round((value - rest) / divisor) - (isRoundedUp ? T.One : T.Zero);
            return T.IsZero(quotient) ? T.CopySign(quotient, value / divisor) : quotient;
        }
    }

    private static NdArray Integers<T>(NdArray a, NdArray b, bool remainder)
        where T : unmanaged, IBinaryInteger<T>
    {
        var result = NdArray.Uninitialized(a.Shape, a.DType);
        using var x = a.Read<T>();
        using var y = b.Read<T>();
        using var z = result.Write<T>();
        for (int i = 0; i < z.Span.Length; i++)
        {
            // As NumPy does: 0 where the divisor is 0; and the one quotient that overflows wraps around.
            T value = x.Span[i], divisor = y.Span[i];
            if (divisor == T.Zero || divisor == -T.One)
            {
                z.Span[i] = divisor == T.Zero || remainder ? T.Zero : unchecked(-value);
                continue;
            }

            T rest = value % divisor;
            bool isRoundedUp = rest != T.Zero && T.IsNegative(rest) != T.IsNegative(divisor);
            z.Span[i] = remainder ? (isRoundedUp ? rest + divisor : rest) : (value / divisor) - (isRoundedUp ? T.One : T.Zero);
        }

        return result;
    }
}

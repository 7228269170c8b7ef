using System.Numerics;
using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>Powers. A number as exponent goes by multiplications and roots where it can; else xᵖ = e^(p·ln x) with a logarithm of twice the digits.</summary>
internal static class Powers
{
    private const int LargestRepeated = 32;

    public static NdArray Pow(NdArray x, NdArray exponent)
    {
        var dtype = DTypes.Promote(x, exponent);
        if (dtype.IsInteger())
            return Integer(x, exponent, dtype);
        dtype = dtype.ToFloat();
        if (exponent.IsWeak && Math.Abs(exponent.Item()) is var p && (p == 0.5 || (p == Math.Floor(p) && p <= LargestRepeated)))
        {
            var root = p == 0.5 ? x.As(dtype).Sqrt() : Repeated(x.As(dtype), (int)p);
            return exponent.Item() < 0 ? root.Reciprocal() : root;
        }

        return dtype == DType.Float64
            ? Elementwise.Apply<PowOp>(x, exponent)
            : Elementwise.Apply<PowOp>(x.As(DType.Float64), exponent.ToOperand("Pow", DType.Float64, Device.Common("Pow", x, exponent))).As(dtype);
    }

    /// <summary>x·x·…·x by squaring, in an order that depends on the exponent alone.</summary>
    private static NdArray Repeated(NdArray x, int exponent)
    {
        NdArray? result = null;
        for (var square = x; ; square = square.Square())
        {
            if ((exponent & 1) != 0)
                result = result is null ? square : result * square;
            exponent >>= 1;
            if (exponent == 0)
                return result is null ? NdArray.OnesLike(x) : ReferenceEquals(result, x) ? x.Copy() : result;
        }
    }

    private static NdArray Integer(NdArray x, NdArray exponent, DType dtype)
    {
        var shape = Shape.Broadcast("Pow", x.Shape, exponent.Shape);
        if (shape.Size > 0 && (bool)(exponent < 0).Any())
            throw new DTypeException("Pow: whole numbers cannot be raised to a negative power. Convert with As(DType.Float64) first.");
        x = x.ToOperand("Pow", dtype, Device.Common("Pow", x, exponent)).BroadcastTo(shape);
        return dtype == DType.Int32 ? Integer<int>(x, exponent.BroadcastTo(shape)) : Integer<long>(x, exponent.BroadcastTo(shape));
    }

    private static NdArray Integer<T>(NdArray x, NdArray exponent)
        where T : unmanaged, IBinaryInteger<T>
    {
        var result = NdArray.Uninitialized(x.Shape, x.DType);
        using (var a = x.Read<T>())
        using (var b = exponent.As(DType.Int64).Read<long>())
        using (var y = result.Write<T>())
        {
            for (int i = 0; i < y.Span.Length; i++)
                y.Span[i] = Power(a.Span[i], b.Span[i]);
        }

        return result;

        // Wraps around beyond the range, as NumPy's does.
        static T Power(T value, long times)
        {
            T product = T.One;
            for (; times > 0; times >>= 1, value = unchecked(value * value))
                product = (times & 1) != 0 ? unchecked(product * value) : product;
            return product;
        }
    }

    internal readonly struct PowOp : IBinaryOp
    {
        public static string Name => "Pow";

        public static bool FloatsOnly => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(V a, V b)
            where V : struct, ILanes<V>
            => LaneMath.Pow(a, b);
    }
}

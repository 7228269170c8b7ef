using Curriculum.Arrays.Kernels;
using ILGPU;
using ILGPU.Algorithms;

namespace Curriculum.Gpu.Kernels;

/// <summary>A Float64 element.</summary>
/// <remarks>a·b + c becomes one fused instruction in PTX. Comparisons name NaN: the compiler of kernels may turn an ordered comparison around into an unordered one.</remarks>
internal readonly struct DoubleLane(double value) : IDeviceLane<DoubleLane, double>
{
    private readonly double _value = value;

    public static int Count => 1;

    public static bool IsDouble => true;

    public double Value => _value;

    private ulong Pattern => Interop.FloatAsInt(_value);

    public static bool IsWhole => false;

    public double Number => _value;

    public long Whole => (long)_value;

    public static DoubleLane Of(double value) => new(value);

    public static DoubleLane OfNumber(double number) => new(number);

    public static DoubleLane OfWhole(long whole) => new(whole);

    public static DoubleLane Create(double value) => new(value);

    public static DoubleLane FromBits(uint bits32, ulong bits64) => new(Interop.IntAsFloat(bits64));

    public static DoubleLane operator +(DoubleLane a, DoubleLane b) => new(a._value + b._value);

    public static DoubleLane operator -(DoubleLane a, DoubleLane b) => new(a._value - b._value);

    public static DoubleLane operator *(DoubleLane a, DoubleLane b) => new(a._value * b._value);

    public static DoubleLane operator /(DoubleLane a, DoubleLane b) => new(a._value / b._value);

    public static DoubleLane operator -(DoubleLane a) => new(-a._value);

    public static DoubleLane operator &(DoubleLane a, DoubleLane b) => new(Interop.IntAsFloat(a.Pattern & b.Pattern));

    public static DoubleLane operator |(DoubleLane a, DoubleLane b) => new(Interop.IntAsFloat(a.Pattern | b.Pattern));

    public static DoubleLane operator ^(DoubleLane a, DoubleLane b) => new(Interop.IntAsFloat(a.Pattern ^ b.Pattern));

    public static DoubleLane Fma(DoubleLane a, DoubleLane b, DoubleLane c) => new((a._value * b._value) + c._value);

    public static DoubleLane Sqrt(DoubleLane a) => new(XMath.Sqrt(a._value));

    public static DoubleLane Abs(DoubleLane a) => new(Interop.IntAsFloat(a.Pattern & 0x7FFFFFFFFFFFFFFF));

    public static DoubleLane Max(DoubleLane a, DoubleLane b) => new(IsNaN(a) || a._value > b._value ? a._value : b._value);

    public static DoubleLane Min(DoubleLane a, DoubleLane b) => new(IsNaN(a) || a._value < b._value ? a._value : b._value);

    public static DoubleLane AtLeast(DoubleLane limit, DoubleLane x) => IsNaN(x) || x._value > limit._value ? x : limit;

    public static DoubleLane AtMost(DoubleLane limit, DoubleLane x) => IsNaN(x) || x._value < limit._value ? x : limit;

    public static DoubleLane Scale(DoubleLane a, DoubleLane n) => LaneMath.ScaleInTwo(a, n);

    public static DoubleLane Floor(DoubleLane a)
    {
        double rounded = Round(a)._value;
        return new(rounded > a._value ? rounded - 1 : rounded);
    }

    public static DoubleLane Ceiling(DoubleLane a) => -Floor(-a);

    // From 2⁵² on there is nothing to round; below, adding and taking off 2⁵² leaves no digits after the point.
    public static DoubleLane Round(DoubleLane a)
    {
        ulong magnitude = a.Pattern & 0x7FFFFFFFFFFFFFFF, sign = a.Pattern & 0x8000000000000000;
        double large = 4503599627370496, rounded = (Interop.IntAsFloat(magnitude) + large) - large;
        return new(magnitude >= 0x4330000000000000 ? a._value : Interop.IntAsFloat(Interop.FloatAsInt(rounded) | sign));
    }

    public static DoubleLane IsGreater(DoubleLane a, DoubleLane b) => Mask(!IsNaN(a) && !IsNaN(b) && a._value > b._value);

    public static DoubleLane IsGreaterOrEqual(DoubleLane a, DoubleLane b) => Mask(!IsNaN(a) && !IsNaN(b) && a._value >= b._value);

    public static DoubleLane IsEqual(DoubleLane a, DoubleLane b) => Mask(!IsNaN(a) && !IsNaN(b) && a._value == b._value);

    public static DoubleLane Select(DoubleLane mask, DoubleLane a, DoubleLane b) => new(mask.Pattern != 0 ? a._value : b._value);

    public static bool Any(DoubleLane mask) => mask.Pattern != 0;

    public static DoubleLane ShiftLeft(DoubleLane a, int count32, int count64) => new(Interop.IntAsFloat(a.Pattern << count64));

    public static DoubleLane ShiftRight(DoubleLane a, int count32, int count64) => new(Interop.IntAsFloat(a.Pattern >> count64));

    // Long arithmetic is not for kernels: beyond 10⁵ (10⁹) sine and cosine lose digits here.
    public static void ReduceFar(DoubleLane x, DoubleLane far, ref DoubleLane n, ref DoubleLane r)
    {
    }

    public static ulong Bits(DoubleLane mask) => mask.Pattern >> 63;

    private static bool IsNaN(DoubleLane a) => (a.Pattern & 0x7FFFFFFFFFFFFFFF) > 0x7FF0000000000000;

    private static DoubleLane Mask(bool holds) => new(Interop.IntAsFloat(holds ? ulong.MaxValue : 0));
}

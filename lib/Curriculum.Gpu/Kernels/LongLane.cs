namespace Curriculum.Gpu.Kernels;

/// <summary>An Int64 element.</summary>
/// <remarks>Roots, fractions and powers of two do not occur: the library turns whole numbers into floats before it computes them.</remarks>
internal readonly struct LongLane(long value) : IDeviceLane<LongLane, long>
{
    private readonly long _value = value;

    public static int Count => 1;

    public static bool IsDouble => false;

    public long Value => _value;

    public static bool IsWhole => true;

    public double Number => _value;

    public long Whole => _value;

    public static LongLane Of(long value) => new(value);

    public static LongLane OfNumber(double number) => new(number >= long.MaxValue ? long.MaxValue : number > long.MinValue ? (long)number : number <= long.MinValue ? long.MinValue : 0);

    public static LongLane OfWhole(long whole) => new(whole);

    public static LongLane Create(double value) => new((long)value);

    public static LongLane FromBits(uint bits32, ulong bits64) => new((long)bits64);

    public static LongLane operator +(LongLane a, LongLane b) => new((long)(a._value + b._value));

    public static LongLane operator -(LongLane a, LongLane b) => new((long)(a._value - b._value));

    public static LongLane operator *(LongLane a, LongLane b) => new((long)(a._value * b._value));

    public static LongLane operator /(LongLane a, LongLane b) => new((long)(a._value / b._value));

    public static LongLane operator -(LongLane a) => new((long)(-a._value));

    public static LongLane operator &(LongLane a, LongLane b) => new((long)(a._value & b._value));

    public static LongLane operator |(LongLane a, LongLane b) => new((long)(a._value | b._value));

    public static LongLane operator ^(LongLane a, LongLane b) => new((long)(a._value ^ b._value));

    public static LongLane Fma(LongLane a, LongLane b, LongLane c) => (a * b) + c;

    public static LongLane Sqrt(LongLane a) => a;

    public static LongLane Abs(LongLane a) => a._value < 0 ? -a : a;

    public static LongLane Max(LongLane a, LongLane b) => a._value > b._value ? a : b;

    public static LongLane Min(LongLane a, LongLane b) => a._value < b._value ? a : b;

    public static LongLane AtLeast(LongLane limit, LongLane x) => Max(limit, x);

    public static LongLane AtMost(LongLane limit, LongLane x) => Min(limit, x);

    public static LongLane Scale(LongLane a, LongLane n) => a;

    public static LongLane Floor(LongLane a) => a;

    public static LongLane Ceiling(LongLane a) => a;

    public static LongLane Round(LongLane a) => a;

    public static LongLane IsGreater(LongLane a, LongLane b) => Mask(a._value > b._value);

    public static LongLane IsGreaterOrEqual(LongLane a, LongLane b) => Mask(a._value >= b._value);

    public static LongLane IsEqual(LongLane a, LongLane b) => Mask(a._value == b._value);

    public static LongLane Select(LongLane mask, LongLane a, LongLane b) => mask._value != 0 ? a : b;

    public static bool Any(LongLane mask) => mask._value != 0;

    public static LongLane ShiftLeft(LongLane a, int count32, int count64) => new((long)(a._value << count64));

    public static LongLane ShiftRight(LongLane a, int count32, int count64) => new((long)(a._value >>> count64));

    // Long arithmetic is not for kernels: beyond 10⁵ (10⁹) sine and cosine lose digits here.
    public static void ReduceFar(LongLane x, LongLane far, ref LongLane n, ref LongLane r)
    {
    }

    public static ulong Bits(LongLane mask) => mask._value != 0 ? 1UL : 0UL;

    private static LongLane Mask(bool holds) => new(holds ? -1 : 0);
}

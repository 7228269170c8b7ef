namespace Curriculum.Gpu.Kernels;

/// <summary>An Int32 element.</summary>
/// <remarks>Roots, fractions and powers of two do not occur: the library turns whole numbers into floats before it computes them.</remarks>
internal readonly struct IntLane(int value) : IDeviceLane<IntLane, int>
{
    private readonly int _value = value;

    public static int Count => 1;

    public static bool IsDouble => false;

    public int Value => _value;

    public static bool IsWhole => true;

    public double Number => _value;

    public long Whole => _value;

    public static IntLane Of(int value) => new(value);

    public static IntLane OfNumber(double number) => new(number >= int.MaxValue ? int.MaxValue : number > int.MinValue ? (int)number : number <= int.MinValue ? int.MinValue : 0);

    public static IntLane OfWhole(long whole) => new(whole >= int.MaxValue ? int.MaxValue : whole <= int.MinValue ? int.MinValue : (int)whole);

    public static IntLane Create(double value) => new((int)value);

    public static IntLane FromBits(uint bits32, ulong bits64) => new((int)bits32);

    public static IntLane operator +(IntLane a, IntLane b) => new((int)(a._value + b._value));

    public static IntLane operator -(IntLane a, IntLane b) => new((int)(a._value - b._value));

    public static IntLane operator *(IntLane a, IntLane b) => new((int)(a._value * b._value));

    public static IntLane operator /(IntLane a, IntLane b) => new((int)(a._value / b._value));

    public static IntLane operator -(IntLane a) => new((int)(-a._value));

    public static IntLane operator &(IntLane a, IntLane b) => new((int)(a._value & b._value));

    public static IntLane operator |(IntLane a, IntLane b) => new((int)(a._value | b._value));

    public static IntLane operator ^(IntLane a, IntLane b) => new((int)(a._value ^ b._value));

    public static IntLane Fma(IntLane a, IntLane b, IntLane c) => (a * b) + c;

    public static IntLane Sqrt(IntLane a) => a;

    public static IntLane Abs(IntLane a) => a._value < 0 ? -a : a;

    public static IntLane Max(IntLane a, IntLane b) => a._value > b._value ? a : b;

    public static IntLane Min(IntLane a, IntLane b) => a._value < b._value ? a : b;

    public static IntLane AtLeast(IntLane limit, IntLane x) => Max(limit, x);

    public static IntLane AtMost(IntLane limit, IntLane x) => Min(limit, x);

    public static IntLane Scale(IntLane a, IntLane n) => a;

    public static IntLane Floor(IntLane a) => a;

    public static IntLane Ceiling(IntLane a) => a;

    public static IntLane Round(IntLane a) => a;

    public static IntLane IsGreater(IntLane a, IntLane b) => Mask(a._value > b._value);

    public static IntLane IsGreaterOrEqual(IntLane a, IntLane b) => Mask(a._value >= b._value);

    public static IntLane IsEqual(IntLane a, IntLane b) => Mask(a._value == b._value);

    public static IntLane Select(IntLane mask, IntLane a, IntLane b) => mask._value != 0 ? a : b;

    public static bool Any(IntLane mask) => mask._value != 0;

    public static IntLane ShiftLeft(IntLane a, int count32, int count64) => new((int)(a._value << count32));

    public static IntLane ShiftRight(IntLane a, int count32, int count64) => new((int)(a._value >>> count32));

    // Long arithmetic is not for kernels: beyond 10⁵ (10⁹) sine and cosine lose digits here.
    public static void ReduceFar(IntLane x, IntLane far, ref IntLane n, ref IntLane r)
    {
    }

    public static ulong Bits(IntLane mask) => mask._value != 0 ? 1UL : 0UL;

    private static IntLane Mask(bool holds) => new(holds ? -1 : 0);
}

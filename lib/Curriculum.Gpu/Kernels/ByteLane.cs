namespace Curriculum.Gpu.Kernels;

/// <summary>A Boolean element: 0 or 1.</summary>
/// <remarks>Roots, fractions and powers of two do not occur: the library turns whole numbers into floats before it computes them.</remarks>
internal readonly struct ByteLane(byte value) : IDeviceLane<ByteLane, byte>
{
    private readonly byte _value = value;

    public static int Count => 1;

    public static bool IsDouble => false;

    public byte Value => _value;

    public static bool IsWhole => true;

    public double Number => _value;

    public long Whole => _value;

    public static ByteLane Of(byte value) => new(value);

    public static ByteLane OfNumber(double number) => new((byte)(number == 0 ? 0 : 1));

    public static ByteLane OfWhole(long whole) => new((byte)(whole == 0 ? 0 : 1));

    public static ByteLane Create(double value) => new((byte)value);

    public static ByteLane FromBits(uint bits32, ulong bits64) => new((byte)bits32);

    public static ByteLane operator +(ByteLane a, ByteLane b) => new((byte)(a._value + b._value));

    public static ByteLane operator -(ByteLane a, ByteLane b) => new((byte)(a._value - b._value));

    public static ByteLane operator *(ByteLane a, ByteLane b) => new((byte)(a._value * b._value));

    public static ByteLane operator /(ByteLane a, ByteLane b) => new((byte)(a._value / b._value));

    public static ByteLane operator -(ByteLane a) => new((byte)(-a._value));

    public static ByteLane operator &(ByteLane a, ByteLane b) => new((byte)(a._value & b._value));

    public static ByteLane operator |(ByteLane a, ByteLane b) => new((byte)(a._value | b._value));

    public static ByteLane operator ^(ByteLane a, ByteLane b) => new((byte)(a._value ^ b._value));

    public static ByteLane Fma(ByteLane a, ByteLane b, ByteLane c) => (a * b) + c;

    public static ByteLane Sqrt(ByteLane a) => a;

    public static ByteLane Abs(ByteLane a) => a._value < 0 ? -a : a;

    public static ByteLane Max(ByteLane a, ByteLane b) => a._value > b._value ? a : b;

    public static ByteLane Min(ByteLane a, ByteLane b) => a._value < b._value ? a : b;

    public static ByteLane AtLeast(ByteLane limit, ByteLane x) => Max(limit, x);

    public static ByteLane AtMost(ByteLane limit, ByteLane x) => Min(limit, x);

    public static ByteLane Scale(ByteLane a, ByteLane n) => a;

    public static ByteLane Floor(ByteLane a) => a;

    public static ByteLane Ceiling(ByteLane a) => a;

    public static ByteLane Round(ByteLane a) => a;

    public static ByteLane IsGreater(ByteLane a, ByteLane b) => Mask(a._value > b._value);

    public static ByteLane IsGreaterOrEqual(ByteLane a, ByteLane b) => Mask(a._value >= b._value);

    public static ByteLane IsEqual(ByteLane a, ByteLane b) => Mask(a._value == b._value);

    public static ByteLane Select(ByteLane mask, ByteLane a, ByteLane b) => mask._value != 0 ? a : b;

    public static bool Any(ByteLane mask) => mask._value != 0;

    public static ByteLane ShiftLeft(ByteLane a, int count32, int count64) => new((byte)(a._value << count32));

    public static ByteLane ShiftRight(ByteLane a, int count32, int count64) => new((byte)(a._value >>> count32));

    // Long arithmetic is not for kernels: beyond 10⁵ (10⁹) sine and cosine lose digits here.
    public static void ReduceFar(ByteLane x, ByteLane far, ref ByteLane n, ref ByteLane r)
    {
    }

    public static ulong Bits(ByteLane mask) => mask._value != 0 ? 1UL : 0UL;

    private static ByteLane Mask(bool holds) => new((byte)(holds ? 255 : 0));
}

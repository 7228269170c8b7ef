using Curriculum.Arrays.Kernels;
using ILGPU;
using ILGPU.Algorithms;

namespace Curriculum.Gpu.Kernels;

/// <summary>A Float32 element.</summary>
/// <remarks>a·b + c becomes one fused instruction in PTX. Comparisons name NaN: the compiler of kernels may turn an ordered comparison around into an unordered one.</remarks>
internal readonly struct FloatLane(float value) : IDeviceLane<FloatLane, float>
{
    private readonly float _value = value;

    public static int Count => 1;

    public static bool IsDouble => false;

    public float Value => _value;

    private uint Pattern => Interop.FloatAsInt(_value);

    public static bool IsWhole => false;

    public double Number => _value;

    public long Whole => (long)_value;

    public static FloatLane Of(float value) => new(value);

    public static FloatLane OfNumber(double number) => new((float)number);

    public static FloatLane OfWhole(long whole) => new(whole);

    public static FloatLane Create(double value) => new((float)value);

    public static FloatLane FromBits(uint bits32, ulong bits64) => new(Interop.IntAsFloat(bits32));

    public static FloatLane operator +(FloatLane a, FloatLane b) => new(a._value + b._value);

    public static FloatLane operator -(FloatLane a, FloatLane b) => new(a._value - b._value);

    public static FloatLane operator *(FloatLane a, FloatLane b) => new(a._value * b._value);

    public static FloatLane operator /(FloatLane a, FloatLane b) => new(a._value / b._value);

    public static FloatLane operator -(FloatLane a) => new(-a._value);

    public static FloatLane operator &(FloatLane a, FloatLane b) => new(Interop.IntAsFloat(a.Pattern & b.Pattern));

    public static FloatLane operator |(FloatLane a, FloatLane b) => new(Interop.IntAsFloat(a.Pattern | b.Pattern));

    public static FloatLane operator ^(FloatLane a, FloatLane b) => new(Interop.IntAsFloat(a.Pattern ^ b.Pattern));

    public static FloatLane Fma(FloatLane a, FloatLane b, FloatLane c) => new((a._value * b._value) + c._value);

    public static FloatLane Sqrt(FloatLane a) => new(XMath.Sqrt(a._value));

    public static FloatLane Abs(FloatLane a) => new(Interop.IntAsFloat(a.Pattern & 0x7FFFFFFF));

    public static FloatLane Max(FloatLane a, FloatLane b) => new(IsNaN(a) || a._value > b._value ? a._value : b._value);

    public static FloatLane Min(FloatLane a, FloatLane b) => new(IsNaN(a) || a._value < b._value ? a._value : b._value);

    public static FloatLane AtLeast(FloatLane limit, FloatLane x) => IsNaN(x) || x._value > limit._value ? x : limit;

    public static FloatLane AtMost(FloatLane limit, FloatLane x) => IsNaN(x) || x._value < limit._value ? x : limit;

    public static FloatLane Scale(FloatLane a, FloatLane n) => LaneMath.ScaleInTwo(a, n);

    public static FloatLane Floor(FloatLane a)
    {
        float rounded = Round(a)._value;
        return new(rounded > a._value ? rounded - 1 : rounded);
    }

    public static FloatLane Ceiling(FloatLane a) => -Floor(-a);

    // From 2²³ on there is nothing to round; below, adding and taking off 2²³ leaves no digits after the point.
    public static FloatLane Round(FloatLane a)
    {
        uint magnitude = a.Pattern & 0x7FFFFFFF, sign = a.Pattern & 0x80000000;
        float large = 8388608, rounded = (Interop.IntAsFloat(magnitude) + large) - large;
        return new(magnitude >= 0x4B000000 ? a._value : Interop.IntAsFloat(Interop.FloatAsInt(rounded) | sign));
    }

    public static FloatLane IsGreater(FloatLane a, FloatLane b) => Mask(!IsNaN(a) && !IsNaN(b) && a._value > b._value);

    public static FloatLane IsGreaterOrEqual(FloatLane a, FloatLane b) => Mask(!IsNaN(a) && !IsNaN(b) && a._value >= b._value);

    public static FloatLane IsEqual(FloatLane a, FloatLane b) => Mask(!IsNaN(a) && !IsNaN(b) && a._value == b._value);

    public static FloatLane Select(FloatLane mask, FloatLane a, FloatLane b) => new(mask.Pattern != 0 ? a._value : b._value);

    public static bool Any(FloatLane mask) => mask.Pattern != 0;

    public static FloatLane ShiftLeft(FloatLane a, int count32, int count64) => new(Interop.IntAsFloat(a.Pattern << count32));

    public static FloatLane ShiftRight(FloatLane a, int count32, int count64) => new(Interop.IntAsFloat(a.Pattern >> count32));

    // Long arithmetic is not for kernels: beyond 10⁵ (10⁹) sine and cosine lose digits here.
    public static void ReduceFar(FloatLane x, FloatLane far, ref FloatLane n, ref FloatLane r)
    {
    }

    public static ulong Bits(FloatLane mask) => mask.Pattern >> 31;

    private static bool IsNaN(FloatLane a) => (a.Pattern & 0x7FFFFFFF) > 0x7F800000;

    private static FloatLane Mask(bool holds) => new(Interop.IntAsFloat(holds ? uint.MaxValue : 0));
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Curriculum.Arrays.Kernels;

/// <summary>Lanes in one vector of 256 bits.</summary>
internal readonly struct Lanes256<T>(Vector256<T> value) : ILanes<Lanes256<T>, T>
    where T : unmanaged
{
    private readonly Vector256<T> _value = value;

    public static int Count => Vector256<T>.Count;

    public static bool IsDouble => typeof(T) == typeof(double);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Create(double value)
        => typeof(T) == typeof(float) ? new(Vector256.Create((float)value).As<float, T>())
            : typeof(T) == typeof(double) ? new(Vector256.Create(value).As<double, T>())
            : typeof(T) == typeof(int) ? new(Vector256.Create((int)value).As<int, T>())
            : typeof(T) == typeof(long) ? new(Vector256.Create((long)value).As<long, T>())
            : new(Vector256.Create((byte)value).As<byte, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> FromBits(uint bits32, ulong bits64)
        => typeof(T) == typeof(double) ? new(Vector256.Create(bits64).As<ulong, T>()) : new(Vector256.Create(bits32).As<uint, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator +(Lanes256<T> a, Lanes256<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> a, Lanes256<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator *(Lanes256<T> a, Lanes256<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator /(Lanes256<T> a, Lanes256<T> b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator &(Lanes256<T> a, Lanes256<T> b) => new(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator |(Lanes256<T> a, Lanes256<T> b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator ^(Lanes256<T> a, Lanes256<T> b) => new(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> a) => new(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Fma(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c)
        => typeof(T) == typeof(float)
            ? new(Vector256.FusedMultiplyAdd(a._value.As<T, float>(), b._value.As<T, float>(), c._value.As<T, float>()).As<float, T>())
            : typeof(T) == typeof(double)
                ? new(Vector256.FusedMultiplyAdd(a._value.As<T, double>(), b._value.As<T, double>(), c._value.As<T, double>()).As<double, T>())
                : new((a._value * b._value) + c._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Sqrt(Lanes256<T> a) => new(Vector256.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Abs(Lanes256<T> a) => new(Vector256.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Max(Lanes256<T> a, Lanes256<T> b) => new(Vector256.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Min(Lanes256<T> a, Lanes256<T> b) => new(Vector256.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AtLeast(Lanes256<T> limit, Lanes256<T> x) => new(Vector256.MaxNative(limit._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AtMost(Lanes256<T> limit, Lanes256<T> x) => new(Vector256.MinNative(limit._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Scale(Lanes256<T> a, Lanes256<T> n) => LaneMath.ScaleInTwo(a, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Floor(Lanes256<T> a)
        => typeof(T) == typeof(float) ? new(Vector256.Floor(a._value.As<T, float>()).As<float, T>())
            : typeof(T) == typeof(double) ? new(Vector256.Floor(a._value.As<T, double>()).As<double, T>())
            : a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Ceiling(Lanes256<T> a)
        => typeof(T) == typeof(float) ? new(Vector256.Ceiling(a._value.As<T, float>()).As<float, T>())
            : typeof(T) == typeof(double) ? new(Vector256.Ceiling(a._value.As<T, double>()).As<double, T>())
            : a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Round(Lanes256<T> a)
        => typeof(T) == typeof(float) ? new(Vector256.Round(a._value.As<T, float>()).As<float, T>())
            : typeof(T) == typeof(double) ? new(Vector256.Round(a._value.As<T, double>()).As<double, T>())
            : a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> IsGreater(Lanes256<T> a, Lanes256<T> b) => new(Vector256.GreaterThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> IsGreaterOrEqual(Lanes256<T> a, Lanes256<T> b) => new(Vector256.GreaterThanOrEqual(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> IsEqual(Lanes256<T> a, Lanes256<T> b) => new(Vector256.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Select(Lanes256<T> mask, Lanes256<T> a, Lanes256<T> b)
        => new(Vector256.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes256<T> mask) => mask._value.ExtractMostSignificantBits() != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ShiftLeft(Lanes256<T> a, int count32, int count64)
        => typeof(T) == typeof(double)
            ? new((a._value.AsUInt64() << count64).As<ulong, T>())
            : new((a._value.AsUInt32() << count32).As<uint, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ShiftRight(Lanes256<T> a, int count32, int count64)
        => typeof(T) == typeof(double)
            ? new((a._value.AsUInt64() >> count64).As<ulong, T>())
            : new((a._value.AsUInt32() >> count32).As<uint, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Lanes256<T> mask) => mask._value.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes256<T> Load(T* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Broadcast(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Lanes256<T> a, T* target) => a._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes256<T> Select(byte* condition, Lanes256<T> a, Lanes256<T> b)
    {
        Vector256<T> isFalse;
        if (sizeof(T) == 1)
        {
            isFalse = Vector256.Equals(Vector256.Load(condition), Vector256<byte>.Zero).As<byte, T>();
        }
        else if (sizeof(T) == 4)
        {
            var bytes = Vector256.CreateScalarUnsafe(*(ulong*)condition).AsByte();
            isFalse = Vector256.Equals(Vector256.WidenLower(Vector256.WidenLower(bytes)), Vector256<uint>.Zero).As<uint, T>();
        }
        else
        {
            var bytes = Vector256.CreateScalarUnsafe(*(uint*)condition).AsByte();
            isFalse = Vector256.Equals(Vector256.WidenLower(Vector256.WidenLower(Vector256.WidenLower(bytes))), Vector256<ulong>.Zero).As<ulong, T>();
        }

        return new(Vector256.ConditionalSelect(isFalse, b._value, a._value));
    }
}

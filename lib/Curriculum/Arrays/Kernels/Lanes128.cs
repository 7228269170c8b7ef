using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Curriculum.Arrays.Kernels;

/// <summary>Lanes in one vector of 128 bits.</summary>
internal readonly struct Lanes128<T>(Vector128<T> value) : ILanes<Lanes128<T>, T>
    where T : unmanaged
{
    private readonly Vector128<T> _value = value;

    public static int Count => Vector128<T>.Count;

    public static bool IsDouble => typeof(T) == typeof(double);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Create(double value)
        => typeof(T) == typeof(float) ? new(Vector128.Create((float)value).As<float, T>())
            : typeof(T) == typeof(double) ? new(Vector128.Create(value).As<double, T>())
            : typeof(T) == typeof(int) ? new(Vector128.Create((int)value).As<int, T>())
            : typeof(T) == typeof(long) ? new(Vector128.Create((long)value).As<long, T>())
            : new(Vector128.Create((byte)value).As<byte, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> FromBits(uint bits32, ulong bits64)
        => typeof(T) == typeof(double) ? new(Vector128.Create(bits64).As<ulong, T>()) : new(Vector128.Create(bits32).As<uint, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator +(Lanes128<T> a, Lanes128<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> a, Lanes128<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator *(Lanes128<T> a, Lanes128<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator /(Lanes128<T> a, Lanes128<T> b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator &(Lanes128<T> a, Lanes128<T> b) => new(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator |(Lanes128<T> a, Lanes128<T> b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator ^(Lanes128<T> a, Lanes128<T> b) => new(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> a) => new(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Fma(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c)
        => typeof(T) == typeof(float)
            ? new(Vector128.FusedMultiplyAdd(a._value.As<T, float>(), b._value.As<T, float>(), c._value.As<T, float>()).As<float, T>())
            : typeof(T) == typeof(double)
                ? new(Vector128.FusedMultiplyAdd(a._value.As<T, double>(), b._value.As<T, double>(), c._value.As<T, double>()).As<double, T>())
                : new((a._value * b._value) + c._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Sqrt(Lanes128<T> a) => new(Vector128.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Abs(Lanes128<T> a) => new(Vector128.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Max(Lanes128<T> a, Lanes128<T> b) => new(Vector128.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Min(Lanes128<T> a, Lanes128<T> b) => new(Vector128.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AtLeast(Lanes128<T> limit, Lanes128<T> x) => new(Vector128.MaxNative(limit._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AtMost(Lanes128<T> limit, Lanes128<T> x) => new(Vector128.MinNative(limit._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Scale(Lanes128<T> a, Lanes128<T> n) => LaneMath.ScaleInTwo(a, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Floor(Lanes128<T> a)
        => typeof(T) == typeof(float) ? new(Vector128.Floor(a._value.As<T, float>()).As<float, T>())
            : typeof(T) == typeof(double) ? new(Vector128.Floor(a._value.As<T, double>()).As<double, T>())
            : a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Ceiling(Lanes128<T> a)
        => typeof(T) == typeof(float) ? new(Vector128.Ceiling(a._value.As<T, float>()).As<float, T>())
            : typeof(T) == typeof(double) ? new(Vector128.Ceiling(a._value.As<T, double>()).As<double, T>())
            : a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Round(Lanes128<T> a)
        => typeof(T) == typeof(float) ? new(Vector128.Round(a._value.As<T, float>()).As<float, T>())
            : typeof(T) == typeof(double) ? new(Vector128.Round(a._value.As<T, double>()).As<double, T>())
            : a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> IsGreater(Lanes128<T> a, Lanes128<T> b) => new(Vector128.GreaterThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> IsGreaterOrEqual(Lanes128<T> a, Lanes128<T> b) => new(Vector128.GreaterThanOrEqual(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> IsEqual(Lanes128<T> a, Lanes128<T> b) => new(Vector128.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Select(Lanes128<T> mask, Lanes128<T> a, Lanes128<T> b)
        => new(Vector128.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes128<T> mask) => mask._value.ExtractMostSignificantBits() != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> ShiftLeft(Lanes128<T> a, int count32, int count64)
        => typeof(T) == typeof(double)
            ? new((a._value.AsUInt64() << count64).As<ulong, T>())
            : new((a._value.AsUInt32() << count32).As<uint, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> ShiftRight(Lanes128<T> a, int count32, int count64)
        => typeof(T) == typeof(double)
            ? new((a._value.AsUInt64() >> count64).As<ulong, T>())
            : new((a._value.AsUInt32() >> count32).As<uint, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Lanes128<T> mask) => mask._value.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Broadcast(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Lanes128<T> a, T* target) => a._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes128<T> Select(byte* condition, Lanes128<T> a, Lanes128<T> b)
    {
        Vector128<T> isFalse;
        if (sizeof(T) == 1)
        {
            isFalse = Vector128.Equals(Vector128.Load(condition), Vector128<byte>.Zero).As<byte, T>();
        }
        else if (sizeof(T) == 4)
        {
            var bytes = Vector128.CreateScalarUnsafe(*(uint*)condition).AsByte();
            isFalse = Vector128.Equals(Vector128.WidenLower(Vector128.WidenLower(bytes)), Vector128<uint>.Zero).As<uint, T>();
        }
        else
        {
            var bytes = Vector128.CreateScalarUnsafe(*(ushort*)condition).AsByte();
            isFalse = Vector128.Equals(Vector128.WidenLower(Vector128.WidenLower(Vector128.WidenLower(bytes))), Vector128<ulong>.Zero).As<ulong, T>();
        }

        return new(Vector128.ConditionalSelect(isFalse, b._value, a._value));
    }
}
